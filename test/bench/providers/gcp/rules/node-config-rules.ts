import type { Properties } from "../../test-provider.js";
import { gcpGpus, gcpMachine } from "../machine-types.js";
import { labelsRule } from "../names.js";
import { at, count, list, text, texts } from "../properties.js";
import type { Rule } from "../rule.js";

const gpuLink = "https://docs.cloud.google.com/kubernetes-engine/docs/how-to/gpus";
const sharingLink = "https://docs.cloud.google.com/kubernetes-engine/docs/concepts/timesharing-gpus";

interface RequestedGpu {
  readonly type: string;
  readonly count: number;
  readonly partitionSize: string | undefined;
  readonly sharing: string | undefined;
  readonly sharedClients: number | undefined;
}

/** The GPUs that a node is asked to have. */
export function requestedGpu(inputs: Properties): RequestedGpu | undefined {
  const [accelerator] = list(inputs, "nodeConfig.guestAccelerators");
  const type = text(accelerator, "type");
  const gpus = count(accelerator, "count");
  if (type === undefined || gpus === undefined || gpus === 0) return undefined;
  return {
    type,
    count: gpus,
    partitionSize: text(accelerator, "gpuPartitionSize"),
    sharing: text(accelerator, "gpuSharingConfig.gpuSharingStrategy"),
    sharedClients: count(accelerator, "gpuSharingConfig.maxSharedClientsPerGpu"),
  };
}

/** The default of GKE: https://docs.cloud.google.com/kubernetes-engine/docs/concepts/node-pools */
export function machineTypeName(inputs: Properties): string {
  return text(inputs, "nodeConfig.machineType") ?? "e2-medium";
}

function gpuRule(link: string, refuses: (gpu: RequestedGpu, inputs: Properties) => string | undefined): Rule {
  return {
    link,
    refuses: (inputs) => {
      const gpu = requestedGpu(inputs);
      return gpu === undefined ? undefined : refuses(gpu, inputs);
    },
  };
}

