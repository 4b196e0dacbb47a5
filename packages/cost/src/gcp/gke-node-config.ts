import type { GraphResource } from "@roadstead/core";
import { gcpMachineTypes, migInstancesPerGpu } from "@roadstead/core";
import { gpusOfType } from "../book/machines.js";
import type { CostOwnership } from "../cost-line.js";
import type { Step } from "../graph/read-property.js";
import {
  asResource,
  firstOf,
  known,
  orElse,
  read,
  readFlag,
  readList,
  readNumber,
  readText,
  within,
} from "../graph/read-property.js";
import { addDisks } from "../nodes/node-disk.js";
import { addNodes } from "../nodes/node-line.js";
import { localSsdGib } from "./machines.js";
import type { Pricing } from "../pricing.js";
import type { Range } from "../range.js";

/** What GKE takes where a pool says nothing. */
const defaults = { machineType: "e2-medium", diskType: "pd-balanced", diskGib: 100 } as const;

/** Adds machines, attached GPUs and disks of nodes as `nodeConfig` at `steps` describes them. */
export function addGkeNodes(
  pricing: Pricing,
  resource: GraphResource,
  steps: readonly Step[],
  place: { readonly region: string; readonly count: Range; readonly notes: readonly string[] },
  own: CostOwnership,
): void {
  const { region, count } = place;
  if (count.ceiling === 0) return;
  const machineType = readText(resource, ...steps, "machineType");
  const accelerators = readList(resource, ...steps, "guestAccelerators");
  const accelerator = firstOf(accelerators);
  const shares = sharesOf(accelerator);
  const flags = ["spot", "preemptible"].map((key) => readFlag(resource, ...steps, key));
  const unknownFlag = flags.find(({ state }) => state === "unknown");
  if (unknownFlag !== undefined) pricing.unknown(resource, "whether nodes are spot", unknownFlag, own);
  const isSpot = flags.some((flag) => known(flag) === true);
  if (machineType.state === "unknown") {
    pricing.unknown(resource, "machine type", machineType, own);
  } else {
    const name = orElse(machineType, defaults.machineType);
    const isDefault = machineType.state === "absent";
    const attached = attachedGpus(pricing, resource, accelerator, name, own);
    addNodes(
      pricing,
      resource,
      {
        cloud: "gcp",
        region,
        types: [{ name, ...(machineType.state === "known" && machineType.secret ? { secret: true } : {}) }],
        capacity: count,
        purchase: isSpot ? "spot" : "on-demand",
        ...(attached === undefined ? {} : { attachedGpus: attached.gpus }),
        ...(shares === undefined ? {} : { sharesPerGpu: shares }),
        notes: [...place.notes, ...(isDefault ? [`${name} is GKE's default type`] : []), ...flexNotes(resource, steps)],
      },
      own,
    );
    if (attached !== undefined) addAttached(pricing, resource, attached, { region, count, isSpot }, own);
  }
  addNodeDisks(pricing, resource, steps, { region, count }, own);
}

const flexNotes = (resource: GraphResource, steps: readonly Step[]): string[] =>
  known(readFlag(resource, ...steps, "flexStart")) === true
    ? ["flex-start is cheaper than on demand; no list has its price, so this is the price on demand"]
    : [];

interface Attached {
  readonly model: string;
  readonly gpus: number;
}

/** GPUs beside the machine type: those of types that have GPUs are in the type's price. */
function attachedGpus(
  pricing: Pricing,
  resource: GraphResource,
  accelerator: ReturnType<typeof asResource>,
  machineType: string,
  own: CostOwnership,
): Attached | undefined {
  const model = readText(accelerator, "type");
  const count = readNumber(accelerator, "count");
  if (model.state === "absent" && count.state === "absent") return undefined;
  if (gpusOfType("gcp", machineType) > 0) return undefined;
  for (const reading of [model, count]) {
    if (reading.state !== "unknown") continue;
    pricing.unknown(resource, "attached GPUs", `guestAccelerators[0].${reading.path}`, own);
    return undefined;
  }
  return { model: orElse(model, "GPU"), gpus: orElse(count, 1) };
}

