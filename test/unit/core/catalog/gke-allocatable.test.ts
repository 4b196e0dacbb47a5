import { gkeAllocatable } from "@roadstead/core";
import { describe, expect, it } from "vitest";

describe("what a GKE node offers to pods", () => {
  // Worked by hand from the bands of Google's page; memory less 100 MiB of eviction threshold.
  it.each([
    // 1 vCPU: 60 m. 0.5 GiB: 255 MiB.
    [1, 0.5, 940, 512 - 255 - 100],
    // 2 vCPU: 60 + 10. 4 GiB: 25 % of 4.
    [2, 4, 1930, 4096 - 1024 - 100],
    // 4 vCPU: 60 + 10 + 2 x 5. 16 GiB: 1 + 0.8 + 0.8 GiB = 2662.4 MiB.
    [4, 16, 3920, 13621],
    // 8 vCPU: 80 + 4 x 2.5. 32 GiB: 2.6 + 6 % of 16 = 3.56 GiB = 3645.44 MiB.
    [8, 32, 7910, 29022],
    // 96 vCPU: 80 + 92 x 2.5. 680 GiB: 2.6 + 6.72 + 2 % of 552 = 20.36 GiB = 20848.64 MiB.
    [96, 680, 95690, 675371],
  ])("with %i vCPU and %f GiB", (vcpu, memoryGib, cpuMillicores, memoryMib) => {
    expect(gkeAllocatable(vcpu, memoryGib)).toEqual({ cpuMillicores, memoryMib });
  });
});
