import { type ByoConfig, byo } from "@roadstead/byo";
import type { ClusterSpec } from "@roadstead/core";
import { type K3sConfig, k3s } from "@roadstead/k3s";
import { describe, expect, it } from "vitest";
import { kubeconfigText } from "./kubeconfig-text.js";

// What a program without types, or a file, may hold in the place of a spec.
const specs: readonly unknown[] = [
  undefined,
  null,
  "lab",
  {},
  { pools: null },
  { pools: "lab" },
  { pools: { lab: null } },
  { pools: { lab: { accelerator: null, size: null } } },
  { pools: { lab: { accelerator: { model: "l4", sharing: null }, size: {} } } },
];
// The same for a factory's own part.
const configs: readonly object[] = [
  {},
  { pools: null },
  { pools: { lab: null } },
  { pools: { lab: { nodes: "gpu-1" } } },
  { pools: { lab: { nodes: [null, 7, "gpu-1"] } } },
  { kubeconfig: null, clusterId: 7, storageClass: 7, runtimeClassName: null, gpuStack: null, images: null },
  { gpuStack: { devicePlugin: 7, driver: {}, mig: false } },
];
const good = { kubeconfig: kubeconfigText(), clusterId: "dc1", storageClass: "fast" };

describe.each([
  ["k3s", (config: object) => k3s(config as K3sConfig)],
  ["byo", (config: object) => byo(config as ByoConfig)],
])("%s with untyped input", (_name, target) => {
  it.each(specs)("tells problems of the spec %j and throws nothing", (spec) => {
    expect(target(good).validate(spec as ClusterSpec)).not.toEqual([]);
  });

  it.each(configs)("tells problems of the factory's %j and throws nothing", (config) => {
    const spec = { pools: { lab: { accelerator: { model: "l4", gpusPerNode: 1 }, size: { min: 1, max: 1 } } } };
    expect(target(config).validate(spec as unknown as ClusterSpec)).not.toEqual([]);
  });
});
