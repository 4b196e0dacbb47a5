import { ClusterRole } from "@pulumi/kubernetes/rbac/v1/clusterRole.js";
import { ClusterRoleBinding } from "@pulumi/kubernetes/rbac/v1/clusterRoleBinding.js";
import { Role } from "@pulumi/kubernetes/rbac/v1/role.js";
import { RoleBinding } from "@pulumi/kubernetes/rbac/v1/roleBinding.js";
import type * as pulumi from "@pulumi/pulumi";
import type { ChildOptions } from "./children.js";
import { clusterRules, namespaceRules } from "./cluster-autoscaler-rbac.js";
import type { Scope } from "./scope.js";

/** Roles of the autoscaler in the cluster and in its own namespace, and their bindings. */
export function clusterAutoscalerAccess(
  { children }: Scope,
  prefix: string,
  metadata: { readonly name: string; readonly namespace: string; readonly labels: Record<string, string> },
  opts: ChildOptions,
): readonly pulumi.Resource[] {
  const { name, namespace, labels } = metadata;
  const apiGroup = "rbac.authorization.k8s.io";
  const subjects = [{ kind: "ServiceAccount", name, namespace }];
  const clusterWide = { metadata: { name, labels } };
  return [
    children.make("clusterRole", ClusterRole, prefix, { ...clusterWide, rules: clusterRules }, opts),
    children.make(
      "clusterRoleBinding",
      ClusterRoleBinding,
      prefix,
      { ...clusterWide, roleRef: { apiGroup, kind: "ClusterRole", name }, subjects },
      opts,
    ),
    children.make("kubernetesRole", Role, prefix, { metadata, rules: namespaceRules }, opts),
    children.make(
      "roleBinding",
      RoleBinding,
      prefix,
      { metadata, roleRef: { apiGroup, kind: "Role", name }, subjects },
      opts,
    ),
  ];
}
