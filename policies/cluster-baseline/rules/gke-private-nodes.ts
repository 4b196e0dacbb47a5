import { expectFlag, gkeClusterType, resourceRule } from "@roadstead/policy";

export const gkePrivateNodes = resourceRule({
  name: "gke-private-nodes",
  title: "Nodes of a GKE cluster have no public address",
  severity: "high",
  level: "advisory",
  config: {},
  types: [gkeClusterType],
  reads: [`${gkeClusterType}: privateClusterConfig.enablePrivateNodes`],
  why: "Each public address is a way in and costs money by the hour.",
  fix: "Set privateClusterConfig.enablePrivateNodes to true, and give the network a NAT.",
  references: [{ framework: "Checkov", control: "CKV_GCP_25" }],
  check: (view) =>
    expectFlag(view.flag("privateClusterConfig", "enablePrivateNodes"), true, {
      otherwise: "nodes have public addresses",
      absent: "fail",
    }),
});
