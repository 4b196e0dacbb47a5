import * as pulumi from "@pulumi/pulumi";
import {
  type Capabilities,
  type ClusterLayout,
  type ClusterSpec,
  type GpuStack,
  type PoolChoice,
  layoutCluster,
  sortProblems,
  validateSpec,
} from "@roadstead/core";
import type { Target } from "../target.js";
import type { FakeTargetConfig } from "./config.js";
import { fakeStores } from "./fake-stores.js";
import { inertKubeconfig, inertProvider } from "./inert-provider.js";

/**
 * A complete target without a cloud, for unit tests of programs and components.
 *
 * Specs are validated and resolved as on every target; any GPU is there. Of the cluster itself it makes only a
 * Kubernetes provider that reaches nothing; the GPU software, the deletion guard and all that the program puts
 * into the cluster are declared as on a real one, and can be looked at with `planProgram` of `@roadstead/plan`
 * or with Pulumi's mocks.
 *
 * ```ts
 * const plan = await planProgram(() => {
 *   const cluster = new AiCluster("test", { spec, target: fakeTarget() });
 *   new Notebook("lab", { cluster });
 * });
 * ```
 */
export function fakeTarget<const P extends string = never>(config: FakeTargetConfig<P> = {}): Target<NoInfer<P>> {
  const overrides = Object.keys(config.pools ?? {}) as P[];
  const capabilities = fakeCapabilities(config);
  return {
    name: "fake",
    capabilities,
    overrides,
    validate: (spec) => sortProblems([...validateSpec(spec, capabilities, { overrides }), ...(config.problems ?? [])]),
    layout: (spec) => fakeLayout(spec, config),
    provision: (_layout, cluster) => {
      const provider = inertProvider(cluster.name, cluster.parent);
      return {
        provider,
        kubeconfig: pulumi.secret(inertKubeconfig),
        storageClass: config.storageClass ?? defaultStorageClass,
        ready: [],
        resources: [provider],
        stores: fakeStores(config),
      };
    },
  };
}

export const defaultStorageClass = "fake";

/** Resolves a spec that has no problems, as {@link fakeTarget} does. */
export function fakeLayout(spec: ClusterSpec, config: FakeTargetConfig): ClusterLayout {
  return layoutCluster(spec, {
    capabilities: fakeCapabilities(config),
    location: config.location ?? "nowhere",
    gpuStack: (pool) => fakeGpuStack(pool, config),
    nativeLabels: ({ name }) => config.pools?.[name]?.labels ?? {},
    nativeTaints: ({ name }) => config.pools?.[name]?.taints ?? [],
    group: ({ name }, { capacity }) => ({
      name: `${name}-${capacity}`,
      zones: [],
      replace: "create-first",
      labels: {},
    }),
    ...(config.runtimeClassName === undefined ? {} : { runtimeClassName: config.runtimeClassName }),
  });
}

function fakeCapabilities({ capabilities }: FakeTargetConfig): Capabilities {
  return {
    target: "fake",
    machineTypes: "owned",
    capacityKinds: {
      "on-demand": "yes",
      spot: "yes",
      reserved: "yes",
      "capacity-block": "yes",
      "flex-start": "yes",
    },
    sharing: { exclusive: "yes", "time-slicing": "yes", mig: "yes", mps: "not-yet" },
    systemPool: false,
    interconnect: "yes",
    ...capabilities,
  };
}

function fakeGpuStack({ accelerator }: PoolChoice, { gpuStack }: FakeTargetConfig): GpuStack {
  return {
    driver: "image",
    toolkit: "image",
    devicePlugin: "roadstead",
    sharingConfig: gpuStack?.devicePlugin ?? "roadstead",
    ...(accelerator?.sharing.mode === "mig" ? { mig: "image" } : {}),
    metrics: "roadstead",
    ...gpuStack,
  };
}
