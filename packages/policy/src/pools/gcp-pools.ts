import type { PropertyReader } from "../view/property-reader.js";
import type { Reading, Step } from "../view/reading.js";
import { known, mapReading, withDefault } from "../view/reading.js";
import type { ResourceView } from "../view/resource-view.js";
import type { StackView } from "../view/stack-view.js";
import { keysOf } from "./aws-pools.js";
import { largest } from "./largest-size.js";
import type { AttachedGpu, NodePool, Purchase } from "./node-pool.js";

export const gkeClusterType = "gcp:container/cluster:Cluster";

/** GKE spreads a regional cluster over so many zones when nobody names them. */
const regionalZones = 3;

const isZone = (location: string): boolean => /^[a-z]+-[a-z]+\d+-[a-z]$/.test(location);

/** Zones in which a pool has nodes: the limits per zone count that many times. */
export function zonesOf(pool: ResourceView, stack: StackView): Reading<number> {
  const own = pool.list("nodeLocations");
  if (own.state === "unknown") return own;
  if (own.state === "known" && own.value.length > 0) return mapReading(own, (zones) => zones.length);
  const isCluster = pool.type === gkeClusterType;
  const referred = isCluster ? undefined : stack.referred(pool, "cluster", [gkeClusterType], pool.text("cluster"));
  const cluster = referred?.state === "found" ? referred.view : undefined;
  const ofCluster = cluster?.list("nodeLocations") ?? { state: "absent", path: "nodeLocations" };
  if (ofCluster.state === "unknown") return ofCluster;
  const further = known(ofCluster)?.length ?? 0;
  const mine = pool.text("location");
  const location = mine.state === "absent" && cluster !== undefined ? cluster.text("location") : mine;
  if (location.state !== "known") {
    return { state: "unknown", path: "location", reason: "is not known here, so the zones are not" };
  }
  if (isZone(location.value)) return { state: "known", value: 1 + further, path: location.path };
  if (cluster === undefined && !isCluster) {
    return { state: "unknown", path: "nodeLocations", reason: "are the cluster's, which cannot be seen here" };
  }
  return { state: "known", value: further > 0 ? further : regionalZones, path: location.path };
}

/** A node pool of GKE, or the one that a cluster has by itself. */
export function gkeNodePool(view: ResourceView, stack: StackView): NodePool {
  const at: readonly Step[] = ["nodeConfig"];
  const zones = zonesOf(view, stack);
  const perZone = (count: Reading<number>): Reading<number> => times(count, zones);
  const limit = (total: string, zoned: string): Reading<number> => {
    const whole = largest(view, stack, "autoscaling", total);
    return whole.state === "absent" ? perZone(largest(view, stack, "autoscaling", zoned)) : whole;
  };
  const scaling = view.read("autoscaling");
  const asked = view.number("nodeCount");
  const initial = view.number("initialNodeCount");
  const fixed = perZone(withDefault(asked.state === "absent" ? initial : asked, 1));
  return {
    view,
    cloud: "gcp",
    machineTypes: mapReading(withDefault(view.text(...at, "machineType"), "e2-medium"), (type) => [type]),
    accelerators: attachedGpus(view.oneOrMore(...at, "guestAccelerators")),
    min: scaling.state === "absent" ? fixed : withDefault(limit("totalMinNodeCount", "minNodeCount"), 0),
    max: scaling.state === "absent" ? fixed : limit("totalMaxNodeCount", "maxNodeCount"),
    initial: perZone(initial),
    purchase: gcpPurchase(view, at),
    autoscaled: mapReading(
      scaling.state === "absent" ? { state: "known", value: false, path: scaling.path } : scaling,
      (value) => value !== false,
    ),
    taintKeys: keysOf(view.oneOrMore(...at, "taints"), "nodeConfig.taints"),
  };
}

function times(a: Reading<number>, b: Reading<number>): Reading<number> {
  if (a.state !== "known") return a;
  if (a.value === 0) return a;
  return b.state === "known" ? { ...a, value: a.value * b.value } : b;
}

export function attachedGpus(items: Reading<readonly PropertyReader[]>): Reading<readonly AttachedGpu[]> {
  if (items.state !== "known") return items;
  const found: AttachedGpu[] = [];
  for (const item of items.value) {
    const [count, type] = [item.number("count"), item.text("type")];
    if (count.state === "unknown") return count;
    if (type.state === "unknown") return type;
    if (count.state === "known") found.push({ count: count.value, model: known(type) ?? "" });
  }
  return { ...items, value: found.filter(({ count }) => count > 0) };
}

function gcpPurchase(view: PropertyReader, at: readonly Step[]): Reading<Purchase> {
  const affinity = view.text(...at, "reservationAffinity", "consumeReservationType");
  if (affinity.state === "known" && affinity.value === "SPECIFIC_RESERVATION") {
    return { ...affinity, value: "reserved" };
  }
  for (const [key, purchase] of [
    ["spot", "spot"],
    ["preemptible", "spot"],
    ["flexStart", "flex-start"],
  ] as const) {
    const flag = view.flag(...at, key);
    if (flag.state === "unknown") return flag;
    if (known(flag) === true) return { state: "known", value: purchase, path: flag.path };
  }
  return { state: "known", value: "on-demand", path: view.read(...at, "spot").path };
}

/** One machine of Compute Engine. */
export function gceInstance(view: ResourceView): NodePool {
  const path = view.text("machineType").path;
  const fixed = <T>(value: T): Reading<T> => ({ state: "known", value, path });
  const model = view.text("scheduling", "provisioningModel");
  return {
    view,
    cloud: "gcp",
    machineTypes: mapReading(view.text("machineType"), (type) => [type]),
    accelerators: attachedGpus(view.oneOrMore("guestAccelerators")),
    min: fixed(1),
    max: fixed(1),
    initial: fixed(1),
    purchase: mapReading(withDefault(model, "STANDARD"), (name) => (name === "SPOT" ? "spot" : "on-demand")),
    autoscaled: fixed(false),
    taintKeys: { state: "unknown", path: "metadata", reason: "keeps taints in start-up scripts, which cannot be read" },
  };
}
