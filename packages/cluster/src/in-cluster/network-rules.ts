import type { NetworkPolicyArgs } from "@pulumi/kubernetes/networking/v1/networkPolicy.js";
import type { NetworkEgress, NetworkPeer } from "../stores/store-owner.js";
import { roleSelector, type StoreIdentity, storeMetadata } from "./store-identity.js";

/** The one policy that opens something for the pods of a role. */
export function rolePolicy(
  identity: StoreIdentity,
  role: string,
  traffic: {
    readonly name: string;
    readonly ingress: readonly { readonly from: readonly NetworkPeer[]; readonly port: number }[];
    /** DNS goes with any; none for a pod that asks nobody. */
    readonly egress: readonly NetworkEgress[];
  },
): NetworkPolicyArgs {
  const egress = traffic.egress.length === 0 ? [] : [dnsEgress, ...traffic.egress];
  return {
    apiVersion: "networking.k8s.io/v1",
    kind: "NetworkPolicy",
    metadata: storeMetadata(identity, traffic.name),
    spec: {
      podSelector: { matchLabels: { ...roleSelector(identity, role) } },
      policyTypes: ["Ingress", "Egress"],
      ingress: traffic.ingress.map(({ from, port }) => ({
        from: from.map(policyPeer),
        ports: [{ protocol: "TCP", port }],
      })),
      egress: egress.map(({ to, ports }) => ({
        ...(to === undefined ? {} : { to: to.map(policyPeer) }),
        ports: ports.map((port) => ({ ...port })),
      })),
    },
  };
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
export const dnsEgress: NetworkEgress = {
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

/** A peer as a NetworkPolicy takes it. */
export function policyPeer(peer: NetworkPeer) {
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
