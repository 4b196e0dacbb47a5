import { expectPresent, gkeClusterType, known, pass, resourceRule } from "@roadstead/policy";

export const gkeWorkloadIdentity = resourceRule({
  name: "gke-workload-identity",
  title: "Pods of a GKE cluster have identities of their own",
  severity: "high",
  level: "mandatory",
  config: {},
  types: [gkeClusterType],
  reads: [`${gkeClusterType}: workloadIdentityConfig.workloadPool, enableAutopilot`],
  why: "Without it every pod acts with the rights of its node, or with a key that somebody keeps in a secret.",
  fix: "Set workloadIdentityConfig.workloadPool to <project>.svc.id.goog.",
  references: [
    { framework: "CIS GKE 1.9.0", control: "5.2.2" },
    { framework: "Checkov", control: "CKV_GCP_69" },
  ],
  check: (view) =>
    known(view.flag("enableAutopilot")) === true
      ? pass
      : expectPresent(view.read("workloadIdentityConfig", "workloadPool"), "pods act with the rights of their node"),
});
