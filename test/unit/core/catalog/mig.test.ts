import { gpus, migInstancesPerGpu, migProfiles, migProfilesOf } from "@roadstead/core";
import type { GpuModel } from "@roadstead/core";
import { describe, expect, it } from "vitest";

const all = (Object.keys(migProfiles) as GpuModel[]).flatMap((model) =>
  migProfilesOf(model).map((profile) => [model, profile] as const),
);

describe("MIG profiles", () => {
  it.each([
    ["a100-40", "1g.5gb", 7],
    ["a100-40", "1g.10gb", 4],
    ["a100-80", "1g.10gb", 7],
    ["h200-141", "1g.35gb", 4],
    ["gb300", "1g.35gb", 7],
    ["a30", "1g.6gb", 4],
    ["rtx-pro-6000", "1g.24gb", 4],
    ["rtx-pro-4500", "1g.16gb", 2],
  ] as const)("cut a %s into %s %i times", (model, profile, instances) => {
    expect(migInstancesPerGpu(model, profile)).toBe(instances);
  });

  it("are unknown on a GPU without MIG, under another model's name and under inherited names", () => {
    expect(migInstancesPerGpu("l4", "1g.5gb")).toBeUndefined();
    expect(migInstancesPerGpu("a100-80", "1g.5gb")).toBeUndefined();
    expect(migInstancesPerGpu("a100-80", "toString")).toBeUndefined();
    expect(migProfilesOf("l4")).toEqual([]);
  });

  it.each(all)("of %s: %s fits the GPU as often as it says", (model, profile) => {
    const [, slices, gigabytes] = /^(\d)g\.(\d+)gb(?:[+-][a-z.]+)?$/.exec(profile) ?? [];
    const instances = migInstancesPerGpu(model, profile) ?? 0;
    expect(instances).toBeGreaterThan(0);
    expect(instances * Number(slices)).toBeLessThanOrEqual(7);
    // Names round the memory: seven of 1g.12gb on 94 GB, four of 1g.24gb.
    expect((instances - 1) * Number(gigabytes)).toBeLessThanOrEqual(gpus[model].memoryGib);
  });

  it("gives the media engines to one instance only", () => {
    const shared = all.filter(
      ([model, profile]) => /\+me(\.all)?$/.test(profile) && migInstancesPerGpu(model, profile) !== 1,
    );
    expect(shared).toEqual([]);
  });
});
