import type { PropertyMap, PropertyValue } from "@roadstead/core";
import { SecretValue } from "@roadstead/core";
import type { SampleResource } from "../sample-graph.js";
import type { GoodStack } from "./good-stack.js";
import { made } from "./good-stack.js";

const safe: PropertyMap = {
  allowPrivilegeEscalation: false,
  readOnlyRootFilesystem: true,
  runAsNonRoot: true,
  capabilities: { drop: ["ALL"] },
};
const container = (more: PropertyMap = {}): PropertyMap => ({
  name: "app",
  image: "ghcr.io/acme/app:1.4.2",
  resources: { requests: { cpu: "100m", memory: "256Mi" }, limits: { memory: "512Mi" } },
  securityContext: safe,
  ...more,
});
const gpuContainer = (count: PropertyValue) =>
  container({
    resources: { requests: { cpu: 4, memory: "16Gi" }, limits: { memory: "32Gi", "nvidia.com/gpu": count } },
  });
const podOf = (...containers: readonly PropertyMap[]): PropertyMap => ({
  automountServiceAccountToken: false,
  securityContext: { runAsNonRoot: true, seccompProfile: { type: "RuntimeDefault" } },
  containers,
});
const inNamespace = (namespace: string, name: string): PropertyMap => ({ name, namespace });
const object = (type: string, name: string, inputs: PropertyMap): SampleResource =>
  made(`kubernetes:${type}`, name, inputs);
const namespace = (name: string) => [
  object("core/v1:Namespace", name, {
    metadata: { name, labels: { "pod-security.kubernetes.io/enforce": "restricted" } },
  }),
  object("networking.k8s.io/v1:NetworkPolicy", `${name}-closed`, {
    metadata: inNamespace(name, "closed"),
    spec: { podSelector: {}, policyTypes: ["Ingress", "Egress"] },
  }),
];
const quota = (name: string, gpus: number) =>
  object("core/v1:ResourceQuota", `${name}-gpus`, {
    metadata: inNamespace(name, "gpus"),
    spec: { hard: { "requests.nvidia.com/gpu": gpus } },
  });
const workload = (
  type: string,
  name: string,
  pod: PropertyMap,
  spec: PropertyMap = {},
  metadata = inNamespace("jobs", name),
) =>
  object(type, name, {
    metadata,
    spec: {
      selector: { matchLabels: { app: name } },
      ...spec,
      template: { metadata: { labels: { app: name } }, spec: pod },
    },
  });
const ends = { activeDeadlineSeconds: 86_400, ttlSecondsAfterFinished: 3600 };

