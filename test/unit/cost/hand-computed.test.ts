import { describe, expect, it } from "vitest";
import { awsNodeStacks } from "./hand-computed-aws-nodes.js";
import { awsServiceStacks } from "./hand-computed-aws-services.js";
import { gcpStacks } from "./hand-computed-gcp.js";
import { monthOf } from "./stack-fixture.js";

describe("a month by hand", () => {
  it.each([...awsNodeStacks, ...awsServiceStacks, ...gcpStacks])("$title", (stack) => {
    const { usdPerMonth, gpuHours, unit, gaps } = monthOf(stack.resources, stack.sheet);
    expect(gaps.map(({ kind, what }) => `${kind} ${what}`).sort()).toEqual([...(stack.gaps ?? [])].sort());
    expect([usdPerMonth.floor, usdPerMonth.expected, usdPerMonth.ceiling]).toEqual(stack.usd);
    if (stack.gpuHours !== undefined) {
      expect([gpuHours.floor, gpuHours.expected, gpuHours.ceiling]).toEqual(stack.gpuHours);
    }
    if (stack.usdPerGpuHour !== undefined) expect(unit.usdPerGpuHour?.expected).toBe(stack.usdPerGpuHour);
    if (stack.usdPerGpuShareHour !== undefined) {
      expect(unit.usdPerGpuShareHour?.expected).toBe(stack.usdPerGpuShareHour);
    }
  });
});
