import type { GraphResource } from "@roadstead/core";
import { gcpMachineTypes } from "@roadstead/core";
import type { MachineRate } from "../book/price-book.js";
import { asResource, known, readFlag, readList, readNumber, readText } from "../graph/read-property.js";
import { hoursPerMonth } from "../money.js";
import { expectedNodes } from "../nodes/node-count.js";
import type { Pricing } from "../pricing.js";
import { mapRange } from "../range.js";

/** Types that node auto-provisioning takes for pods without GPUs, unless a pod asks for others. */
const cpuSeries = "e2-standard-";

/**
 * What auto-provisioning may add at most: for each GPU that it may have the dearest type with it, for vCPUs beyond those
 * of the GPU machines the series that it takes by itself. The limits are of the whole cluster; nodes of pools count too,
 * so this is never less than what it can add.
 */
export function priceAutoProvisioning(pricing: Pricing, cluster: GraphResource, region: string): void {
  const enabled = readFlag(cluster, "clusterAutoscaling", "enabled");
  const own = { pool: "auto-provisioning" };
  if (enabled.state === "unknown") pricing.unknown(cluster, "auto-provisioning", enabled, own);
  if (known(enabled) !== true) return;
  const limits = readList(cluster, "clusterAutoscaling", "resourceLimits");
  const items = known(limits) ?? [];
  let gpuVcpus = 0;
  let maxVcpus: number | undefined;
  for (const [i, item] of items.entries()) {
    const limit = asResource(item);
    const maximum = readNumber(limit, "maximum");
    const kind = readText(limit, "resourceType");
    const path = `clusterAutoscaling.resourceLimits[${i}]`;
    if (kind.state === "unknown" || maximum.state === "unknown") {
      pricing.unknown(cluster, "limit of auto-provisioning", path, own);
      continue;
    }
    const [name, most] = [known(kind) ?? "", known(maximum)];
    if (name === "memory") continue;
    if (most === undefined) {
      pricing.gap(cluster, "unbounded", `${name} of auto-provisioning`, "it has no maximum", { ...own, path });
    } else if (name === "cpu") {
      maxVcpus = most;
    } else {
      gpuVcpus += addGpus(pricing, cluster, region, name, most);
    }
  }
  if (maxVcpus === undefined) {
    pricing.gap(cluster, "unbounded", "nodes of auto-provisioning", "no limit of resource type cpu", own);
    return;
  }
  addVcpus(pricing, cluster, region, Math.max(0, maxVcpus - gpuVcpus));
}

/** Adds machines for `most` GPUs; returns the fewest vCPUs that they have. */
function addGpus(pricing: Pricing, cluster: GraphResource, region: string, accelerator: string, most: number): number {
  const own = { pool: "auto-provisioning" };
  const names = gcpMachineTypes.filter((row) => row.gkeAccelerator === accelerator && row.gpuAttached !== true);
  const rates = names.flatMap(({ name }) => pricing.book.machine("gcp", region, name) ?? []);
  const perGpu = (rate: MachineRate): number => (rate.onDemand?.usd ?? 0) / rate.gpus;
  const [dearest] = rates
    .filter((rate) => rate.onDemand !== undefined && rate.gpus <= most)
    .sort((a, b) => perGpu(b) - perGpu(a) || (a.type < b.type ? -1 : 1));
  if (dearest?.onDemand === undefined) {
    const reason = "no price of a type with this GPU there";
    pricing.gap(cluster, "unpriced", `${most} x ${accelerator} in ${region}`, reason, own);
    return 0;
  }
  const gpus = expectedNodes(pricing, cluster, { min: 0, max: most }, own);
  const usd = perGpu(dearest) * hoursPerMonth;
  pricing.add(
    cluster,
    {
      item: `auto-provisioned ${accelerator}`,
      quantity: gpus,
      unit: "GPU",
      usdPerMonth: mapRange(gpus, (count) => count * usd),
      gpuHours: mapRange(gpus, (count) => count * hoursPerMonth),
      purchase: "on-demand",
      source: dearest.onDemand.source,
      notes: [`at most, and all of them as ${dearest.type}, the dearest type by GPU`],
    },
    own,
  );
  return Math.min(...names.map(({ vcpu, gpu }) => (vcpu / (gpu?.count ?? 1)) * most));
}

function addVcpus(pricing: Pricing, cluster: GraphResource, region: string, most: number): void {
  const own = { pool: "auto-provisioning" };
  const rates = pricing.book
    .machines("gcp", region)
    .filter((rate) => rate.type.startsWith(cpuSeries) && rate.vcpu !== undefined);
  const perVcpu = Math.max(...rates.map((rate) => (rate.onDemand?.usd ?? 0) / (rate.vcpu ?? 1)), 0);
  const source = rates[0]?.onDemand?.source;
  if (source === undefined) {
    pricing.gap(cluster, "unpriced", `${most} vCPU in ${region}`, `no price of ${cpuSeries} types there`, own);
    return;
  }
  const vcpus = expectedNodes(pricing, cluster, { min: 0, max: most }, own);
  pricing.add(
    cluster,
    {
      item: "auto-provisioned vCPUs",
      quantity: vcpus,
      unit: "vCPU",
      usdPerMonth: mapRange(vcpus, (count) => count * perVcpu * hoursPerMonth),
      purchase: "on-demand",
      source,
      notes: ["at most, as e2-standard types, which auto-provisioning takes by itself"],
    },
    own,
  );
}
