import type { ClusterSummary, Problem, ResourceGraph } from "@roadstead/core";
import { nearest } from "@roadstead/core";
import type { PriceBook } from "@roadstead/cost";
import { estimate, hoursPerMonth, ownedUsdPerMonth } from "@roadstead/cost";
import type { FleetOptions } from "../commands/forecast-options.js";
import { plannedClusters } from "../report/clusters.js";
import type { PoolPrice } from "../report/forecast-report.js";
import type { Fleet, FleetPool } from "./machine-fleet.js";
import { poolOf, poolPrice, spotRemark, startTimes, usualInterruptions } from "./machine-fleet.js";

type SummaryPool = ClusterSummary["pools"][number];

/** A pool of a planned program with its machines, sizes, order of capacity and prices; or all that is wrong with it. */
export function programFleet(
  graph: ResourceGraph,
  options: FleetOptions,
  book: PriceBook,
  asOf: string,
): Fleet | readonly Problem[] {
  const clusters = plannedClusters(graph).flatMap((cluster) => ("summary" in cluster ? [cluster.summary] : []));
  const found = findPool(clusters, options.cluster, options.pool, "--pool");
  if ("rule" in found) return [found];
  const problems: Problem[] = [];
  const { cluster, pool } = found;
  const declared = poolsOf(cluster, pool, options, book, asOf, problems);
  const floor = options.floor === undefined ? undefined : floorOf(clusters, pool, options, book, asOf, problems);
  if (problems.length > 0) return problems;
  const rate = rateOf(cluster, pool, book);
  const first = declared[0]!;
  const usd = rate?.onDemand?.usd ?? first.pool.usdPerHour;
  const spotUsd = rate?.spot?.usd.expected;
  const cloud = cloudOf(cluster)?.cloud;
  const spot =
    spotUsd === undefined || !options.spot || cloud === undefined
      ? undefined
      : { ...poolOf(`${pool.name}-spot`, spotUsd, startTimes(options)), interruptions: usualInterruptions(cloud) };
  const isOwned = first.price.purchase === "owned";
  return {
    name: `pool ${pool.name} of cluster ${cluster.name}, ${first.price.machineType}`,
    cluster: cluster.name,
    pool: pool.name,
    gpu: pool.accelerator?.model,
    gpusPerNode: pool.accelerator?.gpusPerNode ?? 0,
    onDemand: isOwned ? first.pool : poolOf(pool.name, usd, startTimes(options)),
    ...(spot === undefined ? {} : { spot }),
    ...(floor === undefined ? (isOwned ? { owned: first.pool } : {}) : { owned: floor.pool }),
    declared: declared.map((it) => it.pool),
    minNodes: pool.size.min,
    maxNodes: pool.size.max,
    nodeAutoscaler: "cluster-autoscaler",
    fixedUsdPerHour: options.fixed ?? fixedOf(graph, cluster, book, asOf),
    prices: [...declared.map((it) => it.price), ...(floor === undefined ? [] : [floor.price])],
    remarks: [
      ...(spot === undefined ? [] : [spotRemark(spot.interruptions)]),
      ...(pool.accelerator !== undefined && pool.accelerator.sharing.mode !== "exclusive"
        ? [`the pool shares its GPUs (${pool.accelerator.sharing.mode}); the forecast gives whole ones to replicas`]
        : []),
    ],
  };
}

interface PricedPool {
  readonly pool: FleetPool;
  readonly price: PoolPrice;
}

interface FoundPool {
  readonly cluster: ClusterSummary;
  readonly pool: SummaryPool;
}

function findPool(
  clusters: readonly ClusterSummary[],
  clusterName: string | undefined,
  poolName: string | undefined,
  path: string,
): FoundPool | Problem {
  const withGpus = clusters.flatMap((cluster) =>
    cluster.pools.filter(({ accelerator }) => accelerator !== undefined).map((pool) => ({ cluster, pool })),
  );
  const matching = withGpus.filter(
    ({ cluster, pool }) =>
      (clusterName === undefined || cluster.name === clusterName) && (poolName === undefined || pool.name === poolName),
  );
  const [only, ...others] = matching;
  if (only !== undefined && others.length === 0) return only;
  const names = (only === undefined ? withGpus : matching).map(({ cluster, pool }) => `${cluster.name}/${pool.name}`);
  const wanted = `${clusterName ?? "*"}/${poolName ?? "*"}`;
  const near = nearest(wanted, names);
  return {
    rule: "forecast/pool",
    path,
    message: only === undefined ? "is no pool with GPUs of this program" : "may be one of several pools with GPUs",
    got: wanted,
    allowed: names,
    hint: only === undefined && near !== undefined ? `did you mean ${near}?` : "say --cluster and --pool",
  };
}

function cloudOf({
  target,
  location,
}: ClusterSummary): { readonly cloud: "aws" | "gcp"; readonly region: string } | undefined {
  if (target === "eks") return { cloud: "aws", region: location };
  return target === "gke" ? { cloud: "gcp", region: location.replace(/-[a-z]$/, "") } : undefined;
}

