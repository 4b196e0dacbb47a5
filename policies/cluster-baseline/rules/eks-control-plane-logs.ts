import { fail, pass, resourceRule, texts, unknown, withDefault } from "@roadstead/policy";

export const eksControlPlaneLogs = resourceRule({
  name: "eks-control-plane-logs",
  title: "The control plane of an EKS cluster writes the logs that an investigation needs",
  severity: "medium",
  level: "advisory",
  config: { types: texts(["api", "audit", "authenticator"], "Types of log that must be on") },
  types: ["aws:eks/cluster:Cluster"],
  reads: ["aws:eks/cluster:Cluster: enabledClusterLogTypes"],
  why: "Who did what in a cluster is written nowhere else, and cannot be asked for later.",
  fix: "Add the missing types to enabledClusterLogTypes.",
  references: [
    { framework: "Checkov", control: "CKV_AWS_37" },
    { framework: "CIS EKS 1.8.0", control: "2.1.1" },
  ],
  check(view, { config }) {
    const on = withDefault(view.texts("enabledClusterLogTypes"), []);
    if (on.state !== "known") return unknown(on, "logs may be off");
    const missing = config.types.filter((type) => !on.value.includes(type));
    if (missing.length === 0) return pass;
    return fail(`the control plane writes no log of type ${missing.join(", ")}`, {
      path: on.path,
      limit: config.types.join(", "),
    });
  },
});
