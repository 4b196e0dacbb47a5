import { compareCosts, groupCosts } from "@roadstead/cost";
import { describe, expect, it } from "vitest";
import { monthOf, nodeGroup, onAws } from "./stack-fixture.js";

const web = nodeGroup("web", [1, 1, 2], { instanceTypes: ["m5.large"], diskSize: 20, tags: { owner: "web" } });
const gpu = nodeGroup("gpu", [0, 0, 2], { instanceTypes: ["g6.xlarge"], diskSize: 20, tags: { owner: "ml" } });
const nat = onAws("ec2/natGateway:NatGateway", "nat");

describe("groups of costs", () => {
  it("add up to the total, those without a name last", () => {
    const month = monthOf([web, gpu, nat]);
    const groups = groupCosts(month, "owner");
    expect(groups.map(({ name }) => name)).toEqual(["ml", "web", undefined]);
    const sum = groups.reduce((cents, { usdPerMonth }) => cents + Math.round(usdPerMonth.ceiling * 100), 0);
    expect(sum).toBe(Math.round(month.usdPerMonth.ceiling * 100));
  });

  it("keep what is missing with its group", () => {
    const groups = groupCosts(monthOf([nodeGroup("x", [1, 1, 1], { instanceTypes: ["p5e.48xlarge"] })]), "pool");
    expect(groups[0]).toMatchObject({ name: "x", gaps: [{ what: "p5e.48xlarge in us-east-1" }] });
  });
});

describe("a comparison", () => {
  const before = monthOf([web, nat]);
  const after = monthOf([
    nodeGroup("web", [1, 2, 4], { instanceTypes: ["m5.large"], diskSize: 20 }),
    gpu,
    onAws("s3/bucket:Bucket", "models"),
  ]);

  it("says what is new, gone and different by resource, the largest expected change first", () => {
    expect(compareCosts(before, after).changes.map(({ kind, name, delta }) => [kind, name, delta.expected])).toEqual([
      ["changed", "web", 71.68],
      ["removed", "nat", -32.85],
      ["added", "gpu", 0],
    ]);
  });

  it("adds up", () => {
    const { delta, changes } = compareCosts(before, after);
    const sum = changes.reduce((cents, change) => cents + Math.round(change.delta.ceiling * 100), 0);
    expect(Math.round(delta.ceiling * 100)).toBe(sum);
  });

  it("names what the second misses and the first did not", () => {
    expect(compareCosts(before, after).newGaps.map(({ name, kind }) => [name, kind])).toEqual([["models", "usage"]]);
    expect(compareCosts(after, after)).toMatchObject({ changes: [], newGaps: [] });
  });
});
