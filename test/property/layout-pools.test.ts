import "./fixed-seed.js";
import {
  type ClusterSpec,
  gpuTaint,
  isGpuPool,
  labels,
  layoutPools,
  migInstancesPerGpu,
  printClusterSpec,
  validateSpec,
} from "@roadstead/core";
import { parseClusterSpec } from "@roadstead/cluster";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { eksLike, ownedLike } from "../corpus/fixtures.js";
import { arbitrarySpec } from "./arbitrary-spec.js";
import { plainOptions, targets } from "./layout-options.js";

describe.each(targets)("for any valid spec on %s", (_name, capabilities) => {
  const spec = arbitrarySpec(capabilities);
  const options = plainOptions(capabilities);
  const layout = (of: ClusterSpec) => layoutPools(of, options);

  it("there are no problems", () => {
    fc.assert(
      fc.property(spec, (any) => {
        expect(validateSpec(any, capabilities)).toEqual([]);
      }),
    );
  });

  it("there is one pool for each pool of the spec, in its order, after the system pool", () => {
    fc.assert(
      fc.property(spec, (any) => {
        const names = capabilities.systemPool ? ["system", ...Object.keys(any.pools)] : Object.keys(any.pools);
        expect(layout(any).pools.map(({ name }) => name)).toEqual(names);
      }),
    );
  });

  it("min is at most max, in each group and in all", () => {
    fc.assert(
      fc.property(spec, (any) => {
        for (const { size, groups } of layout(any).pools) {
          expect(groups.length).toBeGreaterThan(0);
          for (const group of groups) expect(group.size.min).toBeLessThanOrEqual(group.size.max);
          expect(sum(groups.map((group) => group.size.min))).toBe(size.min);
          expect(sum(groups.map((group) => group.size.max))).toBe(size.max);
          expect(size.min).toBeLessThanOrEqual(size.max);
        }
      }),
    );
  });

  it("no pool has more nodes than its spec allows", () => {
    fc.assert(
      fc.property(spec, (any) => {
        for (const { name, size } of layout(any).pools) {
          if (!Object.hasOwn(any.pools, name)) continue;
          expect(size.min).toBe(any.pools[name]?.size.min);
          expect(size.max).toBeLessThanOrEqual(any.pools[name]?.size.max ?? 0);
        }
      }),
    );
  });

  it("a node advertises each GPU as often as it is shared", () => {
    fc.assert(
      fc.property(spec, (any) => {
        for (const { accelerator, allocatable } of layout(any).pools) {
          if (accelerator === undefined) {
            expect(allocatable.gpu).toBe(0);
            continue;
          }
          const { mode, profile = "", replicas = 1 } = accelerator.sharing;
          const shares = mode === "mig" ? migInstancesPerGpu(accelerator.model, profile) : replicas;
          expect(shares).toBeGreaterThan(0);
          expect(allocatable.gpu).toBe(accelerator.gpusPerNode * (shares ?? 0));
        }
      }),
    );
  });

  it("the machine has what was asked for, and the runner-up is not cheaper", () => {
    fc.assert(
      fc.property(spec, (any) => {
        for (const { name, machineType, runnerUp, groups } of layout(any).pools) {
          const node = any.pools[name]?.node ?? {};
          if (machineType === undefined) continue;
          expect(machineType.vcpu).toBeGreaterThanOrEqual(node.minVcpu ?? 0);
          expect(machineType.memoryGib).toBeGreaterThanOrEqual(node.minMemoryGib ?? 0);
          if (runnerUp === undefined || groups[0]?.capacity !== "on-demand") continue;
          const price = (choice: typeof machineType) => choice.price?.onDemandUsdPerHour ?? Infinity;
          expect(price(runnerUp)).toBeGreaterThanOrEqual(price(machineType));
        }
      }),
    );
  });

  it("GPU nodes have the GPU taint first, others never, and all have the user's last", () => {
    fc.assert(
      fc.property(spec, (any) => {
        for (const { name, kind, taints } of layout(any).pools) {
          const own = Object.hasOwn(any.pools, name) ? (any.pools[name]?.taints ?? []) : [];
          expect(taints.filter(({ key }) => key === gpuTaint.key)).toEqual(kind === "gpu" ? [gpuTaint] : []);
          if (kind === "gpu") expect(taints[0]).toEqual(gpuTaint);
          expect(taints.slice(taints.length - own.length)).toEqual(own);
        }
      }),
    );
  });

  it("labels name the pool and the GPU, and keep the user's", () => {
    fc.assert(
      fc.property(spec, (any) => {
        for (const pool of layout(any).pools) {
          expect(pool.labels[labels.pool]).toBe(pool.name);
          expect(pool.labels[labels.accelerator]).toBe(pool.accelerator?.model);
          const own = Object.hasOwn(any.pools, pool.name) ? any.pools[pool.name]?.labels : {};
          expect(pool.labels).toMatchObject({ ...own });
          for (const group of pool.groups) expect(group.labels[labels.capacity]).toBe(group.capacity);
        }
      }),
    );
  });

  it("names and keys of groups are unique", () => {
    fc.assert(
      fc.property(spec, (any) => {
        for (const { groups } of layout(any).pools) {
          expect(new Set(groups.map(({ key }) => key)).size).toBe(groups.length);
          expect(new Set(groups.map(({ name }) => name)).size).toBe(groups.length);
        }
      }),
    );
  });

  it("a printed and parsed spec has the same layout", () => {
    fc.assert(
      fc.property(spec, (any) => {
        const printed = printClusterSpec(any);
        const parsed = parseClusterSpec(printed);
        expect(layout(parsed)).toEqual(layout(any));
        expect(printClusterSpec(parsed)).toBe(printed);
      }),
    );
  });

  it("a pool's layout does not depend on the other pools", () => {
    fc.assert(
      fc.property(spec, (any) => {
        const { pools } = layout(any);
        for (const [name, pool] of Object.entries(any.pools)) {
          const alone = layout({ ...any, pools: { [name]: pool } }).pools;
          expect(alone.find((candidate) => candidate.name === name)).toEqual(
            pools.find((other) => other.name === name),
          );
        }
      }),
    );
  });

  it("laying out changes nothing in the spec", () => {
    fc.assert(
      fc.property(spec, (any) => {
        const before = structuredClone(any);
        layout(any);
        expect(any).toEqual(before);
      }),
    );
  });
});

describe("for any spec that is valid in a cloud", () => {
  it("GPU pools have the same canonical labels and taints on owned nodes", () => {
    const canonical = [labels.pool, labels.accelerator, labels.sharing, labels.gpuPresent];
    fc.assert(
      fc.property(arbitrarySpec(eksLike), (any) => {
        const here = layoutPools(any, plainOptions(eksLike)).pools;
        const there = layoutPools(any, plainOptions(ownedLike)).pools;
        for (const [name, pool] of Object.entries(any.pools)) {
          const [a, b] = [here, there].map((pools) => pools.find((candidate) => candidate.name === name));
          for (const key of canonical) expect(a?.labels[key]).toBe(b?.labels[key]);
          if (isGpuPool(pool)) expect([a?.taints[0], b?.taints[0]]).toEqual([gpuTaint, gpuTaint]);
        }
      }),
    );
  });
});

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
