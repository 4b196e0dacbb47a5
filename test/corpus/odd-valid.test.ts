import { parseClusterSpec } from "@roadstead/cluster";
import { formatProblem, printClusterSpec } from "@roadstead/core";
import { describe, expect, it } from "vitest";
import { eksLike, gkeLike, ownedLike } from "./fixtures.js";
import { oddSpecs } from "./odd-valid.js";
import { realTargets } from "./real-targets.js";

describe("the corpus' doubles of targets", () => {
  it("can do what the real ones can", () => {
    const spec = oddSpecs[0]?.spec ?? { pools: {}, tags: { owner: "", costCenter: "", environment: "" } };
    for (const [name, double] of Object.entries({ eks: eksLike, gke: gkeLike, k3s: ownedLike } as const)) {
      const { target, machineTypes, capacityKinds, sharing, systemPool, interconnect } = double;
      const { capabilities } = realTargets[name as "eks" | "gke" | "k3s"](spec);
      expect(capabilities).toMatchObject({ target, machineTypes, capacityKinds, sharing, systemPool, interconnect });
    }
  });
});

describe("odd but valid specs", () => {
  it("are at least forty", () => {
    expect(oddSpecs.length).toBeGreaterThanOrEqual(40);
    expect(new Set(oddSpecs.map(({ name }) => name)).size).toBe(oddSpecs.length);
  });
});

describe.each(oddSpecs)("$name", ({ spec, on }) => {
  it.each(on)("is accepted and laid out on %s", (name) => {
    const target = realTargets[name](spec);
    expect(target.validate(spec).map(formatProblem)).toEqual([]);
    const names = target.layout(spec).pools.map((pool) => pool.name);
    expect(names.filter((pool) => pool !== "system")).toEqual(Object.keys(spec.pools));
  });

  it("is the same when it is written out and read again", () => {
    expect(parseClusterSpec(printClusterSpec(spec))).toEqual(spec);
  });
});
