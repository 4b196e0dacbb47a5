import type { NetworkPolicyArgs } from "@pulumi/kubernetes/networking/v1/networkPolicy.js";
import { dnsEgress, type NetworkEgress, type NetworkPeer, policyPeer } from "@roadstead/cluster";

import { clientLabel } from "@roadstead/core";
import { type ObjectIdentity, objectMetadata } from "./object-labels.js";

export { podsOf } from "@roadstead/cluster";

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
export interface PodTraffic {
  /** Name of the policy. */
  readonly name: string;
  readonly selector: Readonly<Record<string, string>>;
  /** Empty for pods that nobody talks to. */
  readonly ingress: readonly PodIngress[];
  /** Beside DNS. */
  readonly egress: readonly NetworkEgress[];
}

export interface PodIngress {
  readonly from: readonly NetworkPeer[];
  /** TCP. */
  readonly ports: readonly number[];
}

/** The one policy that opens something for these pods. */
export function podPolicy(identity: ObjectIdentity, traffic: PodTraffic): NetworkPolicyArgs {
  const { name, selector, ingress, egress } = traffic;
  return {
    apiVersion: "networking.k8s.io/v1",
    kind: "NetworkPolicy",
    metadata: objectMetadata(identity, name),
    spec: {
      podSelector: { matchLabels: { ...selector } },
      policyTypes: ["Ingress", "Egress"],
      ingress: ingress.map(({ from, ports }) => ({
        from: from.map(policyPeer),
        ports: ports.map((port) => ({ protocol: "TCP", port })),
      })),
      egress: [dnsEgress, ...egress].map(({ to, ports }) => ({
        ...(to === undefined ? {} : { to: to.map(policyPeer) }),
        ports: ports.map((port) => ({ ...port })),
      })),
    },
  };
}

/** Pods, in whatever namespace, that are labelled as clients of the component. */
export function clientsOf(component: string): NetworkPeer {
  return { namespaceSelector: {}, podSelector: { matchLabels: clientLabel(component) } };
}
