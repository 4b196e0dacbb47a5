import { expectOneOf, resourceRule } from "@roadstead/policy";

export const eksAccessEntries = resourceRule({
  name: "eks-access-entries",
  title: "Access to an EKS cluster is kept in access entries",
  severity: "medium",
  level: "advisory",
  config: {},
  types: ["aws:eks/cluster:Cluster"],
  reads: ["aws:eks/cluster:Cluster: accessConfig.authenticationMode"],
  why: "The aws-auth ConfigMap can lock everybody out with one wrong line, and nobody sees who changed it.",
  fix: 'Set accessConfig.authenticationMode to "API".',
  references: [{ framework: "CIS EKS 1.8.0", control: "4.1.7" }],
  check: (view) =>
    expectOneOf(view.settled.text("accessConfig", "authenticationMode"), ["API", "API_AND_CONFIG_MAP"], {
      otherwise: "access is kept in a ConfigMap",
      absent: "fail",
    }),
});
