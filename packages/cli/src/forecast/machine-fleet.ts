import type { GpuModel, Problem } from "@roadstead/core";
import { awsMachineTypes, gcpMachineTypes, nearest } from "@roadstead/core";
import type { Cloud, PriceBook, PriceSource } from "@roadstead/cost";
import { isStale, listRegions } from "@roadstead/cost";
import type { Interruptions, ServingPool, StartTimes } from "@roadstead/cost/forecast";
import type { FleetOptions } from "../commands/forecast-options.js";
import type { PoolPrice } from "../report/forecast-report.js";

/** Machines to choose from, before it is known how many replicas one of them has room for. */
export interface Fleet {
  readonly name: string;
  readonly cluster?: string;
  readonly pool: string;
  readonly gpu: GpuModel | undefined;
  readonly gpusPerNode: number;
  readonly onDemand: FleetPool;
  readonly spot?: FleetPool;
  readonly owned?: FleetPool;
  /** The pools as the program has them, in its order; absent where only machines are named. */
  readonly declared?: readonly FleetPool[];
  readonly minNodes: number;
  readonly maxNodes?: number;
  readonly nodeAutoscaler: "cluster-autoscaler" | "karpenter";
  readonly fixedUsdPerHour: number;
  readonly prices: readonly PoolPrice[];
  readonly remarks: readonly string[];
}

export type FleetPool = Omit<ServingPool, "replicasPerNode" | "gpusPerNode">;

/** A type of a cloud, on demand and, where there is a price, on spot; or all that is wrong with it. */
export function machineFleet(
  machine: string,
  region: string,
  options: FleetOptions,
  book: PriceBook,
  asOf: string,
): Fleet | readonly Problem[] {
  const cloud: Cloud = machine.includes(".") ? "aws" : "gcp";
  const rate = book.machine(cloud, region, machine);
  if (rate?.onDemand === undefined) return [unpriced(cloud, region, machine, book)];
  if (rate.gpus === 0) {
    return [
      { rule: "forecast/gpu", path: "--machine", message: "has no GPU, and models are served on GPUs", got: machine },
    ];
  }
  const onDemand = poolOf("serving", rate.onDemand.usd, startTimes(options));
  const spot =
    rate.spot === undefined || !options.spot
      ? undefined
      : { ...poolOf("serving-spot", rate.spot.usd.expected, onDemand.start), interruptions: usualInterruptions(cloud) };
  const prices = [
    poolPrice(onDemand.name, machine, "on-demand", rate.onDemand.usd, rate.onDemand.source, asOf),
    ...(rate.spot === undefined || spot === undefined
      ? []
      : [poolPrice(spot.name, machine, "spot", rate.spot.usd.expected, rate.spot.source, asOf)]),
  ];
  return {
    name: `${machine} in ${region}`,
    pool: "serving",
    gpu: gpuOf(machine),
    gpusPerNode: rate.gpus,
    onDemand,
    ...(spot === undefined ? {} : { spot }),
    minNodes: 0,
    nodeAutoscaler: "cluster-autoscaler",
    fixedUsdPerHour: options.fixed ?? 0,
    prices,
    remarks: spot === undefined ? [] : [spotRemark(usualInterruptions(cloud))],
  };
}

export const gpuOf = (machine: string): GpuModel | undefined =>
  [...awsMachineTypes, ...gcpMachineTypes].find(({ name }) => name === machine)?.gpu?.model;

export const startTimes = ({ nodeStart, pull, load }: FleetOptions): StartTimes => ({
  nodeSeconds: nodeStart,
  pullSeconds: pull,
  loadSeconds: load,
});

export const poolOf = (name: string, usdPerHour: number, start: StartTimes): FleetPool => ({
  name,
  usdPerHour,
  size: { min: 0, max: 0 },
  billing: "per-second",
  start,
});

/** A fair zone: published traces have better ones, and much worse. */
export const usualInterruptions = (cloud: Cloud): Extract<Interruptions, { readonly kind: "renewal" }> => ({
  kind: "renewal",
  zones: 3,
  zoneUpHours: 12,
  zoneDownHours: 1,
  lossesPerNodeHour: 0.05,
  shape: 0.6,
  noticeSeconds: cloud === "aws" ? 120 : 30,
});

export const spotRemark = ({
  zones,
  zoneUpHours,
  zoneDownHours,
  lossesPerNodeHour,
}: ReturnType<typeof usualInterruptions>) =>
  `spot is assumed to be had in ${zones} zones, each without any for ${zoneDownHours} h after ${zoneUpHours} h on average, ` +
  `and to lose ${lossesPerNodeHour * 100} % of its nodes in an hour beside; zones differ tenfold`;

export const poolPrice = (
  pool: string,
  machineType: string,
  purchase: PoolPrice["purchase"],
  usdPerHour: number,
  source: PriceSource,
  asOf: string,
): PoolPrice => ({
  pool,
  machineType,
  purchase,
  usdPerHour,
  source: source.source,
  // A sheet without a date says the last of days.
  ...(source.readOn === "9999-12-31" ? {} : { readOn: source.readOn }),
  stale: isStale(source, asOf),
});

function unpriced(cloud: Cloud, region: string, machine: string, book: PriceBook): Problem {
  const types = book.machines(cloud, region).map(({ type }) => type);
  if (types.length === 0) {
    const regions = listRegions(cloud);
    const near = nearest(region, regions);
    return {
      rule: "forecast/region",
      path: "--region",
      message: "has no prices",
      got: region,
      allowed: regions,
      hint: near === undefined ? `say providers.${cloud}.regions in a price sheet` : `did you mean ${near}?`,
    };
  }
  const near = nearest(machine, types);
  return {
    rule: "forecast/machine",
    path: "--machine",
    message: `has no price in ${region}`,
    got: machine,
    hint: near === undefined ? `say providers.${cloud}.machines in a price sheet` : `did you mean ${near}?`,
  };
}
