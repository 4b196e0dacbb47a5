import { type ClusterSummary, redactMap } from "@roadstead/core";
import type { Plan } from "@roadstead/plan";

/** What each AiCluster of a plan says of itself, in the order of the program. */
export function summariesOf(plan: Pick<Plan, "resources">): ClusterSummary[] {
  return plan.resources
    .filter((resource) => resource.type === "roadstead:index:AiCluster")
    .map((resource) => redactMap(resource.outputs)["summary"] as unknown as ClusterSummary);
}
