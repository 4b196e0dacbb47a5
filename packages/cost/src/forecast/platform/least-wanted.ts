import type { FleetPool, FleetReplica } from "./fleet-node.js";

/**
 * Which replica a smaller number does without. The rules are those of a ReplicaSet: one without a node, then one that
 * does not serve yet, then the lowest deletion cost, which is taken to follow the order of pools so that a burst ends
 * before owned nodes are idle, then the one with most others on its node, then the newest.
 */
export const leastWanted = (pools: readonly FleetPool[], pending: readonly FleetReplica[]): FleetReplica => {
  if (pending.length > 0) return pending[pending.length - 1]!;
  let least: FleetReplica | undefined;
  for (let i = pools.length - 1; i >= 0; i--) {
    let others = 0;
    for (const node of pools[i]!.nodes) {
      for (const replica of node.replicas) {
        if (replica.state === "draining") continue;
        const isLess =
          least === undefined ||
          (replica.state === "starting" && least.state === "serving") ||
          (replica.state === least.state && replica.node!.pool === least.node!.pool && node.replicas.length >= others);
        if (!isLess) continue;
        least = replica;
        others = node.replicas.length;
      }
    }
  }
  return least!;
};
