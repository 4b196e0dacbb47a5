import { BlockList, isIP } from "node:net";

/** What a network policy sees of a pod, or an address outside of the cluster. */
export type Place = PodPlace | { readonly address: string };

export interface PodPlace {
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
}

interface Selector {
  readonly matchLabels?: Readonly<Record<string, string>>;
}

interface Peer {
  readonly ipBlock?: { readonly cidr: string; readonly except?: readonly string[] };
  readonly namespaceSelector?: Selector;
  readonly podSelector?: Selector;
}

interface Rule {
  readonly from?: readonly Peer[];
  readonly to?: readonly Peer[];
  readonly ports?: readonly { readonly port: number }[];
}

/** The parts of a NetworkPolicy that Roadstead writes; a selector with expressions is none of them. */
export interface Policy {
  readonly metadata: { readonly namespace: string };
  readonly spec: {
    readonly podSelector: Selector;
    readonly policyTypes: readonly string[];
    readonly ingress?: readonly Rule[];
    readonly egress?: readonly Rule[];
  };
}

/**
 * Whether a connection is let through: the policies of its source must let it out and those of its destination in,
 * and where no policy selects a pod all is let through.
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/network-policies/#the-two-sorts-of-pod-isolation
 */
export function lets(policies: readonly Policy[], from: Place, to: Place, port: number): boolean {
  return passes(policies, "Egress", from, to, port) && passes(policies, "Ingress", to, from, port);
}

function passes(
  policies: readonly Policy[],
  direction: "Ingress" | "Egress",
  own: Place,
  other: Place,
  port: number,
): boolean {
  if (!("namespace" in own)) return true;
  const selecting = policies.filter(
    ({ metadata, spec }) =>
      metadata.namespace === own.namespace &&
      spec.policyTypes.includes(direction) &&
      matches(spec.podSelector, own.labels),
  );
  if (selecting.length === 0) return true;
  return selecting.some(({ metadata, spec }) =>
    ((direction === "Ingress" ? spec.ingress : spec.egress) ?? []).some(({ from, to, ports }) => {
      const peers = direction === "Ingress" ? from : to;
      const open = ports === undefined || ports.some((entry) => entry.port === port);
      return open && (peers === undefined || peers.some((peer) => isPeer(peer, other, metadata.namespace)));
    }),
  );
}

function isPeer({ ipBlock, namespaceSelector, podSelector }: Peer, place: Place, ownNamespace: string): boolean {
  if (ipBlock !== undefined) {
    if (!("address" in place)) return false;
    return within(place.address, ipBlock.cidr) && !(ipBlock.except ?? []).some((cidr) => within(place.address, cidr));
  }
  if (!("namespace" in place)) return false;
  const inNamespace =
    namespaceSelector === undefined
      ? place.namespace === ownNamespace
      : matches(namespaceSelector, { "kubernetes.io/metadata.name": place.namespace });
  return inNamespace && matches(podSelector ?? {}, place.labels);
}

function matches({ matchLabels = {} }: Selector, labels: Readonly<Record<string, string>>): boolean {
  return Object.entries(matchLabels).every(([key, value]) => labels[key] === value);
}

function within(address: string, cidr: string): boolean {
  const [base = "", length = ""] = cidr.split("/");
  const family = isIP(base) === 6 ? "ipv6" : "ipv4";
  if ((isIP(address) === 6 ? "ipv6" : "ipv4") !== family) return false;
  const list = new BlockList();
  list.addSubnet(base, Number(length), family);
  return list.check(address, family);
}
