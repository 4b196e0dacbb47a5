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
import { gpuSystemNamespace } from "./pool-pod.js";
import { priorityClassManifest } from "./priority-class.js";
import type { GpuSoftwareKinds } from "./transform.js";

/** One Kubernetes object of the GPU software: its kind, the last part of its logical name, its arguments. */
export type GpuSoftwareObject<Kind extends keyof GpuSoftwareKinds = keyof GpuSoftwareKinds> = {
  [K in Kind]: {
    readonly kind: K;
    readonly name: string;
    readonly pool?: string;
    readonly args: GpuSoftwareKinds[K];
  };
}[Kind];

/**
 * Every Kubernetes object of the GPU software that this layout leaves to Roadstead, in stages: the objects of one
 * stage need those of the stages before it.
 */
export function gpuSoftwareManifests(layout: ClusterLayout): readonly (readonly GpuSoftwareObject[])[] {
  const pluginPools = layout.pools.filter((pool) => pool.gpuStack?.devicePlugin === "roadstead");
  const metricsPools = layout.pools.filter((pool) => pool.gpuStack?.metrics === "roadstead");
  if (pluginPools.length === 0 && metricsPools.length === 0) return [priorityClassObjects()];
  return [
    [...priorityClassObjects(), { kind: "namespace", name: gpuSystemNamespace, args: gpuSystemNamespaceManifest() }],
    [
      { kind: "networkPolicy", name: "gpu-system-deny-all", args: denyAllPolicy() },
      { kind: "resourceQuota", name: "gpu-system-critical-pods", args: criticalPodsQuota() },
      ...(pluginPools.length === 0 ? [] : devicePluginGround(pluginPools)),
      ...(metricsPools.length === 0 ? [] : dcgmExporterGround()),
    ],
    [
      ...pluginPools.map((pool): GpuSoftwareObject => ({
        kind: "devicePlugin",
        name: `${devicePluginName}-${pool.name}`,
        pool: pool.name,
        args: devicePluginDaemonSet(pool, layout.images),
      })),
      ...metricsPools.map((pool): GpuSoftwareObject => ({
        kind: "dcgmExporter",
        name: `${dcgmExporterName}-${pool.name}`,
        pool: pool.name,
        args: dcgmExporterDaemonSet(pool, layout.images),
      })),
      ...(metricsPools.length > 0 && layout.gpuMetrics.serviceMonitor
        ? [{ kind: "serviceMonitor", name: dcgmExporterName, args: dcgmServiceMonitor() } as const]
        : []),
    ],
  ];
}

function priorityClassObjects(): readonly GpuSoftwareObject[] {
  return [
    { kind: "priorityClass", name: "priority-serving", args: priorityClassManifest("serving") },
    { kind: "priorityClass", name: "priority-training", args: priorityClassManifest("training") },
  ];
}

function devicePluginGround(pools: readonly PoolLayout[]): readonly GpuSoftwareObject[] {
  return [
    { kind: "serviceAccount", name: devicePluginName, args: componentServiceAccount(devicePluginName) },
    { kind: "devicePluginConfig", name: `${devicePluginName}-config`, args: devicePluginConfigMap(pools) },
  ];
}

function dcgmExporterGround(): readonly GpuSoftwareObject[] {
  return [
    { kind: "serviceAccount", name: dcgmExporterName, args: componentServiceAccount(dcgmExporterName) },
    { kind: "networkPolicy", name: "gpu-system-allow-metrics", args: allowMetricsPolicy() },
    { kind: "dcgmService", name: dcgmExporterName, args: dcgmService() },
  ];
}
