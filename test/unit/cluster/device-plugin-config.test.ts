import { SpecError } from "@roadstead/core";
import { describe, expect, it } from "vitest";
import { devicePluginConfigText } from "../../../packages/cluster/src/gpu-software/device-plugin-config.js";
import { cpuPool, gpuPool, mig, timeSlicing } from "./layouts.js";

const flags = (migStrategy: string) => `flags:
  migStrategy: ${migStrategy}
  failOnInitError: true
  deviceDiscoveryStrategy: nvml
  plugin:
    deviceListStrategy: envvar
    deviceIDStrategy: uuid
`;

describe("the device plugin's config", () => {
  it("has no sharing where each pod has whole GPUs, for one replica is an error", () => {
    expect(devicePluginConfigText(gpuPool("a"))).toBe(`version: v1\n${flags("none")}`);
  });

  it("uses the single strategy for MIG, so that the resource keeps its name", () => {
    expect(devicePluginConfigText(gpuPool("a", { sharing: mig }))).toBe(`version: v1\n${flags("single")}`);
  });

  it("keeps the resource name under time slicing and refuses a second share", () => {
    expect(devicePluginConfigText(gpuPool("a", { sharing: timeSlicing }))).toBe(`version: v1
${flags("none")}sharing:
  timeSlicing:
    renameByDefault: false
    failRequestsGreaterThanOne: true
    resources:
      - name: nvidia.com/gpu
        replicas: 4
`);
  });

  it.each([
    ["MPS, whose control daemon is not yet here", gpuPool("a", { sharing: { mode: "mps", sharesPerGpu: 4 } }), '"mps"'],
    ["a pool without GPUs", cpuPool("a"), "null"],
  ])("refuses %s", (_, pool, got) => {
    expect(() => devicePluginConfigText(pool)).toThrow(SpecError);
    expect(() => devicePluginConfigText(pool)).toThrow(
      `pools.a.accelerator.sharing.mode: has no device plugin configuration yet, got ${got}; ` +
        "allowed: exclusive, time-slicing, mig [cluster/device-plugin-sharing]",
    );
  });
});
