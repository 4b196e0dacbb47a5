import type { GraphResource } from "@roadstead/core";
import type { Reading } from "../graph/read-property.js";
import { known, orElse, readNumber, readText } from "../graph/read-property.js";
import type { Pricer, Pricing } from "../pricing.js";
import { fixed } from "../range.js";

function addCacheNodes(pricing: Pricing, resource: GraphResource, counts: readonly Reading<number>[]): void {
  const region = pricing.region("aws", resource, "cache");
  if (region === undefined) return;
  const type = readText(resource, "nodeType");
  if (type.state === "unknown") return pricing.unknown(resource, "type of the cache's nodes", type);
  const unknown = counts.find(({ state }) => state === "unknown");
  if (unknown !== undefined) return pricing.unknown(resource, "number of the cache's nodes", unknown);
  if (type.state === "absent")
    return pricing.gap(resource, "unpriced", "cache", "nothing states the type of its nodes");
  const quantity = fixed(counts.reduce((product, count) => product * orElse(count, 1), 1));
  const item = `cache ${type.secret === true ? "<secret>" : type.value}`;
  pricing.fee(resource, { item, fee: `aws.elasticache.${type.value}`, region, quantity, unit: "node" });
}

const cluster: Pricer = {
  types: ["aws:elasticache/cluster:Cluster"],
  price: (resource, pricing) => {
    // A member of a replication group is paid for with the group.
    if (known(readText(resource, "replicationGroupId")) !== undefined) return;
    addCacheNodes(pricing, resource, [readNumber(resource, "numCacheNodes")]);
  },
};

/** Shards times their copies, or as many nodes as are said. */
const replicationGroup: Pricer = {
  types: ["aws:elasticache/replicationGroup:ReplicationGroup"],
  price: (resource, pricing) => {
    const inputs = { inputs: resource.inputs, outputs: {} };
    const clusters = readNumber(inputs, "numCacheClusters");
    if (clusters.state !== "absent") return addCacheNodes(pricing, resource, [clusters]);
    const replicas = readNumber(resource, "replicasPerNodeGroup");
    const copies = replicas.state === "known" ? { ...replicas, value: replicas.value + 1 } : replicas;
    addCacheNodes(pricing, resource, [readNumber(resource, "numNodeGroups"), copies]);
  },
};

export const cachePricers: readonly Pricer[] = [cluster, replicationGroup];
