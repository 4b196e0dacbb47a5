import { expectFlag, gkeClusterType, resourceRule } from "@roadstead/policy";

export const gkeCostAllocation = resourceRule({
  name: "gke-cost-allocation",
  title: "GKE writes costs by namespace into the bill",
  severity: "low",
  level: "advisory",
  config: {},
  types: [gkeClusterType],
  reads: [`${gkeClusterType}: costManagementConfig.enabled`],
  why: "A cluster that many share is one line of the bill without it.",
  fix: "Set costManagementConfig.enabled to true.",
  check: (view) =>
    expectFlag(view.flag("costManagementConfig", "enabled"), true, {
      otherwise: "costs are not kept by namespace",
      absent: "fail",
    }),
});
