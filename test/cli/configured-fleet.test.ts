import { sizingOf } from "@roadstead/cost/forecast";
import { describe, expect, it } from "vitest";
import type { ForecastCommandOptions } from "../../packages/cli/src/commands/forecast-options.js";
import { configuredKnobs, configuredScenario, remarksOf } from "../../packages/cli/src/forecast/configured-fleet.js";
import type { Fleet, FleetPool } from "../../packages/cli/src/forecast/machine-fleet.js";
import { diurnal, offer } from "../unit/forecast/strategies/sample-offer.js";

const { replicasPerNode: _replicas, gpusPerNode: _gpus, ...machine } = offer.onDemand;
const pool = (name: string, max: number): FleetPool => ({ ...machine, name, size: { min: 0, max } });
const owned: FleetPool = { ...pool("owned", 3), billing: "always" };
const declaredFleet = (...declared: FleetPool[]): Fleet => ({
  name: "pool serving",
  pool: "serving",
  gpu: "l4",
  gpusPerNode: offer.onDemand.gpusPerNode,
  onDemand: machine,
  declared,
  minNodes: 0,
  maxNodes: 4,
  nodeAutoscaler: "cluster-autoscaler",
  fixedUsdPerHour: 0,
  prices: [],
  remarks: [],
});
const sizing = sizingOf(diurnal(1, 20), offer);

const nodesOf = (fleet: Fleet, max: number): number[] => {
  const options = { utilization: 0.7, scaling: "hpa", max } as ForecastCommandOptions;
  const { pools } = configuredScenario(fleet, offer, sizing, options, configuredKnobs(fleet, offer, sizing, options));
  return pools.map(({ size }) => size.max);
};

describe("the fleet that a program declares, with another most", () => {
  const { replicasPerNode } = offer.onDemand;

  it("has room for all replicas of --max, in the last pool that can grow", () => {
    expect(nodesOf(declaredFleet(pool("spot", 2), pool("on-demand", 2)), 9 * replicasPerNode)).toEqual([2, 7]);
    expect(nodesOf(declaredFleet(pool("on-demand", 2), owned), 9 * replicasPerNode)).toEqual([6, 3]);
  });

  it("keeps its pools where --max is less, and machines of one's own as many as there are", () => {
    expect(nodesOf(declaredFleet(pool("spot", 2), pool("on-demand", 2)), 1)).toEqual([2, 2]);
    expect(nodesOf(declaredFleet(owned), 9 * replicasPerNode)).toEqual([3]);
  });
});

describe("what is said of a replica", () => {
  const options = { slo: offer.slo, scaling: "hpa" } as ForecastCommandOptions;
  const remarks = (asked: number): string =>
    remarksOf(offer, { ...sizing, safe: { ...sizing.safe, requestsPerSecond: asked } }, options).join("\n");

  it("is that the service level limits it, not the GPU, where it may do next to nothing", () => {
    expect(remarks(sizing.safe.requestsPerSecond / 100)).toContain("the service level limits it");
    expect(remarks(sizing.safe.requestsPerSecond)).not.toContain("the service level limits it");
  });

  it("is that a traffic of less than a day says little of a month", () => {
    const shown = (seconds: number): readonly string[] =>
      remarksOf(offer, { ...sizing, traffic: { ...sizing.traffic, durationSeconds: seconds } }, options);
    expect(shown(3600).join()).toContain("lasts less than a day");
    expect(shown(86_400).join()).not.toContain("lasts less than a day");
  });
});
