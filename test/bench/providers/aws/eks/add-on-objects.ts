import type { KubernetesClient, KubernetesObject } from "../../../control-plane/index.js";
import type { Value } from "../../test-provider.js";
import { nvidiaTypes } from "../ec2/instance-types.js";
import { isRecord, listAt, numberAt } from "../values.js";

const owner = { "bench/owner": "eks" };
const namespace = "kube-system";
const everywhere = [{ operator: "Exists" }];
const critical = [{ key: "CriticalAddonsOnly", operator: "Exists" }];

/** Where pods of an add-on go, as its configuration says or by default. */
interface Placement {
  readonly configuration: Value | undefined;
  readonly tolerations: readonly Value[];
  readonly affinity?: Value;
}

/** The objects that an add-on brings, as far as nodes see them: who runs where. */
export function addOnObjects(name: string, configuration: Value | undefined): readonly KubernetesObject[] {
  const part = (key: string) => (isRecord(configuration) ? configuration[key] : undefined);
  switch (name) {
    case "vpc-cni":
      return [daemonSet("aws-node", { configuration, tolerations: everywhere })];
    case "kube-proxy":
    case "eks-pod-identity-agent":
      return [daemonSet(name, { configuration, tolerations: everywhere })];
    case "coredns":
      return [
        deployment("coredns", numberAt(configuration, "replicaCount") ?? 2, {
          configuration,
          tolerations: [...critical, { key: "node-role.kubernetes.io/control-plane", effect: "NoSchedule" }],
        }),
      ];
    case "metrics-server":
      return [
        deployment("metrics-server", numberAt(configuration, "replicas") ?? 2, {
          configuration,
          tolerations: critical,
        }),
      ];
    case "aws-ebs-csi-driver":
      return [
        deployment("ebs-csi-controller", numberAt(part("controller"), "replicaCount") ?? 2, {
          configuration: part("controller"),
          tolerations: critical,
        }),
        daemonSet("ebs-csi-node", { configuration: part("node"), tolerations: everywhere }),
        {
          apiVersion: "storage.k8s.io/v1",
          kind: "CSIDriver",
          metadata: { name: "ebs.csi.aws.com", labels: owner },
          spec: { attachRequired: true, podInfoOnMount: false },
        },
      ];
    case "eks-node-monitoring-agent":
      return [
        daemonSet("eks-node-monitoring-agent", { configuration: part("monitoringAgent"), tolerations: everywhere }),
        daemonSet("dcgm-server", { configuration: part("dcgmAgent"), tolerations: [], affinity: onNvidia() }),
      ];
    default:
      return [];
  }
}

function onNvidia(): Value {
  const matchExpressions = [{ key: "node.kubernetes.io/instance-type", operator: "In", values: nvidiaTypes() }];
  return {
    nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchExpressions }] } },
  };
}

function deployment(name: string, replicas: number, placement: Placement): KubernetesObject {
  const template = podTemplate(name, placement);
  const spec = { replicas, selector: { matchLabels: { "k8s-app": name } }, template };
  return { apiVersion: "apps/v1", kind: "Deployment", metadata: { name, namespace, labels: owner }, spec };
}

function daemonSet(name: string, placement: Placement): KubernetesObject {
  const spec = { selector: { matchLabels: { "k8s-app": name } }, template: podTemplate(name, placement) };
  return { apiVersion: "apps/v1", kind: "DaemonSet", metadata: { name, namespace, labels: owner }, spec };
}

function podTemplate(name: string, { configuration, tolerations, affinity }: Placement) {
  const asked = isRecord(configuration) ? configuration : {};
  const own = listAt(configuration, "tolerations");
  const chosen = asked["affinity"] ?? affinity;
  return {
    metadata: { labels: { "k8s-app": name } },
    spec: {
      priorityClassName: "system-cluster-critical",
      nodeSelector: { "kubernetes.io/os": "linux", ...(isRecord(asked["nodeSelector"]) ? asked["nodeSelector"] : {}) },
      tolerations: own.length > 0 ? own : tolerations,
      ...(chosen === undefined ? {} : { affinity: chosen }),
      containers: [{ name, image: `602401143452.dkr.ecr.us-east-1.amazonaws.com/eks/${name}` }],
    },
  };
}

/** Whether every Deployment of an add-on has its pods; what is missing once the scheduler says that it cannot be. */
export async function degradation(
  client: KubernetesClient,
  objects: readonly KubernetesObject[],
): Promise<string | undefined> {
  const deadline = Date.now() + 120_000;
  for (const { kind, metadata } of objects) {
    if (kind !== "Deployment") continue;
    for (;;) {
      const found = await client.get({ apiVersion: "apps/v1", kind, name: metadata.name, namespace });
      const { spec, status, metadata: now } = found as unknown as DeploymentState;
      if (status?.observedGeneration === now.generation && (status?.availableReplicas ?? 0) >= spec.replicas) break;
      const reason = await unschedulable(client, metadata.name);
      if (reason !== undefined || Date.now() > deadline) {
        return `InsufficientNumberOfReplicas: The add-on is unhealthy because it doesn't have the desired number of replicas. ${metadata.name}: ${reason ?? "not available in time"}`;
      }
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
  return undefined;
}

interface DeploymentState {
  readonly metadata: { readonly generation: number };
  readonly spec: { readonly replicas: number };
  readonly status?: { readonly observedGeneration?: number; readonly availableReplicas?: number };
}

async function unschedulable(client: KubernetesClient, name: string): Promise<string | undefined> {
  const found = await client.list("v1", "Pod", { namespace, labelSelector: `k8s-app=${name}` });
  for (const pod of found) {
    const { conditions = [] } = pod["status"] as { conditions?: { type: string; reason?: string; message?: string }[] };
    const condition = conditions.find(({ type, reason }) => type === "PodScheduled" && reason === "Unschedulable");
    if (condition !== undefined) return condition.message;
  }
  return undefined;
}

/** Takes away everything of every add-on; the nodes are gone already. */
export async function removeAddOnObjects(client: KubernetesClient, name?: string): Promise<void> {
  const wanted = name === undefined ? undefined : addOnObjects(name, undefined).map((object) => object.metadata.name);
  const labelSelector = "bench/owner=eks";
  for (const [apiVersion, kind] of ownedKinds) {
    for (const { metadata } of await client.list(apiVersion, kind, { labelSelector })) {
      if (wanted !== undefined && !wanted.includes(metadata.name)) continue;
      await client.delete({
        apiVersion,
        kind,
        name: metadata.name,
        ...(metadata.namespace === undefined ? {} : { namespace: metadata.namespace }),
      });
    }
  }
}

const ownedKinds = [
  ["apps/v1", "Deployment"],
  ["apps/v1", "DaemonSet"],
  ["storage.k8s.io/v1", "CSIDriver"],
  ["rbac.authorization.k8s.io/v1", "ClusterRoleBinding"],
  ["rbac.authorization.k8s.io/v1", "RoleBinding"],
] as const;
