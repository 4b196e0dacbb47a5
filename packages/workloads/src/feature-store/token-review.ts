import type { ClusterRoleArgs } from "@pulumi/kubernetes/rbac/v1/clusterRole.js";
import type { ClusterRoleBindingArgs } from "@pulumi/kubernetes/rbac/v1/clusterRoleBinding.js";
import { shortHash } from "@roadstead/core";
import { type ObjectIdentity, objectLabels } from "../parts/object-labels.js";

/** The right to have a token checked, and no other. It is one of the whole cluster: Kubernetes has no smaller one. */
export function tokenReviewRole(identity: ObjectIdentity): ClusterRoleArgs {
  return {
    apiVersion: "rbac.authorization.k8s.io/v1",
    kind: "ClusterRole",
    metadata: { name: clusterWideName(identity), labels: { ...objectLabels(identity) } },
    rules: [{ apiGroups: ["authentication.k8s.io"], resources: ["tokenreviews"], verbs: ["create"] }],
  };
}

export function tokenReviewBinding(identity: ObjectIdentity, accounts: readonly string[]): ClusterRoleBindingArgs {
  const name = clusterWideName(identity);
  return {
    apiVersion: "rbac.authorization.k8s.io/v1",
    kind: "ClusterRoleBinding",
    metadata: { name, labels: { ...objectLabels(identity) } },
    roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "ClusterRole", name },
    subjects: accounts.map((account) => ({ kind: "ServiceAccount", name: account, namespace: identity.namespace })),
  };
}

// No two namespaces of a cluster are named alike.
function clusterWideName({ namespace }: ObjectIdentity): string {
  return `roadstead-feast-${namespace}-${shortHash({ namespace })}`;
}
