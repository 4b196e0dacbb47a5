import { type ClusterSpec, gpuTaint, isGpuPool, labels, printClusterSpec } from "@roadstead/core";
import { parseClusterSpec } from "@roadstead/cluster";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type TargetName, realTargets } from "../corpus/real-targets.js";
import { eksLike, gkeLike, ownedLike } from "../corpus/fixtures.js";
import { arbitrarySpec } from "./arbitrary-spec.js";
import { fewRuns } from "./fixed-seed.js";

/** What a target's names must be, and the specs to try. */
const targets: readonly (readonly [name: TargetName, specs: fc.Arbitrary<ClusterSpec>, names: RegExp])[] = [
  // EKS: 63 letters, digits, - and _. GKE: 40, of the form of a DNS label.
  ["eks", arbitrarySpec(eksLike), /^[A-Za-z0-9][A-Za-z0-9_-]{0,62}$/],
  ["gke", arbitrarySpec(gkeLike), /^[a-z]([a-z0-9-]{0,38}[a-z0-9])?$/],
  ["k3s", arbitrarySpec(ownedLike), /^[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/],
  ["byo", arbitrarySpec(ownedLike), /^[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/],
];

describe.each(targets)("for any spec that is valid on %s", (target, specs, names) => {
  const valid = specs.filter((spec) => realTargets[target](spec).validate(spec).length === 0);
  const layout = (spec: ClusterSpec) => realTargets[target](spec).layout(spec);
  const groups = (spec: ClusterSpec) => layout(spec).pools.flatMap((pool) => pool.groups.map(({ name }) => name));

  it("physical names are valid, unique in the cluster and the same each time", () => {
    fc.assert(
      fc.property(valid, (spec) => {
        const all = groups(spec);
        for (const name of all) expect(name).toMatch(names);
        expect(new Set(all).size).toBe(all.length);
        expect(groups(structuredClone(spec))).toEqual(all);
      }),
      fewRuns,
    );
  });

  it("names and layouts of the pools that stay are the same when the others go", () => {
    fc.assert(
      fc.property(valid, (spec) => {
        const { pools } = layout(spec);
        for (const [name, pool] of Object.entries(spec.pools)) {
          const alone = layout({ ...spec, pools: { [name]: pool } }).pools;
          expect(alone.find((it) => it.name === name)).toEqual(pools.find((it) => it.name === name));
        }
      }),
      fewRuns,
    );
  });

  it("GPU pools have the canonical taint and labels, and nodes advertise every share", () => {
    fc.assert(
      fc.property(valid, (spec) => {
        for (const pool of layout(spec).pools) {
          const asked = Object.hasOwn(spec.pools, pool.name) ? spec.pools[pool.name] : undefined;
          const isGpu = asked !== undefined && isGpuPool(asked);
          expect(pool.taints.filter(({ key }) => key === gpuTaint.key)).toEqual(isGpu ? [gpuTaint] : []);
          expect(pool.labels[labels.pool]).toBe(pool.name);
          expect(pool.labels[labels.gpuPresent]).toBe(isGpu ? "true" : undefined);
          const { gpusPerNode = 0, sharing } = pool.accelerator ?? {};
          expect(pool.allocatable.gpu).toBe(gpusPerNode * (sharing?.sharesPerGpu ?? 0));
        }
      }),
      fewRuns,
    );
  });

  it("label and taint keys stay within 63 characters", () => {
    fc.assert(
      fc.property(valid, (spec) => {
        for (const pool of layout(spec).pools) {
          const keys = [...Object.keys(pool.labels), ...pool.taints.map(({ key }) => key)];
          for (const key of keys) expect(key.length).toBeLessThanOrEqual(63);
        }
      }),
      fewRuns,
    );
  });

  it("a printed and parsed spec has the same layout", () => {
    fc.assert(
      fc.property(valid, (spec) => {
        expect(layout(parseClusterSpec(printClusterSpec(spec)))).toEqual(layout(spec));
      }),
      fewRuns,
    );
  });
});
