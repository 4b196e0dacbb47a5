import type { GraphDiagnostic, GraphInvoke, GraphResource, Problem } from "@roadstead/core";
import type { PlanExit } from "../plan.js";
import type { WireMap } from "./wire-value.js";

/** A resource with its properties still in wire form. */
export type WireResource = Omit<GraphResource, "inputs" | "outputs"> & {
  readonly inputs: WireMap;
  readonly outputs: WireMap;
};

export type WireInvoke = Omit<GraphInvoke, "args"> & { readonly args: WireMap };

/**
 * What a running program tells its planner, one record as soon as it is known: a program that hangs or is killed
 * leaves all that it declared until then.
 */
export type PlanRecord =
  | { readonly kind: "resource"; readonly resource: WireResource }
  | { readonly kind: "outputs"; readonly urn: string; readonly outputs: WireMap }
  | { readonly kind: "invoke"; readonly invoke: WireInvoke }
  | { readonly kind: "diagnostic"; readonly diagnostic: GraphDiagnostic }
  | { readonly kind: "problems"; readonly problems: readonly Problem[] }
  | { readonly kind: "exit"; readonly exit: PlanExit };

// The one member that each kind of record has.
const members: Readonly<Record<PlanRecord["kind"], string>> = {
  resource: "resource",
  outputs: "outputs",
  invoke: "invoke",
  diagnostic: "diagnostic",
  problems: "problems",
  exit: "exit",
};

/** Reads a record's line; undefined for anything else that a program wrote on the same pipe. */
export function parseRecord(line: string): PlanRecord | undefined {
  if (!line.startsWith('{"kind":')) return undefined;
  try {
    const record = JSON.parse(line) as Record<string, unknown>;
    const member = members[record["kind"] as PlanRecord["kind"]];
    return member !== undefined && typeof record[member] === "object" ? (record as unknown as PlanRecord) : undefined;
  } catch {
    return undefined;
  }
}

export type RecordSink = (record: PlanRecord) => void;
