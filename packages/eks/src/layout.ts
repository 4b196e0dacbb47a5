import {
  type ClusterLayout,
  type ClusterLayoutOptions,
  type ClusterSpec,
  type GroupChoice,
  type GroupLayout,
  layoutCluster,
  type PoolChoice,
  shortHash,
  systemPoolName,
} from "@roadstead/core";
import { capacityTypes, eksCapabilities } from "./capabilities.js";
import type { EksConfig, PoolOverride } from "./config.js";
import { eksNotes } from "./notes.js";
import { subnetPlan } from "./subnets.js";

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
    name: `${pool.name}-${group.capacity}-${shortHash(immutables(pool, group, zones, image, config))}`,
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

/**
 * What EKS cannot change on a node group, and how its GPUs are cut: a roll-out would have nodes of both kinds under
 * the labels of one. A change makes a new group with a new name. What only an Output knows cannot be in it.
 */
function immutables(
  pool: PoolChoice,
  group: GroupChoice,
  zones: readonly string[],
  image: string,
  config: EksConfig<string>,
): unknown {
  const { sharing } = pool.accelerator ?? {};
  return {
    amiType: image,
    capacityType: capacityTypes[group.capacity],
    instanceTypes: [pool.machineType?.name],
    subnets: subnetsIn(zones, config),
    nodeRole: plain(config.iam?.roles?.node) ?? { path: config.iam?.path ?? "/" },
    mig: sharing?.mode === "mig" ? sharing.profile : undefined,
  };
}

/** In an order of its own: EKS takes subnets as a set. */
function subnetsIn(zones: readonly string[], { network }: EksConfig<string>): readonly string[] {
  const subnets =
    network.create === undefined
      ? network.subnets.filter((subnet) => subnet.private !== false).map(({ id, zone }) => [zone, plain(id)])
      : subnetPlan(network.create).map(({ zone, privateCidr }) => [zone, privateCidr]);
  return subnets
    .filter(([zone]) => zone !== undefined && zones.includes(zone))
    .map((subnet) => subnet.join(" "))
    .sort();
}

function plain(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}