function addAttached(
  pricing: Pricing,
  resource: GraphResource,
  { model, gpus }: Attached,
  { region, count, isSpot }: { readonly region: string; readonly count: Range; readonly isSpot: boolean },
  own: CostOwnership,
): void {
  const quantity = { floor: count.floor * gpus, expected: count.expected * gpus, ceiling: count.ceiling * gpus };
  const fee = `gcp.gpu.${model}${isSpot ? ".spot" : ""}`;
  pricing.fee(resource, { item: `attached ${model}`, fee, region, quantity, unit: "GPU" }, own);
}

/** Pods that one GPU serves: MIG instances, and clients that take turns on each. */
function sharesOf(accelerator: ReturnType<typeof asResource>): number | undefined {
  const type = known(readText(accelerator, "type"));
  const profile = known(readText(accelerator, "gpuPartitionSize"));
  const model = gcpMachineTypes.find(({ gkeAccelerator }) => gkeAccelerator === type)?.gpu?.model;
  const instances = profile === undefined || model === undefined ? undefined : migInstancesPerGpu(model, profile);
  const sharing = within(read(accelerator, "gpuSharingConfig"));
  const clients = known(readNumber(sharing, "maxSharedClientsPerGpu"));
  if (instances === undefined && clients === undefined) return undefined;
  return (instances ?? 1) * (clients ?? 1);
}

function addNodeDisks(
  pricing: Pricing,
  resource: GraphResource,
  steps: readonly Step[],
  { region, count }: { readonly region: string; readonly count: Range },
  own: CostOwnership,
): void {
  // What the provider answered of a disk can be older than what the program says by the other name.
  const bootDisk = within(read({ inputs: resource.inputs, outputs: {} }, ...steps, "bootDisk"));
  const [bootSize, bootType] = [readNumber(bootDisk, "sizeGb"), readText(bootDisk, "diskType")];
  const [iops, throughput] = [readNumber(bootDisk, "provisionedIops"), readNumber(bootDisk, "provisionedThroughput")];
  const size = bootSize.state === "absent" ? readNumber(resource, ...steps, "diskSizeGb") : bootSize;
  const type = bootType.state === "absent" ? readText(resource, ...steps, "diskType") : bootType;
  const further = readList(resource, ...steps, "secondaryBootDisks");
  pricing.anyUnknown(
    resource,
    own,
    [size, type, iops, throughput].map((reading) => ["boot disk", reading] as const),
  );
  pricing.anyUnknown(resource, own, [["secondary boot disks", further]]);
  if (orElse(further, []).length > 0) {
    pricing.gap(resource, "unpriced", "secondary boot disks", "their size is that of an image", own);
  }
  if (size.state !== "unknown" && type.state !== "unknown") {
    const sizeGib = orElse(size, defaults.diskGib);
    const notes = size.state === "absent" ? [`${defaults.diskGib} GiB is GKE's default`] : [];
    const draft = { cloud: "gcp", region, item: "boot disks", count, sizeGib, notes } as const;
    const speed = { iops: known(iops), throughputMibps: known(throughput) };
    addDisks(pricing, resource, { ...draft, ...speed, type: orElse(type, defaults.diskType) }, own);
  }
  const localSsds = ["ephemeralStorageLocalSsdConfig", "localNvmeSsdBlockConfig", "ephemeralStorageConfig"]
    .map((key) => known(readNumber(resource, ...steps, key, "localSsdCount")))
    .concat(known(readNumber(resource, ...steps, "localSsdCount")))
    .reduce<number>((sum, disks) => sum + (disks ?? 0), 0);
  if (localSsds > 0 && !hasOwnLocalSsd(orElse(readText(resource, ...steps, "machineType"), ""))) {
    const sizeGib = localSsds * localSsdGib;
    addDisks(pricing, resource, { cloud: "gcp", region, item: "local SSDs", count, sizeGib, type: "local-ssd" }, own);
  }
}

/** Types whose price has their local SSDs in it. */
const hasOwnLocalSsd = (machineType: string): boolean => {
  const row = gcpMachineTypes.find(({ name }) => name === machineType);
  return row === undefined ? /^z3-|-lssd$/.test(machineType) : row.localNvmeGib > 0 && row.localSsdOptional !== true;
};
