import { expectFlag, gkeClusterType, notApplicable, pass, resourceRule, unknown } from "@roadstead/policy";

export const clusterDeletionProtection = resourceRule({
  name: "cluster-deletion-protection",
  title: "A cluster of production cannot be deleted by mistake",
  severity: "high",
  level: "advisory",
  config: {},
  types: ["aws:eks/cluster:Cluster", gkeClusterType],
  reads: ["aws:eks/cluster:Cluster: deletionProtection, Pulumi's protect", `${gkeClusterType}: deletionProtection`],
  why: "With the cluster go its volumes, its load balancers and everybody's work on it.",
  fix: "Set deletionProtection to true, or protect the resource in the program.",
  check(view, { production }) {
    if (production === false) return notApplicable;
    if (view.resource.protect) return pass;
    const answer = expectFlag(view.flag("deletionProtection"), true, {
      otherwise: "the cluster can be deleted by mistake",
      // The provider of GKE refuses to delete a cluster unless it is told otherwise.
      absent: view.type === gkeClusterType ? "pass" : "fail",
    });
    if (production === undefined && answer.result === "fail") return unknown("environment", answer.message);
    return answer;
  },
});
