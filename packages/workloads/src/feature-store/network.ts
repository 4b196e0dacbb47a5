import { egressTo, type NetworkEgress, type NetworkPeer, type WorkloadIdentity } from "@roadstead/cluster";
import { exposurePeers } from "../parts/exposure.js";
import { clientsOf, type PodIngress, type PodTraffic, podsOf } from "../parts/network-policy.js";
import { podSelector } from "../parts/object-labels.js";
import type { FeatureStoreAuth } from "./feature-store-args.js";
import { ports } from "./feature-store-yaml.js";
import type { FeatureStoreLayout } from "./layout.js";
import { serverName } from "./server-manifests.js";
import type { FeastServer } from "./servers.js";
import type { FeatureStoreStores } from "./stores.js";

/** Clients of the feature store, Prometheus, and nobody else, may reach a server. */
export function serverTraffic(layout: FeatureStoreLayout, server: FeastServer, stores: FeatureStoreStores): PodTraffic {
  const { identity, auth } = layout;
  return {
    name: serverName(server),
    selector: podSelector(identity, server.role),
    ingress: serverIngress(layout, server),
    egress: [
      ...stores.database.egress,
      ...onlineStoreEgress(layout),
      ...authEgress(auth),
      ...(server.role === "offline" ? dataEgress(layout, stores, stores.identities.offline) : []),
    ],
  };
}

function serverIngress({ identity, metrics, expose }: FeatureStoreLayout, server: FeastServer): readonly PodIngress[] {
  const exposed = server.role === "online" && expose !== undefined ? exposurePeers(expose) : [];
  return server.ports
    .map(({ port, metrics: forMetrics }) => ({
      from: forMetrics !== true ? [clientsOf(identity.component), ...exposed] : scrapers(metrics),
      ports: [port],
    }))
    .filter(({ from }) => from.length > 0);
}

function scrapers(metrics: FeatureStoreLayout["metrics"]): readonly NetworkPeer[] {
  return metrics === undefined ? [] : [podsOf(metrics.from)];
}

/** What clients on the same cluster must reach. */
export function clientEgress({ identity, offlineServer }: FeatureStoreLayout): readonly NetworkEgress[] {
  const open = [ports.online, ports.registry, ...(offlineServer ? [ports.offline] : [])];
  return [{ to: [podsOf(identity.namespace)], ports: open.map((port) => ({ protocol: "TCP", port })) }];
}

/** What the pods of a Job or CronJob may reach; nobody reaches them. */
export interface JobTraffic extends PodTraffic {
  readonly role: string;
}

export function jobTraffic(layout: FeatureStoreLayout, stores: FeatureStoreStores): readonly JobTraffic[] {
  const { database, data, identities } = stores;
  const job = (role: string, egress: readonly NetworkEgress[]): JobTraffic => ({
    role,
    name: `feast-${role}`,
    selector: podSelector(layout.identity, role),
    ingress: [],
    egress: [...database.egress, ...egress],
  });
  const features = [...onlineStoreEgress(layout), ...dataEgress(layout, stores, identities.jobs)];
  return [
    job("apply", [...features, ...gitEgress(layout)]),
    job("materialize", features),
    ...(identities.dump === undefined ? [] : [job("dump", [...data.egress, ...identities.dump.egress])]),
  ];
}

/** Buckets, and how pods sign in to them. */
function dataEgress(
  { sources }: FeatureStoreLayout,
  { data }: FeatureStoreStores,
  identity: WorkloadIdentity | undefined,
): readonly NetworkEgress[] {
  return [data, ...sources].flatMap(({ egress }) => egress).concat(identity?.egress ?? []);
}

function onlineStoreEgress({ redis }: FeatureStoreLayout): readonly NetworkEgress[] {
  return redis === undefined ? [] : [toUrl(redis.url, 6379, redis.cidrs)];
}

function gitEgress({ repository: { git } }: FeatureStoreLayout): readonly NetworkEgress[] {
  return git === undefined ? [] : [toUrl(git.url, 443, git.cidrs)];
}

/** To whom a server goes to have a token checked. */
function authEgress(auth: FeatureStoreAuth): readonly NetworkEgress[] {
  const provider = auth.kind === "oidc" ? [toUrl(auth.discoveryUrl, 443, auth.cidrs)] : [];
  return [...provider, ...(reviewsTokens(auth) ? apiServerEgress : [])];
}

/** Whether tokens of ServiceAccounts are taken, which the cluster's API checks. */
export function reviewsTokens(auth: FeatureStoreAuth): boolean {
  return auth.kind === "kubernetes" || (auth.kind === "oidc" && auth.serviceAccounts === true);
}

// A policy sees the address behind `kubernetes.default`, which no program knows before `up`: a node of k3s at 6443,
// a private endpoint of a cloud, or its public one, at 443.
const apiServerEgress = [443, 6443].map((port) => egressTo({ host: "kubernetes.default.svc", port }, undefined));

function toUrl(url: string, defaultPort: number, cidrs: readonly string[] | undefined): NetworkEgress {
  const { hostname, port } = new URL(url);
  return egressTo({ host: hostname, port: port === "" ? defaultPort : Number(port) }, cidrs);
}
