import type { GraphResource } from "@roadstead/core";
import { unknownValue } from "@roadstead/core";
import type { Range } from "@roadstead/cost";
import { groupCosts } from "@roadstead/cost";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { aResource, urnOf } from "../cli/graph-fixture.js";
import { monthOf, nodeGroup, onAws, onGcp } from "../unit/cost/stack-fixture.js";
import "./fixed-seed.js";

const count = fc.integer({ min: 0, max: 12 });
const size = fc.tuple(count, count, count).map((it) => [...it].sort((a, b) => a - b) as [number, number, number]);
const awsType = fc.constantFrom("g6.xlarge", "g5.12xlarge", "m5.large", "g6f.xlarge", "p5e.48xlarge", "p4d.24xlarge");
const gcpType = fc.constantFrom("g2-standard-8", "a2-highgpu-1g", "e2-standard-4", "n1-standard-8");

const eksGroup = fc
  .record({
    size,
    types: fc.uniqueArray(awsType, { minLength: 1, maxLength: 3 }),
    spot: fc.boolean(),
    diskSize: fc.constantFrom(undefined, 20, 100),
  })
  .map(({ size, types, spot, diskSize }) =>
    nodeGroup("x", size, {
      instanceTypes: types,
      capacityType: spot ? "SPOT" : "ON_DEMAND",
      ...(diskSize === undefined ? {} : { diskSize }),
    }),
  );

const mix = fc
  .record({
    size,
    base: count,
    percent: fc.integer({ min: 0, max: 100 }),
    types: fc.uniqueArray(awsType, { minLength: 1 }),
  })
  .map(({ size: [minSize, desiredCapacity, maxSize], base, percent, types }) =>
    onAws("autoscaling/group:Group", "x", {
      minSize,
      maxSize,
      desiredCapacity,
      mixedInstancesPolicy: {
        instancesDistribution: { onDemandBaseCapacity: base, onDemandPercentageAboveBaseCapacity: percent },
        launchTemplate: { overrides: types.map((instanceType) => ({ instanceType })) },
      },
    }),
  );

const gkePool = fc
  .record({
    size,
    type: gcpType,
    spot: fc.boolean(),
    total: fc.boolean(),
    location: fc.constantFrom("us-central1", "us-central1-a"),
  })
  .map(({ size: [min, , max], type, spot, total, location }) =>
    onGcp("container/nodePool:NodePool", "x", {
      location,
      autoscaling: total
        ? { totalMinNodeCount: min, totalMaxNodeCount: max }
        : { minNodeCount: min, maxNodeCount: max },
      nodeConfig: { machineType: type, spot, diskSizeGb: 37 },
    }),
  );

const other = fc.constantFrom(
  onAws("ec2/natGateway:NatGateway", "x"),
  onAws("eks/cluster:Cluster", "x", { version: "1.32" }),
  onAws("rds/instance:Instance", "x", {
    engine: "postgres",
    instanceClass: "db.t4g.small",
    allocatedStorage: 33,
    multiAz: unknownValue,
  }),
  onAws("s3/bucket:Bucket", "x"),
  aResource({ type: "azure:core/thing:Thing", name: "x" }),
);

/** Stacks of resources that do not know each other. */
const stack = fc
  .array(fc.oneof(eksGroup, mix, gkePool, other), { maxLength: 12 })
  .map((resources) =>
    resources.map((resource, i): GraphResource => ({ ...resource, name: `r${i}`, urn: urnOf(resource.type, `r${i}`) })),
  );

const isRange = ({ floor, expected, ceiling }: Range): boolean =>
  0 <= floor && floor <= expected && expected <= ceiling && Number.isFinite(ceiling);
const cents = ({ floor, expected, ceiling }: Range): number[] =>
  [floor, expected, ceiling].map((usd) => Math.round(usd * 100));
const utilisation = fc.double({ min: 0, max: 1, noNaN: true });

describe("the price of any stack", () => {
  it("rises from floor to expected to ceiling, in total and in every line", () => {
    fc.assert(
      fc.property(stack, fc.option(utilisation, { nil: undefined }), (resources, used) => {
        const month = monthOf(resources, used === undefined ? {} : { utilisation: { default: used } });
        expect(isRange(month.usdPerMonth)).toBe(true);
        for (const line of month.lines) {
          expect([line, isRange(line.usdPerMonth), isRange(line.gpuHours)]).toEqual([line, true, true]);
        }
      }),
    );
  });

  it("rises with commitments too, which are paid for whether they are used or not", () => {
    fc.assert(
      fc.property(stack, count, awsType, (resources, committed, machineType) => {
        const commitment = { provider: "aws", machineType, count: committed, usdPerHour: 0.5 } as const;
        const month = monthOf(resources, { committed: [commitment] });
        expect(isRange(month.usdPerMonth)).toBe(true);
        expect(month.lines.every((line) => isRange(line.usdPerMonth))).toBe(true);
        expect(month.usdPerMonth.floor).toBeGreaterThanOrEqual(committed * 365 - 0.01);
      }),
    );
  });

  it("does not depend on the order of the resources", () => {
    fc.assert(
      fc.property(
        stack.chain((it) => fc.tuple(fc.constant(it), fc.shuffledSubarray(it, { minLength: it.length }))),
        ([a, b]) => {
          expect(monthOf(b)).toEqual(monthOf(a));
        },
      ),
    );
  });

  it("is the sum of the prices of its parts, to the cent", () => {
    fc.assert(
      fc.property(stack, fc.nat(12), (resources, at) => {
        const [a, b] = [monthOf(resources.slice(0, at)), monthOf(resources.slice(at))];
        const all = monthOf(resources);
        const sum = cents(a.usdPerMonth).map((value, i) => value + (cents(b.usdPerMonth)[i] ?? 0));
        expect(cents(all.usdPerMonth)).toEqual(sum);
        expect(all.gaps.length).toBe(a.gaps.length + b.gaps.length);
      }),
    );
  });

  it("is the sum of its groups, whatever it is grouped by", () => {
    fc.assert(
      fc.property(stack, fc.constantFrom("cluster", "pool", "component", "owner", "environment"), (resources, by) => {
        const month = monthOf(resources);
        const sum = groupCosts(month, by).reduce(
          (total, group) => total.map((value, i) => value + (cents(group.usdPerMonth)[i] ?? 0)),
          [0, 0, 0],
        );
        expect(sum).toEqual(cents(month.usdPerMonth));
      }),
    );
  });

  it("never falls when a size grows", () => {
    fc.assert(
      fc.property(
        size,
        awsType,
        fc.boolean(),
        fc.integer({ min: 1, max: 5 }),
        ([min, desired, max], type, spot, more) => {
          const inputs = { instanceTypes: [type], capacityType: spot ? "SPOT" : "ON_DEMAND" };
          const small = monthOf([nodeGroup("x", [min, desired, max], inputs)]).usdPerMonth;
          const large = monthOf([nodeGroup("x", [min, desired, max + more], inputs)]).usdPerMonth;
          expect(large.ceiling).toBeGreaterThanOrEqual(small.ceiling);
          expect([large.floor, large.expected]).toEqual([small.floor, small.expected]);
        },
      ),
    );
  });
});
