import { adminClient, type ControlPlane, type KubernetesObject, referenceTo } from "../../../control-plane/index.js";
import { computeClassDefinition } from "./compute-class-definition.js";

/** What GKE itself puts on a new cluster, as far as programs can meet it. */
const systemObjects: readonly KubernetesObject[] = [
  computeClassDefinition,
  ...storageClasses(),
  {
    apiVersion: "node.k8s.io/v1",
    kind: "RuntimeClass",
    metadata: { name: "gvisor" },
    handler: "gvisor",
    scheduling: { nodeSelector: { "sandbox.gke.io/runtime": "gvisor" } },
  },
  binding("gke:developers", "edit"),
  binding("gke:viewers", "view"),
  systemDeployment("kube-dns"),
  systemDaemonSet("gke-metrics-agent", {}),
  systemDaemonSet("nvidia-gpu-device-plugin-small-cos", { "cloud.google.com/gke-os-distribution": "cos" }, [
    { key: "cloud.google.com/gke-accelerator", operator: "Exists" },
    { key: "gke-no-default-nvidia-gpu-device-plugin", operator: "DoesNotExist" },
  ]),
];

export async function installSystemObjects(plane: ControlPlane): Promise<void> {
  const client = adminClient(plane);
  await Promise.all(systemObjects.map((object) => client.apply(object, { fieldManager: "gke" })));
}

export async function removeSystemObjects(plane: ControlPlane): Promise<void> {
  const client = adminClient(plane);
  await Promise.all(systemObjects.map((object) => client.delete(referenceTo(object))));
}

/** https://docs.cloud.google.com/kubernetes-engine/docs/concepts/persistent-volumes */
function storageClasses(): KubernetesObject[] {
  return (
    [
      ["standard-rwo", "pd-balanced", true],
      ["premium-rwo", "pd-ssd", false],
    ] as const
  ).map(([name, type, isDefault]) => ({
    apiVersion: "storage.k8s.io/v1",
    kind: "StorageClass",
    metadata: {
      name,
      annotations: { "storageclass.kubernetes.io/is-default-class": String(isDefault) },
    },
    provisioner: "pd.csi.storage.gke.io",
    parameters: { type },
    allowVolumeExpansion: true,
    reclaimPolicy: "Delete",
    volumeBindingMode: "WaitForFirstConsumer",
  }));
}

function binding(group: string, role: string): KubernetesObject {
  return {
    apiVersion: "rbac.authorization.k8s.io/v1",
    kind: "ClusterRoleBinding",
    metadata: { name: group },
    roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "ClusterRole", name: role },
    subjects: [{ apiGroup: "rbac.authorization.k8s.io", kind: "Group", name: group }],
  };
}

function podTemplate(name: string, spec: Record<string, unknown>) {
  return {
    metadata: { labels: { "k8s-app": name } },
    spec: {
      containers: [{ name, image: `gke.gcr.io/${name}`, resources: { requests: { cpu: "10m", memory: "20Mi" } } }],
      ...spec,
    },
  };
}

function systemDeployment(name: string): KubernetesObject {
  return {
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: { name, namespace: "kube-system", labels: { "k8s-app": name } },
    spec: {
      replicas: 2,
      selector: { matchLabels: { "k8s-app": name } },
      template: podTemplate(name, {
        priorityClassName: "system-cluster-critical",
        tolerations: [
          { key: "CriticalAddonsOnly", operator: "Exists" },
          { key: "components.gke.io/gke-managed-components", operator: "Exists" },
        ],
      }),
    },
  };
}

function systemDaemonSet(
  name: string,
  nodeSelector: Record<string, string>,
  matchExpressions: readonly { readonly key: string; readonly operator: string }[] = [],
): KubernetesObject {
  const affinity =
    matchExpressions.length === 0
      ? {}
      : {
          affinity: {
            nodeAffinity: {
              requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchExpressions }] },
            },
          },
        };
  return {
    apiVersion: "apps/v1",
    kind: "DaemonSet",
    metadata: { name, namespace: "kube-system", labels: { "k8s-app": name } },
    spec: {
      selector: { matchLabels: { "k8s-app": name } },
      template: podTemplate(name, {
        priorityClassName: "system-node-critical",
        nodeSelector: { "kubernetes.io/os": "linux", ...nodeSelector },
        tolerations: [{ operator: "Exists" }],
        ...affinity,
      }),
    },
  };
}
