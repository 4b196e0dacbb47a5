import { forecastWindows } from "@roadstead/cost/forecast";
import { describe, expect, test } from "vitest";
import { offer } from "../strategies/sample-offer.js";

const perReplica = 10;

/** Nodes of four replicas in each hour, of rates that a replica serves ten a second of. */
const nodesOf = (rates: readonly number[], min = 0): number[] => {
  const trace = {
    kind: "rates" as const,
    windowSeconds: 3600,
    requestsPerSecond: Float64Array.from(rates),
    inputTokens: { mean: 100, cv: 0 },
    outputTokens: { mean: 10, cv: 0 },
  };
  const { series } = forecastWindows(trace, {
    ...offer,
    pools: [{ ...offer.onDemand, replicasPerNode: 4, gpusPerNode: 4, size: { min, max: 10 } }],
    podScaling: {
      kind: "clairvoyant",
      target: { metric: "requests-per-second", perReplica },
      size: { min: 0, max: 40 },
    },
    nodeScaling: { kind: "none" },
  });
  return [...series.nodes[0]!].map((nodes) => Math.round(nodes));
};

describe("nodes of the clairvoyant bound", () => {
  test("are no more than hold the replicas: those of a node that others have room for move there", () => {
    // Eight replicas on two nodes, of which three or less fit on one however they were spread.
    const [, , , , quiet] = nodesOf([75, 75, 75, 25, 25, 25, 75, 75, 75]);
    expect(quiet).toBe(1);
  });

  test("stay at the pool's minimum", () => {
    expect(nodesOf([75, 75, 75, 25, 25, 25], 2)[4]).toBe(2);
  });
});
