import type { FakeNode, NodeDisk } from "../../nodes/index.js";
import type { Properties } from "../test-provider.js";
import { gcpGpus, gcpMachine } from "./machine-types.js";
import { nodeDisk } from "./node-disk.js";
import { at, count, list, stringMap, text } from "./properties.js";
import { machineTypeName, requestedGpu } from "./rules/node-config-rules.js";

/** What every node of a pool in a zone is: all of it from what Google Cloud was sent. */
export type NodeTemplate = Omit<FakeNode, "name" | "providerId"> & { readonly disk: NodeDisk };

interface Taint {
  readonly key: string;
  readonly value?: string;
  readonly effect: string;
}

const effects: Readonly<Record<string, string>> = {
  NO_SCHEDULE: "NoSchedule",
  PREFER_NO_SCHEDULE: "PreferNoSchedule",
  NO_EXECUTE: "NoExecute",
};

/**
 * @param beside whether the cluster has a pool without GPUs, which GKE's own taint of GPU nodes depends on
 */
export function nodeTemplate(pool: string, inputs: Properties, zone: string, beside: boolean): NodeTemplate {
  const machineType = machineTypeName(inputs);
  const machine = gcpMachine(machineType);
  if (machine === undefined) throw new Error(`machine type "${machineType}" is not known`);
  const gpu = requestedGpu(inputs);
  const partitions = gpu?.partitionSize === undefined ? 1 : (gcpGpus[gpu.type]?.partitions[gpu.partitionSize] ?? 0);
  return {
    zone,
    labels: {
      ...stringMap(inputs, "nodeConfig.labels"),
      ...googleLabels(pool, inputs, machineType, zone),
      "kubernetes.io/arch": machine.architecture,
      "beta.kubernetes.io/arch": machine.architecture,
    },
    taints: taints(inputs, machine.architecture, beside),
    hardware: {
      vcpu: machine.vcpu,
      memoryMib: machine.memoryMib,
      ...(gpu === undefined
        ? {}
        : {
            gpus: {
              count: gpu.count,
              product: gcpGpus[gpu.type]?.product ?? gpu.type,
              memoryMib: gcpGpus[gpu.type]?.memoryMib ?? 0,
              ...(gpu.partitionSize === undefined
                ? {}
                : { migProfile: gpu.partitionSize, migDevicesPerGpu: partitions }),
            },
          }),
    },
    // GKE's managed device plugin counts partitions, and each of them once for every client that may share it.
    ...(gpu === undefined || !hasManagedPlugin(inputs)
      ? {}
      : { advertisedGpus: gpu.count * partitions * (gpu.sharedClients ?? 1) }),
    disk: nodeDisk(inputs, machine.localSsdGib),
    maxPods: count(inputs, "maxPodsPerNode") ?? 110,
  };
}

/** https://docs.cloud.google.com/kubernetes-engine/docs/how-to/gpus#nvidia-device-plugin */
function hasManagedPlugin(inputs: Properties): boolean {
  return stringMap(inputs, "nodeConfig.labels")["gke-no-default-nvidia-gpu-device-plugin"] !== "true";
}

