import type { NetworkPolicyArgs } from "@pulumi/kubernetes/networking/v1/networkPolicy.js";
import type { NetworkEgress, NetworkPeer } from "../stores/store-owner.js";
import { roleSelector, type StoreIdentity, storeMetadata } from "./store-identity.js";

/** Who may reach some pods, and what those may reach. */
export interface PodTraffic {
  readonly selector: Readonly<Record<string, string>>;
  /** Empty for pods that nobody talks to. */
  readonly ingress: readonly PodIngress[];
  /** DNS goes with any; none for a pod that asks nobody. */
  readonly egress: readonly NetworkEgress[];
}

export interface PodIngress {
  readonly from: readonly NetworkPeer[];
  /** TCP. */
  readonly ports: readonly number[];
}

/** The one policy that opens something for some pods. */
export function trafficPolicy(
  metadata: NonNullable<NetworkPolicyArgs["metadata"]>,
  { selector, ingress, egress }: PodTraffic,
): NetworkPolicyArgs {
  return {
    apiVersion: "networking.k8s.io/v1",
    kind: "NetworkPolicy",
    metadata,
    spec: {
      podSelector: { matchLabels: { ...selector } },
      policyTypes: ["Ingress", "Egress"],
      ingress: ingress.map(({ from, ports }) => ({
        from: from.map(policyPeer),
        ports: ports.map((port) => ({ protocol: "TCP", port })),
      })),
      egress: (egress.length === 0 ? [] : [dnsEgress, ...egress]).map(({ to, ports }) => ({
        ...(to === undefined ? {} : { to: to.map(policyPeer) }),
        ports: ports.map((port) => ({ ...port })),
      })),
    },
  };
}

/** The one policy that opens something for the pods of a role. */
export function rolePolicy(
  identity: StoreIdentity,
  role: string,
  traffic: {
    readonly name: string;
    readonly ingress: readonly { readonly from: readonly NetworkPeer[]; readonly port: number }[];
    readonly egress: readonly NetworkEgress[];
  },
): NetworkPolicyArgs {
  return trafficPolicy(storeMetadata(identity, traffic.name), {
    selector: roleSelector(identity, role),
    ingress: traffic.ingress.map(({ from, port }) => ({ from, ports: [port] })),
    egress: traffic.egress,
  });
}

/** All pods of one namespace. */
export function podsOf(namespace: string): NetworkPeer {
  return {
    namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": namespace } },
    podSelector: { matchLabels: {} },
  };
}

// CoreDNS and kube-dns have the same label on every distribution; node-local caches have their own, and an address
// of the node that the manifests of Kubernetes' add-on fix. Where Google's Cloud DNS answers instead, pods ask the
// metadata server, whose credentials are at another port.
const dnsEgress: NetworkEgress = {
  to: [
    ...["kube-dns", "node-local-dns"].map((app) => ({
      namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "kube-system" } },
      podSelector: { matchLabels: { "k8s-app": app } },
    })),
    ...["169.254.20.10/32", "169.254.169.254/32"].map((cidr) => ({ ipBlock: { cidr } })),
  ],
  ports: [
    { protocol: "UDP", port: 53 },
    { protocol: "TCP", port: 53 },
  ],
};

/** A peer as a NetworkPolicy takes it. */
function policyPeer(peer: NetworkPeer) {
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
