import type { ResourceGraph } from "@roadstead/core";
import type { Guardrails } from "../guardrails/guardrails.js";
import type { StackCost } from "../rule/rule.js";

/** Tells the throw of a value that is not known yet from a fault. */
export type IsUnknownError = (error: unknown) => boolean;

export interface EngineOptions {
  /** The guardrails, or why there are none. `file` is what the pack's configuration names. */
  readonly guardrails: (file: string | undefined) => Guardrails | { readonly missing: string };
  /** ISO date; the pack's configuration can name another. */
  readonly asOf: string;
  /** What resources cost. */
  readonly cost?: (graph: Pick<ResourceGraph, "resources">, asOf: string) => StackCost;
  readonly isUnknownError: IsUnknownError;
}