function rateOf(cluster: ClusterSummary, { machineType }: SummaryPool, book: PriceBook) {
  const place = cloudOf(cluster);
  return place === undefined || machineType === undefined
    ? undefined
    : book.machine(place.cloud, place.region, machineType.name);
}

/** Each group of the pool, in the order in which capacity is taken. */
function poolsOf(
  cluster: ClusterSummary,
  pool: SummaryPool,
  options: FleetOptions,
  book: PriceBook,
  asOf: string,
  problems: Problem[],
): PricedPool[] {
  return pool.groups.flatMap(({ key, capacity, size }): PricedPool[] => {
    const name = `${pool.name}-${key}`;
    const path = `${cluster.name}.pools.${pool.name}`;
    if (capacity === "owned") return ownedPool(cluster, pool, name, size.max, options, book, asOf, problems);
    const rate = rateOf(cluster, pool, book);
    const machine = pool.machineType?.name ?? "its machine type";
    const priced = capacity === "spot" ? rate?.spot && { ...rate.spot, usd: rate.spot.usd.expected } : rate?.onDemand;
    if (priced === undefined) {
      const message = `${machine} has no ${capacity === "spot" ? "spot " : ""}price in ${cluster.location}`;
      problems.push({ rule: "forecast/price", path, message, hint: "say it in a price sheet, --prices" });
      return [];
    }
    const cloud = cloudOf(cluster)?.cloud ?? "aws";
    const purchase = capacity === "spot" ? "spot" : "on-demand";
    return [
      {
        pool: {
          ...poolOf(name, priced.usd, startTimes(options)),
          size: { min: Math.min(size.min, size.max), max: size.max },
          ...(capacity === "spot" ? { interruptions: usualInterruptions(cloud) } : {}),
        },
        price: poolPrice(name, machine, purchase, priced.usd, priced.source, asOf),
      },
    ];
  });
}

/** Machines of the user's own: there and paid for all of the time. */
function ownedPool(
  cluster: ClusterSummary,
  pool: SummaryPool,
  name: string,
  count: number,
  options: FleetOptions,
  book: PriceBook,
  asOf: string,
  problems: Problem[],
): PricedPool[] {
  const { nodes = {}, nodeTypes = {} } = book.sheet.onPrem ?? {};
  const keys = [`${cluster.name}/${pool.name}`, pool.name, ...(pool.groups[0]?.nodes ?? [])];
  const typeName = keys.map((key) => nodes[key]).find((it) => it !== undefined);
  const type = typeName === undefined ? undefined : nodeTypes[typeName];
  if (typeName === undefined || type === undefined) {
    const hint = `your own machines are not free: say onPrem.nodes["${keys[0]}"] in a price sheet, --prices`;
    problems.push({
      rule: "forecast/owned-price",
      path: `${cluster.name}.pools.${pool.name}`,
      message: "has no price",
      hint,
    });
    return [];
  }
  const usd = ownedUsdPerMonth(type) / hoursPerMonth;
  return [
    {
      pool: {
        ...poolOf(name, usd, { ...startTimes(options), nodeSeconds: 0, pullSeconds: 0 }),
        size: { min: count, max: count },
        billing: "always",
      },
      price: poolPrice(name, typeName, "owned", usd, book.sheetSource, asOf),
    },
  ];
}

function floorOf(
  clusters: readonly ClusterSummary[],
  served: SummaryPool,
  options: FleetOptions,
  book: PriceBook,
  asOf: string,
  problems: Problem[],
): PricedPool | undefined {
  const [clusterName, poolName] = (options.floor ?? "").split("/");
  const found = findPool(clusters, clusterName, poolName, "--floor");
  if ("rule" in found) {
    problems.push(found);
    return undefined;
  }
  const [own, wanted] = [gpusOf(found.pool), gpusOf(served)];
  if (own !== wanted) {
    const message = "has nodes of other GPUs than the pool that serves, and one profile is of both";
    problems.push({ rule: "forecast/floor", path: "--floor", message, got: own, allowed: [wanted] });
    return undefined;
  }
  const [first] = poolsOf(found.cluster, found.pool, options, book, asOf, problems);
  return (
    first && {
      ...first,
      pool: { ...first.pool, billing: "always", size: { min: first.pool.size.max, max: first.pool.size.max } },
    }
  );
}

const gpusOf = ({ accelerator }: SummaryPool): string =>
  `${accelerator?.gpusPerNode ?? 0} x ${accelerator?.model ?? "no GPU"}`;

/** Control plane, system nodes and what else of the cluster is paid whatever the traffic. */
function fixedOf(graph: ResourceGraph, cluster: ClusterSummary, book: PriceBook, asOf: string): number {
  const gpuPools = new Set(
    cluster.pools.filter(({ accelerator }) => accelerator !== undefined).map(({ name }) => name),
  );
  const lines = estimate(graph, { book, asOf }).lines.filter(
    (line) => line.cluster === cluster.name && (line.pool === undefined || !gpuPools.has(line.pool)),
  );
  return lines.reduce((sum, { usdPerMonth }) => sum + usdPerMonth.floor, 0) / hoursPerMonth;
}
