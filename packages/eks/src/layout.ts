import {
  type ClusterLayout,
  type ClusterLayoutOptions,
  type ClusterSpec,
  type GroupChoice,
  type GroupLayout,
  labels,
  layoutCluster,
  type PoolChoice,
} from "@roadstead/core";
import { eksCapabilities } from "./capabilities.js";
import type { EksConfig } from "./config.js";
import { nodeGroupName } from "./node-group-name.js";
import { eksNotes } from "./notes.js";
import { machineTypes, poolOverrides } from "./pool-overrides.js";

/** Resolves a spec without problems on this factory's cluster. */
export function layoutEks(spec: ClusterSpec, config: EksConfig<string>): ClusterLayout {
  const layout = layoutCluster(spec, layoutOptions(config));
  return { ...layout, notes: [...layout.notes, ...eksNotes(config, layout)] };
}

/** What EKS adds to the common layout. */
export function layoutOptions(config: EksConfig<string>): ClusterLayoutOptions {
  const gpuStack = config.existing?.gpuStack ?? { devicePlugin: "roadstead", metrics: "roadstead" };
  return {
    capabilities: eksCapabilities(config),
    location: config.region,
    region: config.region,
    machineTypes: machineTypes(config),
    ...(config.images === undefined ? {} : { images: config.images }),
    // Driver and toolkit are in the AL2023 NVIDIA image, whose default runtime is NVIDIA's; a device plugin is not.
    gpuStack: ({ accelerator }) => ({
      driver: "image",
      toolkit: "image",
      devicePlugin: gpuStack.devicePlugin,
      sharingConfig: gpuStack.devicePlugin,
      ...(accelerator.sharing.mode === "mig" ? { mig: "roadstead" } : {}),
      metrics: gpuStack.metrics,
    }),
    // Cluster Autoscaler knows a node with GPUs by this label, and waits for its device plugin.
    nativeLabels: ({ accelerator }): Readonly<Record<string, string>> =>
      accelerator === undefined ? {} : { "k8s.amazonaws.com/accelerator": `nvidia-${accelerator.model}` },
    nativeTaints: () => [],
    group: (pool, group) => groupOf(pool, group, config),
  };
}

/** Zones that have a subnet for nodes, in the factory's order, each once. */
export function networkZones({ network }: Pick<EksConfig<string>, "network">): readonly string[] {
  if (network.create !== undefined) return [...new Set(network.create.zones)];
  return [...new Set(network.subnets.filter((subnet) => subnet.private !== false).map(({ zone }) => zone))];
}

function groupOf(
  pool: PoolChoice,
  group: GroupChoice,
  config: EksConfig<string>,
): Omit<GroupLayout, "key" | "capacity" | "size"> {
  const override = poolOverrides(config)[pool.name] ?? {};
  const own = {
    zones: override.zones ?? networkZones(config),
    replace: override.replace ?? "create-first",
    image: nodeImage(pool),
    labels: { [labels.capacity]: group.capacity },
  };
  return { ...own, name: nodeGroupName(pool, { ...group, ...own }, config) };
}

/** EKS' name of the node image: Amazon Linux 2023, with NVIDIA's driver where there are GPUs. */
function nodeImage({ accelerator, architecture }: PoolChoice): string {
  const machine = architecture === "arm64" ? "ARM_64" : "x86_64";
  return `AL2023_${machine}_${accelerator === undefined ? "STANDARD" : "NVIDIA"}`;
}
