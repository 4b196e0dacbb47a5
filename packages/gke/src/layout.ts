import {
  type AcceleratorLayout,
  type ClusterLayout,
  type ClusterLayoutOptions,
  type ClusterSpec,
  type GpuStack,
  type GroupChoice,
  type GroupLayout,
  layoutCluster,
  type PoolChoice,
  type PoolLayout,
  systemPoolName,
} from "@roadstead/core";
import { transformed } from "@roadstead/cluster";
import { gkeCapabilities } from "./capabilities.js";
import { clusterZones, type GkeConfig, regionOf } from "./config.js";
import { machineTypeOf, usesLocalSsd } from "./machine-type.js";
import { nativeLabels, nativeTaints } from "./native-labels.js";
import { nodeImage, nodePoolArgs } from "./node-pool-args.js";
import { nodePoolChild, nodePoolName } from "./node-pool-name.js";
import { gkeNotes } from "./plan-notes.js";
import { poolConfig, streamsImages } from "./pool-config.js";

type Config = GkeConfig<string>;

/** Resolves a spec that has no problems on GKE. */
export function layoutGke(config: Config, spec: ClusterSpec): ClusterLayout {
  const layout = layoutCluster(spec, layoutOptions(config));
  return { ...layout, notes: [...layout.notes, ...gkeNotes(config, spec, layout.pools)] };
}

function layoutOptions(config: Config): ClusterLayoutOptions {
  return {
    capabilities: gkeCapabilities(config.existing === undefined ? "new" : "existing"),
    machineTypes: machineTypes(config),
    region: regionOf(config.location),
    location: config.location,
    gpuStack: (pool) => gpuStack(config, pool.accelerator),
    nativeLabels,
    nativeTaints,
    group: (pool, group) => groupLayout(config, pool, group),
    ...(config.images === undefined ? {} : { images: config.images }),
  };
}

/** Machine types that the factory names, by pool. */
export function machineTypes(config: Config): Readonly<Record<string, string>> {
  const named = [systemPoolName, ...Object.keys(config.pools ?? {})].flatMap((pool) => {
    const { machineType } = poolConfig(config, pool);
    return machineType === undefined ? [] : [[pool, machineType] as const];
  });
  return Object.fromEntries(named);
}

/** On GKE every layer is Google's. Metrics of a cluster that exists already are its owner's choice. */
function gpuStack(config: Config, accelerator: AcceleratorLayout): GpuStack {
  return {
    driver: "provider",
    toolkit: "provider",
    devicePlugin: "provider",
    sharingConfig: "provider",
    ...(accelerator.sharing.mode === "mig" ? { mig: "provider" as const } : {}),
    metrics: config.existing === undefined ? "provider" : "user",
  };
}

function groupLayout(
  config: Config,
  pool: PoolChoice,
  group: GroupChoice,
): Omit<GroupLayout, "key" | "capacity" | "size"> {
  const zones = poolZones(config, pool);
  const { replace = "create-first" } = poolConfig(config, pool.name);
  const own = config.iam?.nodeServiceAccount;
  const args = nodePoolArgs(
    {
      pool,
      group: { ...group, name: "", zones, labels: {} },
      localSsd: usesLocalSsd(machineTypeOf(pool), pool.localNvme),
      imageStreaming: streamsImages(config, pool.name),
      resourceLabels: {},
    },
    {
      project: config.project,
      location: config.location,
      cluster: "cluster",
      serviceAccount: own === undefined ? "roadstead" : typeof own === "string" ? own : "given",
    },
  );
  const child = { name: nodePoolChild("cluster", pool.name, group.capacity), pool: pool.name };
  const name = nodePoolName(pool.name, group.capacity, transformed(config.transform?.nodePool, args, child));
  return { name, zones, replace, image: nodeImage, labels: {} };
}

/** The zones that the factory names; else for the system pool as many as it has nodes at least, one node in each. */
function poolZones(config: Config, pool: Pick<PoolLayout, "name" | "kind" | "size">): readonly string[] {
  const { zones } = poolConfig(config, pool.name);
  if (zones !== undefined) return zones;
  return pool.kind === "system" ? clusterZones(config).slice(0, Math.max(1, pool.size.min)) : clusterZones(config);
}
