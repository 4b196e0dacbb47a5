import type { NetworkPolicyArgs } from "@pulumi/kubernetes/networking/v1/networkPolicy.js";
import type { NetworkEgress, NetworkPeer } from "@roadstead/cluster";
import { clientLabel } from "@roadstead/core";
import { type ObjectIdentity, objectMetadata } from "./object-labels.js";

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
        from: from.map(plainPeer),
        ports: ports.map((port) => ({ protocol: "TCP", port })),
      })),
      egress: [dnsEgress, ...egress].map(({ to, ports }) => ({
        ...(to === undefined ? {} : { to: to.map(plainPeer) }),
        ports: ports.map((port) => ({ ...port })),
      })),
    },
  };
}

/** Pods, in whatever namespace, that are labelled as clients of the component. */
export function clientsOf(component: string): NetworkPeer {
  return { namespaceSelector: {}, podSelector: { matchLabels: clientLabel(component) } };
}

/** All pods of one namespace. */
export function podsOf(namespace: string): NetworkPeer {
  return {
    namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": namespace } },
    podSelector: { matchLabels: {} },
  };
}

// CoreDNS and kube-dns have the same label on every distribution; node-local caches have their own, and an address
// of the node that the manifests of Kubernetes' add-on fix.
const dnsEgress: NetworkEgress = {
  to: [
    ...["kube-dns", "node-local-dns"].map((app) => ({
      namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "kube-system" } },
      podSelector: { matchLabels: { "k8s-app": app } },
    })),
    { ipBlock: { cidr: "169.254.20.10/32" } },
  ],
  ports: [
    { protocol: "UDP", port: 53 },
    { protocol: "TCP", port: 53 },
  ],
};

function plainPeer(peer: NetworkPeer) {
  if ("ipBlock" in peer) {
    const { cidr, except } = peer.ipBlock;
    return { ipBlock: { cidr, ...(except === undefined ? {} : { except: [...except] }) } };
  }
  const { namespaceSelector, podSelector: pods } = peer;
  return {
    ...(namespaceSelector === undefined ? {} : { namespaceSelector: plainSelector(namespaceSelector) }),
    podSelector: plainSelector(pods),
  };
}

function plainSelector({ matchLabels }: { readonly matchLabels?: Readonly<Record<string, string>> }) {
  return matchLabels === undefined || Object.keys(matchLabels).length === 0 ? {} : { matchLabels: { ...matchLabels } };
}
