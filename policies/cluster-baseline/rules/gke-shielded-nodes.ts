import { expectFlag, resourceRule } from "@roadstead/policy";

export const gkeShieldedNodes = resourceRule({
  name: "gke-shielded-nodes",
  title: "Nodes of GKE start only what is signed",
  severity: "medium",
  level: "advisory",
  config: {},
  types: ["gcp:container/nodePool:NodePool"],
  reads: ["gcp:container/nodePool:NodePool: nodeConfig.shieldedInstanceConfig.enableSecureBoot"],
  why: "A rootkit in the boot chain is below all that watches a node.",
  fix: "Set nodeConfig.shieldedInstanceConfig.enableSecureBoot to true (drivers that GKE installs are signed).",
  references: [{ framework: "Checkov", control: "CKV_GCP_68" }],
  check: (view) =>
    expectFlag(view.flag("nodeConfig", "shieldedInstanceConfig", "enableSecureBoot"), true, {
      otherwise: "nodes start what is not signed",
      absent: "fail",
    }),
});