/** What the machines of a node pool, or of a cluster's first pool, must be. */
export const nodeConfigRules: readonly Rule[] = [
  {
    link: "https://docs.cloud.google.com/compute/docs/machine-resource",
    refuses: (inputs) => {
      const name = text(inputs, "nodeConfig.machineType");
      return name === undefined || gcpMachine(name) !== undefined ? undefined : `machine type "${name}" is not known`;
    },
  },
  gpuRule(gpuLink, ({ type }) => (gcpGpus[type] === undefined ? `accelerator type "${type}" is not known` : undefined)),
  gpuRule("https://docs.cloud.google.com/compute/docs/gpus", (gpu, inputs) =>
    machineFailure(gpu, machineTypeName(inputs)),
  ),
  {
    link: gpuLink,
    refuses: (inputs) => {
      const name = machineTypeName(inputs);
      const machine = gcpMachine(name);
      return machine?.gpus !== undefined && requestedGpu(inputs) === undefined
        ? `${name} has ${machine.gpus.count} ${machine.gpus.type}, which guestAccelerators must say`
        : undefined;
    },
  },
  gpuRule("https://docs.cloud.google.com/kubernetes-engine/docs/how-to/gpus-multi", ({ type, partitionSize }) => {
    const sizes = Object.keys(gcpGpus[type]?.partitions ?? {});
    if (partitionSize === undefined || partitionSize === "" || sizes.includes(partitionSize)) return undefined;
    return `gpuPartitionSize "${partitionSize}" is not one of ${type}: ${sizes.join(", ") || "it has none"}`;
  }),
  gpuRule(sharingLink, ({ sharing, sharedClients }) => {
    if (sharing === undefined && sharedClients === undefined) return undefined;
    if (sharing === undefined) return "maxSharedClientsPerGpu needs a gpuSharingStrategy";
    if (sharedClients === undefined) return "gpuSharingStrategy needs maxSharedClientsPerGpu";
    return sharedClients >= 2 && sharedClients <= 48 ? undefined : "maxSharedClientsPerGpu must be 2 to 48";
  }),
  gpuRule("https://docs.cloud.google.com/kubernetes-engine/docs/how-to/nvidia-mps-gpus", ({ sharing, partitionSize }) =>
    // Time-sharing on top of partitions works, MPS does not.
    sharing === "MPS" && partitionSize !== undefined && partitionSize !== ""
      ? "MPS cannot be used on partitions of a GPU"
      : undefined,
  ),
  {
    link: "https://docs.cloud.google.com/kubernetes-engine/docs/concepts/spot-vms",
    refuses: (inputs) =>
      at(inputs, "nodeConfig.spot") === true && at(inputs, "nodeConfig.preemptible") === true
        ? "spot and preemptible cannot be used together"
        : undefined,
  },
  {
    link: "https://docs.cloud.google.com/kubernetes-engine/docs/how-to/consuming-reservations",
    refuses: (inputs) => {
      const type = text(inputs, "nodeConfig.reservationAffinity.consumeReservationType");
      if (type === "SPECIFIC_RESERVATION") {
        return texts(inputs, "nodeConfig.reservationAffinity.values").length === 0
          ? "SPECIFIC_RESERVATION needs key and values"
          : undefined;
      }
      return type !== undefined && type !== "NO_RESERVATION" && at(inputs, "nodeConfig.spot") === true
        ? "Spot VMs consume no reservation"
        : undefined;
    },
  },
  {
    link: "https://docs.cloud.google.com/compute/docs/disks/local-ssd#choose_number_local_ssds",
    refuses: (inputs) => {
      const ssds = count(inputs, "nodeConfig.ephemeralStorageLocalSsdConfig.localSsdCount");
      const name = machineTypeName(inputs);
      const counts = gcpMachine(name)?.localSsdCounts;
      return ssds === undefined || ssds === 0 || counts === undefined || counts.includes(ssds)
        ? undefined
        : `${name} takes ${counts.join(", ")} local SSDs, not ${ssds}`;
    },
  },
  {
    link: "https://docs.cloud.google.com/kubernetes-engine/docs/how-to/image-streaming#requirements",
    refuses: (inputs) =>
      at(inputs, "nodeConfig.gcfsConfig.enabled") === true &&
      text(inputs, "nodeConfig.imageType")?.startsWith("COS") === false
        ? "image streaming needs the image type COS_CONTAINERD"
        : undefined,
  },
  {
    link: "https://docs.cloud.google.com/kubernetes-engine/docs/how-to/node-taints",
    refuses: (inputs) => {
      const keys = list(inputs, "nodeConfig.taints").map(
        (taint) => `${text(taint, "key") ?? ""} ${text(taint, "effect") ?? ""}`,
      );
      const twice = keys.find((key, index) => keys.indexOf(key) !== index);
      return twice === undefined ? undefined : `two taints are "${twice}"`;
    },
  },
  {
    link: "https://docs.cloud.google.com/kubernetes-engine/docs/how-to/creating-managing-labels",
    refuses: (inputs) => {
      const labels = at(inputs, "nodeConfig.labels");
      const keys = typeof labels === "object" && labels !== null && !Array.isArray(labels) ? Object.keys(labels) : [];
      const reserved = keys.find((key) => /^([a-z0-9-]+\.)*(kubernetes|k8s)\.io\//.test(key));
      return reserved === undefined
        ? undefined
        : `the label "${reserved}" has a prefix that is reserved for Kubernetes`;
    },
  },
  labelsRule("nodeConfig.resourceLabels"),
];

function machineFailure(gpu: RequestedGpu, name: string): string | undefined {
  const machine = gcpMachine(name);
  if (machine === undefined) return undefined;
  if (machine.gpus !== undefined) {
    const { type, count: gpus } = machine.gpus;
    return type === gpu.type && gpus === gpu.count
      ? undefined
      : `${name} has ${gpus} ${type}, not ${gpu.count} ${gpu.type}`;
  }
  const attachable = gcpGpus[gpu.type]?.attachable;
  if (attachable === undefined) return `${gpu.type} cannot be attached to ${name}`;
  if (!name.startsWith("n1-")) return `${gpu.type} can be attached to N1 machines only, not to ${name}`;
  const mostVcpu = attachable[gpu.count];
  if (mostVcpu === undefined)
    return `${gpu.count} ${gpu.type} cannot be attached: ${Object.keys(attachable).join(", ")}`;
  return machine.vcpu <= mostVcpu ? undefined : `${name} has too many vCPUs for ${gpu.count} ${gpu.type}`;
}
