import { AiCluster, type Target } from "@roadstead/cluster";
import type { ClusterSpec, Note } from "@roadstead/core";
import { type Plan, type ProgramOptions, planProgram } from "@roadstead/plan";

/** Plans a program with one cluster named "onprem". */
export function planCluster(spec: ClusterSpec, target: Target<string>, options: ProgramOptions = {}): Promise<Plan> {
  return planProgram(() => {
    new AiCluster("onprem", { spec, target });
  }, options);
}

/** URNs of the cluster, without what all have in common, sorted: what a release must not change without an alias. */
export function urnLines(plan: Plan): string {
  return plan.resources
    .filter(({ urn }) => urn.includes("::roadstead:"))
    .map(({ urn }) => `${urn.replace("urn:pulumi:dev::project::", "")}\n`)
    .sort()
    .join("");
}

/** Notes as lines: code, path, message. */
export function noteLines(notes: readonly Note[]): string {
  return notes.map(({ code, path, message }) => `${code} ${path}: ${message}\n`).join("");
}
