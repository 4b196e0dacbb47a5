import type { NamespaceArgs } from "@pulumi/kubernetes/core/v1/namespace.js";
import type { ResourceQuotaArgs } from "@pulumi/kubernetes/core/v1/resourceQuota.js";
import type { ServiceAccountArgs } from "@pulumi/kubernetes/core/v1/serviceAccount.js";
import type { NetworkPolicyArgs } from "@pulumi/kubernetes/networking/v1/networkPolicy.js";
import { objectLabels } from "../object-labels.js";
import { podSecurityLabels } from "../pod-security.js";
import { dcgmExporterName, metricsPort } from "./dcgm-exporter-manifest.js";
import { gpuSystemNamespace } from "./pool-pod.js";

/** The namespace. It admits host paths, which device plugin and exporter need, and reports them all the same. */
export function gpuSystemNamespaceManifest(): NamespaceArgs {
  return {
    apiVersion: "v1",
    kind: "Namespace",
    metadata: {
      name: gpuSystemNamespace,
      labels: { ...objectLabels(gpuSystemNamespace), ...podSecurityLabels("privileged", "baseline") },
    },
  };
}

// Both DaemonSets on each of the 5,000 nodes that Kubernetes supports.
const criticalPods = 10_000;

/**
 * Permission to run pods of the class `system-node-critical` here. GKE admits them outside kube-system only where
 * such a quota is; elsewhere it limits nothing.
 */
export function criticalPodsQuota(): ResourceQuotaArgs {
  return {
    apiVersion: "v1",
    kind: "ResourceQuota",
    metadata: { name: "critical-pods", namespace: gpuSystemNamespace, labels: objectLabels(gpuSystemNamespace) },
    spec: {
      hard: { pods: String(criticalPods) },
      scopeSelector: {
        matchExpressions: [{ scopeName: "PriorityClass", operator: "In", values: ["system-node-critical"] }],
      },
    },
  };
}

/** Identity of one component. It has no rights and no token: neither component talks to the Kubernetes API. */
export function componentServiceAccount(component: string): ServiceAccountArgs {
  return {
    apiVersion: "v1",
    kind: "ServiceAccount",
    metadata: { name: component, namespace: gpuSystemNamespace, labels: objectLabels(component) },
    automountServiceAccountToken: false,
  };
}

/** No pod here is reached or reaches out, except as another policy says. */
export function denyAllPolicy(): NetworkPolicyArgs {
  return {
    apiVersion: "networking.k8s.io/v1",
    kind: "NetworkPolicy",
    metadata: { name: "deny-all", namespace: gpuSystemNamespace, labels: objectLabels(gpuSystemNamespace) },
    spec: { podSelector: {}, policyTypes: ["Ingress", "Egress"] },
  };
}

/** Any pod of the cluster may scrape the metrics. */
export function allowMetricsPolicy(): NetworkPolicyArgs {
  return {
    apiVersion: "networking.k8s.io/v1",
    kind: "NetworkPolicy",
    metadata: { name: "allow-metrics", namespace: gpuSystemNamespace, labels: objectLabels(dcgmExporterName) },
    spec: {
      podSelector: { matchLabels: { "app.kubernetes.io/name": dcgmExporterName } },
      policyTypes: ["Ingress"],
      ingress: [{ from: [{ namespaceSelector: {} }], ports: [{ protocol: "TCP", port: metricsPort }] }],
    },
  };
}
