import { gpus, isGpuModel, migProfiles } from "@roadstead/core";
import type { GpuModel } from "@roadstead/core";
import { describe, expect, it } from "vitest";

const models = Object.keys(gpus) as GpuModel[];

describe("GPU catalog", () => {
  it.each(models)("states who %s is and where its facts come from", (model) => {
    const facts = gpus[model];
    expect(facts.model).toBe(model);
    expect(facts.memoryGib).toBeGreaterThan(0);
    expect(facts.computeCapability).toMatch(/^\d+\.\d$/);
    expect(facts.source).toMatch(/^https:\/\//);
  });

  it.each([
    ["v100-32", { bf16: false, fp8: false, fp4: false, mig: false, nvlink: true }],
    ["t4", { bf16: false, fp8: false, fp4: false, mig: false, nvlink: false }],
    ["a10g", { bf16: true, fp8: false, fp4: false, mig: false, nvlink: false }],
    ["l4", { bf16: true, fp8: true, fp4: false, mig: false, nvlink: false }],
    ["a100-40", { bf16: true, fp8: false, fp4: false, mig: true, nvlink: true }],
    ["h200-141", { bf16: true, fp8: true, fp4: false, mig: true, nvlink: true }],
    ["b200", { bf16: true, fp8: true, fp4: true, mig: true, nvlink: true }],
    ["rtx-pro-6000", { bf16: true, fp8: true, fp4: true, mig: true, nvlink: false }],
  ] as const)("knows what %s can do", (model, abilities) => {
    expect(gpus[model].abilities).toMatchObject({ timeSlicing: true, mps: true, ...abilities });
  });

  it("says a driver floor for MIG only where there is MIG", () => {
    const wrong = models.filter((model) => gpus[model].migMinimumDriver !== undefined && !gpus[model].abilities.mig);
    expect(wrong).toEqual([]);
  });

  it("has profiles for every GPU with MIG and for no other", () => {
    expect(Object.keys(migProfiles).sort()).toEqual(models.filter((model) => gpus[model].abilities.mig).sort());
  });

  it("knows its models from other names, inherited ones among them", () => {
    expect(isGpuModel("l4")).toBe(true);
    expect(["L4", "a100", "toString", ""].filter(isGpuModel)).toEqual([]);
  });
});
