import { adminClient, type KubernetesObject } from "../../../control-plane/index.js";
import type { GkeCluster } from "../gke-cluster.js";
import { type GkeNodePool, nodeLimits, zonesToGrow } from "../gke-node-pool.js";
import { at, text } from "../properties.js";
import { candidatePools } from "./candidate-pools.js";
import { allocatable, fits, type Room, taken } from "./fit.js";
import { type PendingPod, pendingPods } from "./pending-pods.js";

/**
 * Stand-in for GKE's cluster autoscaler: brings pools up to their minimum, then finds every waiting pod a place on a
 * node that it has just added, or adds one. Names of the pools that grew, one for each node.
 *
 * https://docs.cloud.google.com/kubernetes-engine/docs/concepts/cluster-autoscaler
 */
export async function scaleUp(cluster: GkeCluster): Promise<readonly string[]> {
  const grown: string[] = [];
  for (const pool of scalable(cluster)) {
    while (pool.nodeNames().length < nodeLimits(pool).min && (await cluster.grow(pool))) grown.push(pool.name);
  }
  const client = adminClient(cluster.plane);
  const classes = await client.list("cloud.google.com/v1", "ComputeClass");
  const added: NewNode[] = [];
  for (const pod of await pendingPods(client)) {
    const pool = await place(cluster, pod, classes, added);
    if (pool !== undefined) grown.push(pool.name);
  }
  return grown;
}

/** A node that no pod was scheduled to yet. */
interface NewNode {
  readonly pool: GkeNodePool;
  readonly zone: string;
  room: Room;
}

/** The pool that grew for a pod; undefined where it fits on a node that was just added, or nowhere. */
async function place(
  cluster: GkeCluster,
  pod: PendingPod,
  classes: readonly KubernetesObject[],
  added: NewNode[],
): Promise<GkeNodePool | undefined> {
  const pools = candidatePools(scalable(cluster), pod, classes);
  const waiting = added.find(
    ({ pool, zone, room }) => pools.includes(pool) && fits(pod, cluster.template(pool, zone), room),
  );
  if (waiting !== undefined) {
    waiting.room = taken(waiting.room, pod);
    return undefined;
  }
  for (const pool of pools) {
    const [zone = ""] = zonesToGrow(pool);
    const template = cluster.template(pool, zone);
    const room = allocatable(template);
    if (pool.nodeNames().length >= nodeLimits(pool).max || !fits(pod, template, room)) continue;
    // No machine to be had: the next in order.
    if (!(await cluster.grow(pool))) continue;
    added.push({ pool, zone, room: taken(room, pod) });
    return pool;
  }
  return undefined;
}

/** Pools that scale by themselves, those with the cheapest machines unknown here: in the order of their names. */
function scalable(cluster: GkeCluster): GkeNodePool[] {
  return cluster
    .pools()
    .filter(({ inputs }) => at(inputs, "autoscaling") !== undefined)
    .sort((one, other) => (text(one.inputs, "name") ?? "").localeCompare(text(other.inputs, "name") ?? ""));
}
