import { Buffer } from "node:buffer";
import type { GraphResource, JsonValue } from "@roadstead/core";
import { parse } from "yaml";
import { type ClusterPlan, plainInputs } from "./cluster-plan.js";
import { fits, type NodeTaint, type SchedulerNode, type SchedulerPod } from "./scheduler.js";
import { physicalGpus } from "./standard-spec.js";

/**
 * A node as it would come up: from what the cloud (or the API server) was told, and never from the layout. What
 * clouds add themselves is from their own documentation.
 */
export interface CloudNode extends SchedulerNode {
  readonly pool: string;
  /** Physical GPUs. */
  readonly devices: number;
}

/** One node of each group of each pool. */
export function nodesOf(plan: ClusterPlan): readonly CloudNode[] {
  return [
    ...plan.ofType("aws:eks/nodeGroup:NodeGroup").map((group) => eksNode(plan, group)),
    ...plan.ofType("gcp:container/nodePool:NodePool").map(gkeNode),
    ...plan.ofType("kubernetes:core/v1:NodePatch").map((patch) => ownedNode(plan, patch)),
  ];
}

/** Pod specs of a kind of workload, with the workload's name. */
export function podsOf(
  plan: ClusterPlan,
  kind: "DaemonSet" | "Deployment",
): readonly { readonly name: string; readonly resource: GraphResource; readonly pod: RunningPod }[] {
  return plan.ofType(`kubernetes:apps/v1:${kind}`).map((resource) => {
    const inputs = plainInputs(resource) as unknown as {
      readonly spec: { readonly template: { readonly spec: RunningPod } };
    };
    return { name: resource.name, resource, pod: inputs.spec.template.spec };
  });
}

/** What else of a pod spec the contract reads. */
export interface RunningPod extends SchedulerPod {
  readonly imagePullSecrets?: readonly { readonly name: string }[];
  readonly runtimeClassName?: string;
  readonly containers: readonly (SchedulerPod["containers"][number] & { readonly image: string })[];
  readonly initContainers?: readonly { readonly image: string }[];
}

const kubeletLabels = { "kubernetes.io/os": "linux", "kubernetes.io/hostname": "node" };

// Counts of https://aws.amazon.com/ec2/instance-types/, for the types that fit the standard spec.
const gpusOfInstance: Readonly<Record<string, number>> = { "g6.xlarge": 1, "g4dn.xlarge": 1, "p4d.24xlarge": 8 };

const effects: Readonly<Record<string, string>> = {
  NO_SCHEDULE: "NoSchedule",
  PREFER_NO_SCHEDULE: "PreferNoSchedule",
  NO_EXECUTE: "NoExecute",
};

interface NodeGroupInputs {
  readonly nodeGroupName: string;
  readonly instanceTypes: readonly string[];
  readonly amiType: string;
  readonly capacityType: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly taints: readonly NodeTaint[];
}

function eksNode(plan: ClusterPlan, group: GraphResource): CloudNode {
  const inputs = plainInputs(group) as unknown as NodeGroupInputs;
  const node = {
    name: group.name,
    pool: inputs.labels["roadstead.dev/pool"] ?? "",
    labels: {
      ...kubeletLabels,
      "eks.amazonaws.com/nodegroup": inputs.nodeGroupName,
      "eks.amazonaws.com/capacityType": inputs.capacityType,
      "node.kubernetes.io/instance-type": inputs.instanceTypes[0] ?? "",
      ...inputs.labels,
    },
    taints: inputs.taints.map((taint) => ({ ...taint, effect: effects[taint.effect] ?? taint.effect })),
    // Without the NVIDIA image there is no driver, and a GPU is a piece of metal.
    devices: inputs.amiType.endsWith("_NVIDIA") ? (gpusOfInstance[inputs.instanceTypes[0] ?? ""] ?? NaN) : 0,
    gpus: Infinity,
  };
  const template = plan
    .ofType("aws:ec2/launchTemplate:LaunchTemplate")
    .find(({ urn }) => group.propertyDependencies["launchTemplate"]?.includes(urn));
  const userData = template?.inputs["userData"];
  const script = typeof userData === "string" ? Buffer.from(userData, "base64").toString("utf8") : "";
  // `nvidia-smi mig -cgi a,a,a -C` cuts each GPU into as many instances as it names.
  const partitions = / -cgi (\S+) -C/.exec(script)?.[1]?.split(",").length ?? 1;
  return { ...node, gpus: advertisedByPlugin(plan, node, partitions) };
}

interface NodePoolInputs {
  readonly name: string;
  readonly nodeConfig: {
    readonly machineType: string;
    readonly labels: Readonly<Record<string, string>>;
    readonly taints: readonly NodeTaint[];
    readonly guestAccelerators?: readonly {
      readonly type: string;
      readonly count: number;
      readonly gpuDriverInstallationConfig?: { readonly gpuDriverVersion: string };
      readonly gpuPartitionSize?: string;
      readonly gpuSharingConfig?: { readonly gpuSharingStrategy: string; readonly maxSharedClientsPerGpu: number };
    }[];
  };
}

// https://cloud.google.com/kubernetes-engine/docs/how-to/gpus-multi
const instancesOfPartition: Readonly<Record<string, number>> = {
  "1g.5gb": 7,
  "2g.10gb": 3,
  "3g.20gb": 2,
  "7g.40gb": 1,
};

