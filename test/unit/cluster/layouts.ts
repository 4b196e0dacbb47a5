import {
  type AcceleratorLayout,
  type ClusterLayout,
  gpuTaint,
  type GpuStack,
  labels,
  type PoolLayout,
  type Taint,
} from "@roadstead/core";

/** Layouts as the targets make them, small enough to read. */

const size = { min: 0, max: 2 };

const onEks: GpuStack = {
  driver: "image",
  toolkit: "image",
  devicePlugin: "roadstead",
  sharingConfig: "roadstead",
  metrics: "roadstead",
};

const onGke: GpuStack = {
  driver: "provider",
  toolkit: "provider",
  devicePlugin: "provider",
  sharingConfig: "provider",
  metrics: "provider",
};

const onK3s: GpuStack = { ...onEks, driver: "user", toolkit: "user" };

export const exclusive: AcceleratorLayout["sharing"] = { mode: "exclusive", sharesPerGpu: 1 };
export const timeSlicing: AcceleratorLayout["sharing"] = { mode: "time-slicing", replicas: 4, sharesPerGpu: 4 };
export const mig: AcceleratorLayout["sharing"] = { mode: "mig", profile: "1g.5gb", sharesPerGpu: 7 };

export interface GpuPoolOptions {
  readonly sharing?: AcceleratorLayout["sharing"];
  readonly gpuStack?: GpuStack;
  readonly taints?: readonly Taint[];
  readonly runtimeClassName?: string;
  readonly gpusPerNode?: number;
}

export function gpuPool(name: string, options: GpuPoolOptions = {}): PoolLayout {
  const { sharing = exclusive, gpuStack = onEks, taints = [], gpusPerNode = 8, runtimeClassName } = options;
  return {
    name,
    kind: "gpu",
    size,
    accelerator: { model: "a100-40", gpusPerNode, memoryGib: 40, sharing },
    architecture: "amd64",
    groups: [
      {
        key: "on-demand",
        name: `${name}-on-demand`,
        capacity: "on-demand",
        size,
        zones: [],
        replace: "create-first",
        labels: {},
      },
    ],
    labels: {
      [labels.pool]: name,
      [labels.gpuPresent]: "true",
      ...(gpuStack.devicePlugin === "roadstead" ? { [labels.devicePlugin]: "roadstead" } : {}),
      ...(gpuStack.metrics === "roadstead" ? { [labels.gpuMetrics]: "roadstead" } : {}),
    },
    taints: [gpuTaint, ...taints],
    allocatable: { gpu: gpusPerNode * sharing.sharesPerGpu },
    gpuStack,
    ...(runtimeClassName === undefined ? {} : { runtimeClassName }),
  };
}

export function cpuPool(name: string): PoolLayout {
  return {
    name,
    kind: "cpu",
    size,
    architecture: "amd64",
    groups: [],
    labels: { [labels.pool]: name },
    taints: [],
    allocatable: { gpu: 0 },
  };
}

export function layoutOf(pools: readonly PoolLayout[], changes: Partial<ClusterLayout> = {}): ClusterLayout {
  return {
    target: "fake",
    location: "here",
    pools,
    gpuMetrics: { serviceMonitor: false },
    images: {},
    tags: { owner: "ml", costCenter: "1", environment: "test" },
    deletionProtection: true,
    notes: [],
    ...changes,
  };
}

/** Every sharing mode, with a further taint and metrics scraped by an operator. */
export const eksLike = layoutOf(
  [
    cpuPool("system"),
    gpuPool("serving", { sharing: timeSlicing, gpusPerNode: 1 }),
    gpuPool("training", { taints: [{ key: "team", value: "research", effect: "NoExecute" }] }),
    gpuPool("lab", { sharing: mig, gpuStack: { ...onEks, mig: "roadstead" } }),
  ],
  { gpuMetrics: { serviceMonitor: true } },
);

/** Needs a runtime class, and takes images from a mirror that asks for a login. */
export const k3sLike = layoutOf([gpuPool("lab", { gpuStack: onK3s, runtimeClassName: "nvidia", gpusPerNode: 1 })], {
  images: { mirror: "registry.example.com/mirror", pullSecret: "mirror-login" },
});

/** The provider brings all of the GPU software. */
export const gkeLike = layoutOf([cpuPool("system"), gpuPool("serving", { gpuStack: onGke })]);
