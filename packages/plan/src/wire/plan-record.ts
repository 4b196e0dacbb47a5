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

export type RecordSink = (record: PlanRecord) => void;