export const onKubernetes: readonly GoodStack[] = [
  {
    name: "a server",
    resources: [...namespace("jobs"), workload("apps/v1:Deployment", "web", podOf(container()), { replicas: 2 })],
  },
  {
    name: "a job with a GPU that ends",
    resources: [
      ...namespace("jobs"),
      quota("jobs", 8),
      workload("batch/v1:Job", "train", podOf(gpuContainer(1)), ends),
    ],
  },
  {
    name: "a job every night",
    resources: [
      ...namespace("jobs"),
      quota("jobs", 8),
      object("batch/v1:CronJob", "nightly", {
        metadata: inNamespace("jobs", "nightly"),
        spec: {
          schedule: "0 2 * * *",
          jobTemplate: { spec: { ...ends, template: { spec: podOf(gpuContainer("2")) } } },
        },
      }),
    ],
  },
  {
    name: "a server with a GPU",
    resources: [
      ...namespace("jobs"),
      quota("jobs", 8),
      workload("apps/v1:Deployment", "serve", podOf(gpuContainer(1))),
    ],
  },
  {
    name: "a set with claims",
    resources: [
      ...namespace("jobs"),
      workload("apps/v1:StatefulSet", "db", podOf(container()), {
        serviceName: "db",
        volumeClaimTemplates: [{ metadata: { name: "data" }, spec: { resources: { requests: { storage: "50Gi" } } } }],
      }),
    ],
  },
  {
    name: "the device plugin, where nodes are run from",
    resources: [
      workload(
        "apps/v1:DaemonSet",
        "device-plugin",
        {
          priorityClassName: "system-node-critical",
          containers: [
            {
              name: "plugin",
              image: "nvcr.io/nvidia/k8s-device-plugin:v0.20.0",
              securityContext: { privileged: true },
            },
          ],
          volumes: [{ name: "plugins", hostPath: { path: "/var/lib/kubelet/device-plugins" } }],
        },
        {},
        inNamespace("gpu-system", "device-plugin"),
      ),
    ],
  },
  {
    name: "roles that name what they allow",
    resources: [
      object("core/v1:ServiceAccount", "ci", { metadata: inNamespace("jobs", "ci") }),
      object("rbac.authorization.k8s.io/v1:Role", "ci", {
        metadata: inNamespace("jobs", "ci"),
        rules: [{ apiGroups: ["batch"], resources: ["jobs"], verbs: ["create", "get"] }],
      }),
      object("rbac.authorization.k8s.io/v1:RoleBinding", "ci", {
        metadata: inNamespace("jobs", "ci"),
        roleRef: { kind: "Role", name: "ci" },
        subjects: [{ kind: "ServiceAccount", name: "ci" }],
      }),
    ],
  },
  {
    name: "a service and its ingress",
    resources: [
      object("core/v1:Service", "web", {
        metadata: inNamespace("jobs", "web"),
        spec: { type: "ClusterIP", ports: [{ port: 80 }] },
      }),
      object("networking.k8s.io/v1:Ingress", "web", { metadata: inNamespace("jobs", "web"), spec: { rules: [] } }),
    ],
  },
  {
    name: "a class of disks and a claim",
    resources: [
      object("storage.k8s.io/v1:StorageClass", "fast", {
        metadata: { name: "fast" },
        provisioner: "ebs.csi.aws.com",
        parameters: { type: "gp3", encrypted: "true" },
        reclaimPolicy: "Delete",
      }),
      object("core/v1:PersistentVolumeClaim", "data", {
        metadata: inNamespace("jobs", "data"),
        spec: { storageClassName: "fast", resources: { requests: { storage: "100Gi" } } },
      }),
    ],
  },
  {
    name: "a pool of Karpenter with limits",
    resources: [
      object("karpenter.sh/v1:NodePool", "gpus", {
        metadata: { name: "gpus" },
        spec: {
          limits: { "nvidia.com/gpu": "8", cpu: "200" },
          disruption: { consolidationPolicy: "WhenEmpty", consolidateAfter: "5m" },
          template: {
            spec: {
              expireAfter: "168h",
              taints: [{ key: "nvidia.com/gpu", effect: "NoSchedule" }],
              requirements: [{ key: "karpenter.sh/capacity-type", operator: "In", values: ["spot"] }],
            },
          },
        },
      }),
    ],
  },
  {
    name: "a small job of an operator",
    resources: [
      ...namespace("jobs"),
      quota("jobs", 8),
      object("kubeflow.org/v1:PyTorchJob", "train", {
        metadata: inNamespace("jobs", "train"),
        spec: {
          pytorchReplicaSpecs: {
            Master: { replicas: 1, template: { spec: podOf(gpuContainer(1)) } },
            Worker: { replicas: 3, template: { spec: podOf(gpuContainer(1)) } },
          },
        },
      }),
    ],
  },
  {
    name: "settings and secrets",
    resources: [
      object("core/v1:ConfigMap", "settings", { metadata: inNamespace("jobs", "settings"), data: { mode: "a" } }),
      object("core/v1:Secret", "token", {
        metadata: inNamespace("jobs", "token"),
        stringData: new SecretValue({ token: "hunter2" }),
      }),
    ],
  },
  {
    name: "a chart whose release was looked at",
    resources: [object("helm.sh/v3:Release", "cert-manager", { chart: "cert-manager", version: "1.18.0" })],
    guardrails: {
      rules: { "opaque-resources": { level: "mandatory", onUnknown: "fail", config: { allowed: ["cert-manager"] } } },
    },
  },
  {
    name: "a pod by digest, with a probe container",
    resources: [
      ...namespace("jobs"),
      workload("apps/v1:Deployment", "web", {
        ...podOf(container({ image: `ghcr.io/acme/app@sha256:${"0a".repeat(32)}` })),
        initContainers: [container({ name: "init", image: "localhost:5000/init:2" })],
      }),
    ],
  },
];
