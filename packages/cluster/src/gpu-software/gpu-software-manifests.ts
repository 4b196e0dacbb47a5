import type { ConfigMapArgs } from "@pulumi/kubernetes/core/v1/configMap.js";
import type { ClusterLayout, PoolLayout } from "@roadstead/core";
import { dcgmExporterDaemonSet, dcgmExporterName, dcgmService, dcgmServiceMonitor } from "./dcgm-exporter-manifest.js";
import { devicePluginConfigMap, devicePluginDaemonSet, devicePluginName } from "./device-plugin-manifest.js";
import {
  allowMetricsPolicy,
  componentServiceAccount,
  criticalPodsQuota,
  denyAllPolicy,
  gpuSystemNamespaceManifest,
} from "./namespace-manifest.js";
import { transformed } from "../transform.js";
import { gpuSystemNamespace } from "./pool-pod.js";
import { priorityClassManifest } from "./priority-class.js";
import type { GpuSoftwareKinds, GpuSoftwareTransforms } from "./transform.js";

/** One Kubernetes object of the GPU software, after its transform. */
export type GpuSoftwareObject<Kind extends keyof GpuSoftwareKinds = keyof GpuSoftwareKinds> = {
  [K in Kind]: {
    readonly kind: K;
    /** Logical name. */
    readonly name: string;
    readonly args: GpuSoftwareKinds[K];
  };
}[Kind];

/** Makes an object of a kind: prefixes its name with the cluster's and runs its transform. */
type MakeObject = <K extends keyof GpuSoftwareKinds>(
  kind: K,
  name: string,
  args: GpuSoftwareKinds[K],
  pool?: string,
) => GpuSoftwareObject<K>;

/**
 * Every Kubernetes object of the GPU software that this layout leaves to Roadstead, in stages: the objects of one
 * stage need those of the stages before it.
 */
export function gpuSoftwareManifests(
  layout: ClusterLayout,
  clusterName: string,
  transforms: GpuSoftwareTransforms = {},
): readonly (readonly GpuSoftwareObject[])[] {
  const make: MakeObject = (kind, suffix, args, pool) => {
    const name = `${clusterName}-${suffix}`;
    return { kind, name, args: transformed(transforms[kind], args, pool === undefined ? { name } : { name, pool }) };
  };
  const classes = [
    make("priorityClass", "priority-serving", priorityClassManifest("serving")),
    make("priorityClass", "priority-training", priorityClassManifest("training")),
  ];
  const pluginPools = layout.pools.filter((pool) => pool.gpuStack?.devicePlugin === "roadstead");
  const metricsPools = layout.pools.filter((pool) => pool.gpuStack?.metrics === "roadstead");
  if (pluginPools.length === 0 && metricsPools.length === 0) return [classes];
  const plugins = pluginPools.length === 0 ? noStages : devicePluginStages(layout, pluginPools, make);
  const exporters = metricsPools.length === 0 ? noStages : dcgmExporterStages(layout, metricsPools, make);
  return [
    [...classes, make("namespace", gpuSystemNamespace, gpuSystemNamespaceManifest())],
    [
      make("networkPolicy", "gpu-system-deny-all", denyAllPolicy()),
      make("resourceQuota", "gpu-system-critical-pods", criticalPodsQuota()),
      ...plugins.ground,
      ...exporters.ground,
    ],
    [...plugins.pods, ...exporters.pods],
  ];
}

/** What a component's pods need, and what runs them. */
interface ComponentStages {
  readonly ground: readonly GpuSoftwareObject[];
  readonly pods: readonly GpuSoftwareObject[];
}

const noStages: ComponentStages = { ground: [], pods: [] };

function devicePluginStages(layout: ClusterLayout, pools: readonly PoolLayout[], make: MakeObject): ComponentStages {
  const config = make("devicePluginConfig", `${devicePluginName}-config`, devicePluginConfigMap(pools));
  // The transformed config, so that the pods restart when a transform changes it.
  const configMap: ConfigMapArgs = config.args;
  return {
    ground: [make("serviceAccount", devicePluginName, componentServiceAccount(devicePluginName)), config],
    pods: pools.map((pool) =>
      make(
        "devicePlugin",
        `${devicePluginName}-${pool.name}`,
        devicePluginDaemonSet(pool, layout.images, configMap),
        pool.name,
      ),
    ),
  };
}

function dcgmExporterStages(layout: ClusterLayout, pools: readonly PoolLayout[], make: MakeObject): ComponentStages {
  return {
    ground: [
      make("serviceAccount", dcgmExporterName, componentServiceAccount(dcgmExporterName)),
      make("networkPolicy", "gpu-system-allow-metrics", allowMetricsPolicy()),
      make("dcgmService", dcgmExporterName, dcgmService()),
    ],
    pods: [
      ...pools.map((pool) =>
        make("dcgmExporter", `${dcgmExporterName}-${pool.name}`, dcgmExporterDaemonSet(pool, layout.images), pool.name),
      ),
      ...(layout.gpuMetrics.serviceMonitor ? [make("serviceMonitor", dcgmExporterName, dcgmServiceMonitor())] : []),
    ],
  };
}
