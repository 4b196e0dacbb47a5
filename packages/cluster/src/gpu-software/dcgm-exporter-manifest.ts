import type { CustomResourceArgs } from "@pulumi/kubernetes/apiextensions/customResource.js";
import type { DaemonSetArgs } from "@pulumi/kubernetes/apps/v1/daemonSet.js";
import type { ServiceArgs } from "@pulumi/kubernetes/core/v1/service.js";
import { componentImages, type ImageOptions, labels, type PoolLayout } from "@roadstead/core";
import { objectLabels } from "../object-labels.js";
import { imageFor } from "../images.js";
import { gpuSystemNamespace, poolPod, selectorLabels, skipAwait, updateStrategy } from "./pool-pod.js";

export const dcgmExporterName = "dcgm-exporter";
/** Port of the metrics. */
export const metricsPort = 9400;
const podResources = "/var/lib/kubelet/pod-resources";

/** DCGM exporter on the nodes of one pool: metrics of each GPU, with the pods that use it. */
export function dcgmExporterDaemonSet(pool: PoolLayout, images: ImageOptions): DaemonSetArgs {
  const selector = selectorLabels(dcgmExporterName, pool);
  return {
    apiVersion: "apps/v1",
    kind: "DaemonSet",
    metadata: {
      name: `${dcgmExporterName}-${pool.name}`,
      namespace: gpuSystemNamespace,
      labels: { ...objectLabels(dcgmExporterName), ...selector },
      annotations: skipAwait(),
    },
    spec: {
      selector: { matchLabels: selector },
      updateStrategy: updateStrategy(),
      template: {
        metadata: { labels: { ...objectLabels(dcgmExporterName), ...selector } },
        spec: {
          ...poolPod(dcgmExporterName, pool, labels.gpuMetrics, images),
          containers: [
            {
              name: dcgmExporterName,
              image: imageFor(dcgmExporterName, componentImages.dcgmExporter, images),
              imagePullPolicy: "IfNotPresent",
              // Not the entry point: a shell script, which in other images of NVIDIA's writes to the root file system first.
              command: ["/usr/bin/dcgm-exporter"],
              env: exporterEnv(pool),
              ports: [{ name: "metrics", containerPort: metricsPort, protocol: "TCP" }],
              ...probes(),
              resources: {
                requests: { cpu: "50m", memory: "256Mi", "ephemeral-storage": "16Mi" },
                limits: { cpu: "500m", memory: "1Gi", "ephemeral-storage": "256Mi" },
              },
              securityContext: {
                allowPrivilegeEscalation: false,
                readOnlyRootFilesystem: true,
                // Profiling metrics, the only utilisation that MIG instances have, take SYS_ADMIN.
                capabilities: { drop: ["ALL"], add: ["SYS_ADMIN"] },
              },
              volumeMounts: [
                { name: "pod-resources", mountPath: podResources, readOnly: true },
                { name: "tmp", mountPath: "/tmp" },
              ],
            },
          ],
          volumes: [
            { name: "pod-resources", hostPath: { path: podResources, type: "Directory" } },
            { name: "tmp", emptyDir: { sizeLimit: "64Mi" } },
          ],
        },
      },
    },
  };
}

function exporterEnv(pool: PoolLayout) {
  const shared = pool.accelerator?.sharing.mode === "time-slicing";
  return [
    { name: "DCGM_EXPORTER_LISTEN", value: `:${metricsPort}` },
    { name: "DCGM_EXPORTER_KUBERNETES", value: "true" },
    { name: "DCGM_EXPORTER_COLLECTORS", value: "/etc/dcgm-exporter/dcp-metrics-included.csv" },
    // Several pods on one GPU: a series for each of them.
    ...(shared ? [{ name: "KUBERNETES_VIRTUAL_GPUS", value: "true" }] : []),
    { name: "NODE_NAME", valueFrom: { fieldRef: { fieldPath: "spec.nodeName" } } },
    { name: "NVIDIA_VISIBLE_DEVICES", value: "all" },
    { name: "NVIDIA_DRIVER_CAPABILITIES", value: "compute,utility" },
  ];
}

// `/health` answers as long as the process does, so it says when to restart; only `/metrics` asks DCGM, so it says
// whether a rollout may go on. DCGM takes up to a minute to start on nodes with eight GPUs.
function probes() {
  return {
    startupProbe: { httpGet: { path: "/health", port: "metrics" }, periodSeconds: 5, failureThreshold: 30 },
    livenessProbe: { httpGet: { path: "/health", port: "metrics" }, periodSeconds: 15, failureThreshold: 4 },
    readinessProbe: { httpGet: { path: "/metrics", port: "metrics" }, periodSeconds: 30, timeoutSeconds: 10 },
  };
}

/** Headless: every exporter is scraped, none is chosen. */
export function dcgmService(): ServiceArgs {
  return {
    apiVersion: "v1",
    kind: "Service",
    metadata: { name: dcgmExporterName, namespace: gpuSystemNamespace, labels: objectLabels(dcgmExporterName) },
    spec: {
      type: "ClusterIP",
      clusterIP: "None",
      selector: { "app.kubernetes.io/name": dcgmExporterName },
      ports: [{ name: "metrics", port: metricsPort, targetPort: "metrics", protocol: "TCP" }],
    },
  };
}

/** Tells a Prometheus operator to scrape the exporters; its CRDs must be there. */
export function dcgmServiceMonitor(): CustomResourceArgs {
  return {
    apiVersion: "monitoring.coreos.com/v1",
    kind: "ServiceMonitor",
    metadata: { name: dcgmExporterName, namespace: gpuSystemNamespace, labels: objectLabels(dcgmExporterName) },
    spec: {
      selector: { matchLabels: { "app.kubernetes.io/name": dcgmExporterName } },
      endpoints: [{ port: "metrics", path: "/metrics", interval: "15s" }],
    },
  };
}