/** Labels that GKE gives each node, whatever the user's say. */
function googleLabels(pool: string, inputs: Properties, machineType: string, zone: string): Record<string, string> {
  const gke = "cloud.google.com/gke-";
  const spot = at(inputs, "nodeConfig.spot") === true;
  const region = zone.replace(/-[a-z]$/, "");
  const [family = ""] = machineType.split("-");
  return {
    [`${gke}nodepool`]: pool,
    [`${gke}os-distribution`]: "cos",
    [`${gke}container-runtime`]: "containerd",
    [`${gke}provisioning`]: spot ? "spot" : "standard",
    ...(spot ? { [`${gke}spot`]: "true" } : {}),
    ...(at(inputs, "nodeConfig.flexStart") === true ? { [`${gke}flex-start`]: "true" } : {}),
    ...(at(inputs, "queuedProvisioning.enabled") === true ? { [`${gke}queued`]: "true" } : {}),
    ...(text(inputs, "nodeConfig.workloadMetadataConfig.mode") === "GKE_METADATA"
      ? { "iam.gke.io/gke-metadata-server-enabled": "true" }
      : {}),
    ...gpuLabels(inputs),
    "cloud.google.com/machine-family": family,
    "node.kubernetes.io/instance-type": machineType,
    "beta.kubernetes.io/instance-type": machineType,
    "kubernetes.io/os": "linux",
    "beta.kubernetes.io/os": "linux",
    "topology.kubernetes.io/region": region,
    "topology.kubernetes.io/zone": zone,
    "topology.gke.io/zone": zone,
  };
}

/** https://docs.cloud.google.com/kubernetes-engine/docs/how-to/gpus */
function gpuLabels(inputs: Properties): Record<string, string> {
  const gpu = requestedGpu(inputs);
  if (gpu === undefined) return {};
  const gke = "cloud.google.com/gke-";
  const [accelerator] = list(inputs, "nodeConfig.guestAccelerators");
  const driver = text(accelerator, "gpuDriverInstallationConfig.gpuDriverVersion");
  return {
    [`${gke}accelerator`]: gpu.type,
    [`${gke}accelerator-count`]: String(gpu.count),
    ...(driver === undefined || driver === "INSTALLATION_DISABLED"
      ? {}
      : { [`${gke}gpu-driver-version`]: driver.toLowerCase() }),
    ...(gpu.partitionSize === undefined ? {} : { [`${gke}gpu-partition-size`]: gpu.partitionSize }),
    ...(gpu.sharing === undefined
      ? {}
      : {
          [`${gke}gpu-sharing-strategy`]: gpu.sharing === "MPS" ? "mps" : "time-sharing",
          [`${gke}max-shared-clients-per-gpu`]: String(gpu.sharedClients),
        }),
  };
}

function taints(inputs: Properties, architecture: string, beside: boolean): Taint[] {
  const given = list(inputs, "nodeConfig.taints").map((taint) => ({
    key: text(taint, "key") ?? "",
    ...(text(taint, "value") === undefined ? {} : { value: text(taint, "value") ?? "" }),
    effect: effects[text(taint, "effect") ?? ""] ?? "",
  }));
  const armTaint = text(inputs, "nodeConfig.taintConfig.architectureTaintBehavior") !== "NONE";
  const own: Taint[] = [
    // https://docs.cloud.google.com/kubernetes-engine/docs/how-to/gpus#create-gpu-pool-auto-drivers
    ...(requestedGpu(inputs) !== undefined && beside
      ? [{ key: "nvidia.com/gpu", value: "present", effect: "NoSchedule" }]
      : []),
    // https://docs.cloud.google.com/kubernetes-engine/docs/how-to/prepare-arm-workloads-for-deployment
    ...(architecture === "arm64" && armTaint
      ? [{ key: "kubernetes.io/arch", value: "arm64", effect: "NoSchedule" }]
      : []),
    // https://docs.cloud.google.com/kubernetes-engine/docs/how-to/sandbox-pods
    ...(at(inputs, "nodeConfig.sandboxConfig") === undefined
      ? []
      : [{ key: "sandbox.gke.io/runtime", value: "gvisor", effect: "NoSchedule" }]),
    // https://docs.cloud.google.com/kubernetes-engine/docs/how-to/provisioningrequest
    ...(at(inputs, "queuedProvisioning.enabled") === true
      ? [{ key: "cloud.google.com/gke-queued", value: "true", effect: "NoSchedule" }]
      : []),
  ];
  const isGiven = ({ key, effect }: Taint) => given.some((taint) => taint.key === key && taint.effect === effect);
  return [...given, ...own.filter((taint) => !isGiven(taint))];
}
