import type { NetworkPolicyArgs } from "@pulumi/kubernetes/networking/v1/networkPolicy.js";
import type { PodDisruptionBudgetArgs } from "@pulumi/kubernetes/policy/v1/podDisruptionBudget.js";
import {
  clusterAutoscalerLabels,
  clusterAutoscalerName,
  clusterAutoscalerSelector,
} from "./cluster-autoscaler-deployment.js";

const metadata = {
  name: clusterAutoscalerName,
  namespace: clusterAutoscalerName,
  labels: clusterAutoscalerLabels,
};

// Where EKS Pod Identity gives out credentials on each node:
// https://docs.aws.amazon.com/eks/latest/userguide/pod-id-how-it-works.html
const podIdentityAgent = "169.254.170.23/32";

/** Nothing reaches the autoscaler; it reaches DNS, the Kubernetes and AWS APIs, and the agent for its credentials. */
export const clusterAutoscalerNetworkPolicy: NetworkPolicyArgs = {
  metadata,
  spec: {
    podSelector: {},
    policyTypes: ["Ingress", "Egress"],
    egress: [
      {
        ports: [
          { protocol: "UDP", port: 53 },
          { protocol: "TCP", port: 53 },
          { protocol: "TCP", port: 443 },
        ],
      },
      { to: [{ ipBlock: { cidr: podIdentityAgent } }], ports: [{ protocol: "TCP", port: 80 }] },
    ],
  },
};

/** A drain takes one replica at a time. */
export const clusterAutoscalerDisruptionBudget: PodDisruptionBudgetArgs = {
  metadata,
  spec: {
    maxUnavailable: 1,
    selector: { matchLabels: clusterAutoscalerSelector },
    unhealthyPodEvictionPolicy: "AlwaysAllow",
  },
};
