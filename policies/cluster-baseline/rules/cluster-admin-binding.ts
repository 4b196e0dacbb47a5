import { expectValue, resourceRule } from "@roadstead/policy";

export const clusterAdminBinding = resourceRule({
  name: "cluster-admin-binding",
  title: "Nobody is bound to cluster-admin by a program",
  severity: "critical",
  level: "mandatory",
  config: {},
  types: [
    "kubernetes:rbac.authorization.k8s.io/v1:ClusterRoleBinding",
    "kubernetes:rbac.authorization.k8s.io/v1:RoleBinding",
  ],
  reads: ["kubernetes:rbac.authorization.k8s.io/v1:ClusterRoleBinding, RoleBinding: roleRef.name"],
  why: "Whoever is bound to it can read every secret and change every pod.",
  fix: "Bind a role with the rights that are needed.",
  references: [{ framework: "Kubescape", control: "C-0035" }],
  check: (view) =>
    expectValue(view.text("roleRef", "name"), (name) => name !== "cluster-admin", {
      otherwise: "somebody has all rights on the cluster",
      absent: "unknown",
    }),
});
