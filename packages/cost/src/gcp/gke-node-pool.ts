import type { GraphResource } from "@roadstead/core";
import type { CostOwnership } from "../cost-line.js";
import { clusterComponent } from "../graph/cluster-summaries.js";
import type { Reading, Step } from "../graph/read-property.js";
import { known, read, readFlag, readNumber, readText } from "../graph/read-property.js";
import type { StatedSize } from "../nodes/node-count.js";
import { nodeCount } from "../nodes/node-count.js";
import type { Pricer, Pricing } from "../pricing.js";
import type { Range } from "../range.js";
import { addGkeNodes } from "./gke-node-config.js";
import type { Zones } from "./gke-zones.js";
import { zonesOf } from "./gke-zones.js";

const clusterType = "gcp:container/cluster:Cluster";

/** Node pools of GKE, in components of any library. */
export const gkeNodePoolPricer: Pricer = {
  types: ["gcp:container/nodePool:NodePool"],
  price: (resource, pricing) => {
    const component = pricing.graph.ancestors(resource).find(({ type }) => type === clusterComponent);
    const place = component && pricing.summaries.groupOf(component, resource.name);
    const own = { pool: place?.pool.name ?? resource.name };
    const cluster = pricing.graph.referred(resource, "cluster", [clusterType], known(readText(resource, "cluster")));
    const region = regionOfPool(pricing, resource, cluster);
    if (region === undefined) return;
    const zones = zonesOf(pricing, resource, cluster, own);
    const count = nodeCount(pricing, resource, poolSize(resource, [], zones), own);
    addGkeNodes(pricing, resource, ["nodeConfig"], { region, count, notes: zonedNotes(resource, zones) }, own);
    const flag = readFlag(resource, "networkConfig", "enablePrivateNodes");
    addNodeAddresses(pricing, resource, cluster, flag, { region, count }, own);
  },
};

const noFlag: Reading<boolean> = { state: "absent", path: "" };

/** Nodes have an external address each unless pool or cluster keep them private; without its cluster nobody can tell. */
function addNodeAddresses(
  pricing: Pricing,
  resource: GraphResource,
  cluster: GraphResource | undefined,
  ofPool: Reading<boolean>,
  { region, count }: { readonly region: string; readonly count: Range },
  own: CostOwnership,
): void {
  if (count.ceiling === 0) return;
  const ofCluster = cluster && readFlag(cluster, "privateClusterConfig", "enablePrivateNodes");
  const flag = ofPool.state === "absent" ? ofCluster : ofPool;
  if (flag === undefined || known(flag) === true) return;
  if (flag.state === "unknown") return pricing.unknown(resource, "external addresses of nodes", flag, own);
  const notes = ["each node has one, as neither pool nor cluster keep nodes private"];
  const item = "external IPv4 addresses of nodes";
  pricing.fee(resource, { item, fee: "gcp.external-ipv4", region, quantity: count, notes }, own);
}

const regionOfPool = (pricing: Pricing, pool: GraphResource, cluster: GraphResource | undefined) =>
  readText(pool, "location").state === "absent" && cluster !== undefined
    ? pricing.region("gcp", cluster, "nodes")
    : pricing.region("gcp", pool, "nodes");

/** Whether a pool's limits count per zone; `total…` limits do not. */
const zonedNotes = (resource: GraphResource, { count, notes }: Zones): readonly string[] => {
  const total = known(readNumber(resource, "autoscaling", "totalMaxNodeCount")) ?? 0;
  return total > 0 || count === 1 ? [] : [...notes, `limits count per zone, in ${count} zones`];
};

/** Least and most nodes of a pool in all its zones together. */
export function poolSize(resource: GraphResource, steps: readonly Step[], zones: Zones): StatedSize {
  const inputs = { inputs: resource.inputs, outputs: {} };
  const isInput = read(inputs, ...steps, "autoscaling").state !== "absent";
  const number = (...further: Step[]): Reading<number> => readNumber(isInput ? inputs : resource, ...steps, ...further);
  const perZone = (reading: Reading<number>): Reading<number> =>
    reading.state === "known" ? { ...reading, value: reading.value * zones.count } : reading;
  const input = (key: string): Reading<number> => {
    // What the provider answers is the present number of nodes, not what the program asks for.
    return perZone(readNumber(inputs, ...steps, key));
  };
  const initial = input("initialNodeCount");
  const autoscaling = read(resource, ...steps, "autoscaling");
  if (autoscaling.state === "absent") {
    const asked = input("nodeCount");
    const size = asked.state === "absent" ? initial : asked;
    return { min: size, max: size, fallback: { min: zones.count, max: zones.count } };
  }
  const pick = (total: string, zoned: string): Reading<number> => {
    const all = number("autoscaling", total);
    // GKE answers 0 for the total limits that nobody gave.
    const isGiven = all.state !== "absent" && (isInput || (all.state === "known" && all.value > 0));
    return isGiven ? all : perZone(number("autoscaling", zoned));
  };
  const [min, max] = [pick("totalMinNodeCount", "minNodeCount"), pick("totalMaxNodeCount", "maxNodeCount")];
  return { min, max, desired: initial, fallback: { min: 0 } };
}

/** Pools that a cluster holds itself: those under `nodePools`, and the default pool unless it is thrown away. */
export function priceInlinePools(
  pricing: Pricing,
  cluster: GraphResource,
  region: string,
  inline: { readonly steps: readonly Step[]; readonly config: readonly Step[] },
  own: CostOwnership,
): void {
  const zones = zonesOf(pricing, undefined, cluster, own);
  const count = nodeCount(pricing, cluster, poolSize(cluster, inline.steps, zones), own);
  const notes = zones.count === 1 ? [] : [...zones.notes, `limits count per zone, in ${zones.count} zones`];
  addGkeNodes(pricing, cluster, inline.config, { region, count, notes }, own);
  const flag = readFlag(cluster, ...inline.steps, "networkConfig", "enablePrivateNodes");
  addNodeAddresses(pricing, cluster, cluster, inline.steps.length === 0 ? noFlag : flag, { region, count }, own);
}
