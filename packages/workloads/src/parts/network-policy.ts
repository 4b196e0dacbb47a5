import type { NetworkPolicyArgs } from "@pulumi/kubernetes/networking/v1/networkPolicy.js";
import { type NetworkPeer, type PodTraffic as Traffic, trafficPolicy } from "@roadstead/cluster";
import { clientLabel } from "@roadstead/core";
import { type ObjectIdentity, objectMetadata } from "./object-labels.js";

export { type PodIngress, podsOf } from "@roadstead/cluster";

/** No pod of the namespace is reached or reaches out, except as another policy says. */
export function denyAllPolicy(identity: ObjectIdentity): NetworkPolicyArgs {
  return {
    apiVersion: "networking.k8s.io/v1",
    kind: "NetworkPolicy",
    metadata: objectMetadata(identity, "deny-all"),
    spec: { podSelector: {}, policyTypes: ["Ingress", "Egress"] },
  };
}

/** Who may reach some pods of a component, and what those may reach. */
export interface PodTraffic extends Traffic {
  /** Name of the policy. */
  readonly name: string;
}

/** The one policy that opens something for these pods. */
export function podPolicy(identity: ObjectIdentity, { name, ...traffic }: PodTraffic): NetworkPolicyArgs {
  return trafficPolicy(objectMetadata(identity, name), traffic);
}

/** Pods, in whatever namespace, that are labelled as clients of the component. */
export function clientsOf(component: string): NetworkPeer {
  return { namespaceSelector: {}, podSelector: { matchLabels: clientLabel(component) } };
}