/** GKE adds its labels, puts the driver on the node and advertises the GPUs itself. */
function gkeNode(group: GraphResource): CloudNode {
  const { name, nodeConfig } = plainInputs(group) as unknown as NodePoolInputs;
  const [gpu] = nodeConfig.guestAccelerators ?? [];
  const partitions = gpu?.gpuPartitionSize === undefined ? 1 : (instancesOfPartition[gpu.gpuPartitionSize] ?? NaN);
  const hasDriver = ["DEFAULT", "LATEST"].includes(gpu?.gpuDriverInstallationConfig?.gpuDriverVersion ?? "");
  return {
    name: group.name,
    pool: nodeConfig.labels["roadstead.dev/pool"] ?? "",
    labels: {
      ...kubeletLabels,
      "cloud.google.com/gke-nodepool": name,
      "node.kubernetes.io/instance-type": nodeConfig.machineType,
      ...(gpu === undefined ? {} : gkeGpuLabels(gpu)),
      ...nodeConfig.labels,
    },
    taints: nodeConfig.taints.map((taint) => ({ ...taint, effect: effects[taint.effect] ?? taint.effect })),
    devices: gpu?.count ?? 0,
    gpus:
      gpu === undefined || !hasDriver
        ? 0
        : gpu.count * partitions * (gpu.gpuSharingConfig?.maxSharedClientsPerGpu ?? 1),
  };
}

function gkeGpuLabels(
  gpu: NonNullable<NodePoolInputs["nodeConfig"]["guestAccelerators"]>[number],
): Readonly<Record<string, string>> {
  const prefix = "cloud.google.com/";
  const sharing = gpu.gpuSharingConfig;
  return {
    [`${prefix}gke-accelerator`]: gpu.type,
    [`${prefix}gke-accelerator-count`]: String(gpu.count),
    ...(gpu.gpuPartitionSize === undefined ? {} : { [`${prefix}gke-gpu-partition-size`]: gpu.gpuPartitionSize }),
    ...(sharing === undefined
      ? {}
      : {
          [`${prefix}gke-gpu-sharing-strategy`]: sharing.gpuSharingStrategy.toLowerCase().replace("_", "-"),
          [`${prefix}gke-max-shared-clients-per-gpu`]: String(sharing.maxSharedClientsPerGpu),
        }),
  };
}

/**
 * A node that the user prepared as the plan's notes say: with the taints that `up` verifies, the driver, and GPUs
 * cut into seven where the pool has MIG.
 */
function ownedNode(plan: ClusterPlan, patch: GraphResource): CloudNode {
  const { metadata } = plainInputs(patch) as unknown as {
    readonly metadata: { readonly name: string; readonly labels: Readonly<Record<string, string>> };
  };
  const pool = metadata.labels["roadstead.dev/pool"] ?? "";
  const node = {
    name: patch.name,
    pool,
    labels: { ...kubeletLabels, "kubernetes.io/hostname": metadata.name, ...metadata.labels },
    taints: plan.summary.pools.find(({ name }) => name === pool)?.taints ?? [],
    devices: physicalGpus[pool] ?? 0,
    gpus: Infinity,
  };
  const mig = metadata.labels["roadstead.dev/sharing"] === "mig";
  return { ...node, gpus: advertisedByPlugin(plan, node, mig ? 7 : 1) };
}

/** What the device plugins that would run on this node advertise, by the config file that each of them reads. */
function advertisedByPlugin(plan: ClusterPlan, node: Omit<CloudNode, "gpus"> & { gpus: number }, partitions: number) {
  const plugins = pluginsOn(plan, node);
  const shares = plugins.map((config) => config.sharing?.timeSlicing?.resources[0]?.replicas ?? 1);
  return shares.reduce((sum, replicas) => sum + node.devices * partitions * replicas, 0);
}

interface PluginConfig {
  readonly sharing?: { readonly timeSlicing?: { readonly resources: readonly { readonly replicas: number }[] } };
}

/** Configs of the device plugins that would run on this node. */
export function pluginsOn(plan: ClusterPlan, node: SchedulerNode): readonly PluginConfig[] {
  return podsOf(plan, "DaemonSet")
    .filter(({ pod }) => pod.containers.some(({ image }) => image.includes("k8s-device-plugin")) && fits(pod, node))
    .map(({ pod }) => {
      const { volumes } = pod as unknown as { readonly volumes: readonly ConfigVolume[] };
      const config = volumes.find((volume) => volume.configMap !== undefined)?.configMap;
      const data = configMaps(plan)[config?.name ?? ""] ?? {};
      return parse(data[config?.items[0]?.key ?? ""] ?? "") as PluginConfig;
    });
}

interface ConfigVolume {
  readonly configMap?: { readonly name: string; readonly items: readonly { readonly key: string }[] };
}

function configMaps(plan: ClusterPlan): Readonly<Record<string, Readonly<Record<string, string>>>> {
  return Object.fromEntries(
    plan.ofType("kubernetes:core/v1:ConfigMap").map((resource) => {
      const { metadata, data } = plainInputs(resource) as Record<string, Record<string, JsonValue>>;
      return [String(metadata?.["name"]), data as Record<string, string>];
    }),
  );
}
