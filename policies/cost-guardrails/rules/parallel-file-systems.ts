import { count, expectAtMost, resourceRule } from "@roadstead/policy";

const capacities: Readonly<Record<string, readonly string[]>> = {
  "aws:fsx/lustreFileSystem:LustreFileSystem": ["storageCapacity"],
  "gcp:filestore/instance:Instance": ["fileShares", "capacityGb"],
  "gcp:parallelstore/instance:Instance": ["capacityGib"],
};

export const parallelFileSystems = resourceRule({
  name: "parallel-file-systems",
  title: "Parallel file systems are no larger than they may be",
  severity: "medium",
  level: "advisory",
  config: { maxGib: count(2400, "GiB", "Largest capacity of a file system") },
  types: Object.keys(capacities),
  reads: Object.entries(capacities).map(([type, steps]) => `${type}: ${steps.join(".")}`),
  why: "They are paid by what they could hold: 1.2 TiB of Lustre is some 170 USD a month.",
  fix: "Ask for less, or use SCRATCH_2 and load from the bucket.",
  check: (view, { config }) =>
    expectAtMost(view.number(...(capacities[view.type] ?? [])), config.maxGib, "GiB", {
      otherwise: "the file system is too large",
      absent: "unknown",
    }),
});
