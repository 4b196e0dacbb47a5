import {
  type ClusterLayout,
  type ClusterLayoutOptions,
  type ClusterSpec,
  type GroupChoice,
  type GroupLayout,
  layoutCluster,
  type PoolChoice,
  systemPoolName,
} from "@roadstead/core";
import { eksCapabilities } from "./capabilities.js";
import type { EksConfig, PoolOverride } from "./config.js";
import { nodeGroupName } from "./node-group-name.js";
import { eksNotes } from "./notes.js";

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

/** Machine types that the factory names, by pool. */
export function machineTypes(config: EksConfig<string>): Readonly<Record<string, string>> {
  const named = Object.entries(allOverrides(config)).flatMap(([pool, { machineType }]) =>
    machineType === undefined ? [] : [[pool, machineType] as const],
  );
  return Object.fromEntries(named);
}

/** What the factory says of pools, the system pool among them. */
export function allOverrides(config: EksConfig<string>): Readonly<Record<string, PoolOverride>> {
  const pools: Readonly<Record<string, PoolOverride | undefined>> = config.pools ?? {};
  const system = config.existing === undefined ? config.system : undefined;
  const named = Object.entries({ ...pools, ...(system === undefined ? {} : { [systemPoolName]: system }) });
  return Object.fromEntries(named.filter((entry): entry is [string, PoolOverride] => entry[1] !== undefined));
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
  const override = allOverrides(config)[pool.name] ?? {};
  const zones = override.zones ?? networkZones(config);
  const image = nodeImage(pool);
  return {
    name: nodeGroupName(pool, group, { zones, image }, config),
    zones,
    replace: override.replace ?? "create-first",
    image,
    labels: {},
  };
}

/** EKS' name of the node image: Amazon Linux 2023, with NVIDIA's driver where there are GPUs. */
function nodeImage({ accelerator, architecture }: PoolChoice): string {
  const machine = architecture === "arm64" ? "ARM_64" : "x86_64";
  return `AL2023_${machine}_${accelerator === undefined ? "STANDARD" : "NVIDIA"}`;
}
