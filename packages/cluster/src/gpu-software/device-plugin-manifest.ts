import type { DaemonSetArgs } from "@pulumi/kubernetes/apps/v1/daemonSet.js";
import type { ConfigMapArgs } from "@pulumi/kubernetes/core/v1/configMap.js";
import { componentImages, type ImageOptions, labelPrefix, labels, type PoolLayout, shortHash } from "@roadstead/core";
import { objectLabels } from "../object-labels.js";
import { imageFor } from "../images.js";
import { isPlain } from "../plain-input.js";
import { devicePluginConfigText } from "./device-plugin-config.js";
import { gpuSystemNamespace, poolPod, selectorLabels, skipAwait, updateStrategy } from "./pool-pod.js";

export const devicePluginName = "device-plugin";
const configMapName = "device-plugin-config";
const configDirectory = "/config";
const configFile = "config.yaml";
const pluginSockets = "/var/lib/kubelet/device-plugins";

/** One ConfigMap for all pools, with one key per pool. */
export function devicePluginConfigMap(pools: readonly PoolLayout[]): ConfigMapArgs {
  return {
    apiVersion: "v1",
    kind: "ConfigMap",
    metadata: { name: configMapName, namespace: gpuSystemNamespace, labels: objectLabels(devicePluginName) },
    data: Object.fromEntries(pools.map((pool) => [pool.name, devicePluginConfigText(pool)])),
  };
}

/** NVIDIA's device plugin on the nodes of one pool, with that pool's key of the ConfigMap as its config file. */
export function devicePluginDaemonSet(pool: PoolLayout, images: ImageOptions, configMap: ConfigMapArgs): DaemonSetArgs {
  const mig = pool.accelerator?.sharing.mode === "mig";
  const selector = selectorLabels(devicePluginName, pool);
  return {
    apiVersion: "apps/v1",
    kind: "DaemonSet",
    metadata: {
      name: `${devicePluginName}-${pool.name}`,
      namespace: gpuSystemNamespace,
      labels: { ...objectLabels(devicePluginName), ...selector },
      annotations: skipAwait(),
    },
    spec: {
      selector: { matchLabels: selector },
      updateStrategy: updateStrategy(),
      template: {
        metadata: {
          labels: { ...objectLabels(devicePluginName), ...selector },
          // The plugin reads its file at start only: a changed config starts new pods, of this pool alone.
          annotations: { [`${labelPrefix}/config-checksum`]: configChecksum(pool, configMap) },
        },
        spec: {
          ...poolPod(devicePluginName, pool, labels.devicePlugin, images),
          containers: [
            {
              name: devicePluginName,
              image: imageFor(devicePluginName, componentImages.devicePlugin, images),
              imagePullPolicy: "IfNotPresent",
              command: ["nvidia-device-plugin"],
              env: [
                { name: "CONFIG_FILE", value: `${configDirectory}/${configFile}` },
                { name: "NVIDIA_VISIBLE_DEVICES", value: "all" },
                { name: "NVIDIA_DRIVER_CAPABILITIES", value: "compute,utility" },
                ...(mig ? [{ name: "NVIDIA_MIG_MONITOR_DEVICES", value: "all" }] : []),
              ],
              // No probes: the plugin has no port. The kubelet drops its devices when it is gone.
              resources: {
                requests: { cpu: "10m", memory: "64Mi", "ephemeral-storage": "16Mi" },
                limits: { cpu: "500m", memory: "256Mi", "ephemeral-storage": "256Mi" },
              },
              securityContext: {
                allowPrivilegeEscalation: false,
                readOnlyRootFilesystem: true,
                // Reading the MIG instances of a node takes SYS_ADMIN; nothing else does.
                capabilities: { drop: ["ALL"], ...(mig ? { add: ["SYS_ADMIN"] } : {}) },
              },
              volumeMounts: [
                { name: "plugin-sockets", mountPath: pluginSockets },
                { name: "config", mountPath: configDirectory, readOnly: true },
              ],
            },
          ],
          volumes: [
            { name: "plugin-sockets", hostPath: { path: pluginSockets, type: "Directory" } },
            { name: "config", configMap: { name: configMapName, items: [{ key: pool.name, path: configFile }] } },
          ],
        },
      },
    },
  };
}

function configChecksum(pool: PoolLayout, { data }: ConfigMapArgs): string {
  const text = data !== undefined && isPlain(data) ? data[pool.name] : undefined;
  return shortHash(typeof text === "string" ? text : devicePluginConfigText(pool));
}
