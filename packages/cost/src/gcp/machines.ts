import type { GraphResource } from "@roadstead/core";
import { gpusOfType } from "../book/machines.js";
import type { CostOwnership } from "../cost-line.js";
import { firstOf, known, orElse, readFlag, readList, readNumber, readText } from "../graph/read-property.js";
import { addNodes } from "../nodes/node-line.js";
import type { Pricing } from "../pricing.js";
import type { Range } from "../range.js";
import { times } from "../range.js";

/** Room of one local SSD. */
export const localSsdGib = 375;

/** Adds machines as an instance or an instance template describes them, with the GPUs that it attaches. */
export function addMachines(
  pricing: Pricing,
  resource: GraphResource,
  holder: GraphResource,
  place: { readonly region: string; readonly count: Range; readonly item: string },
  own: CostOwnership,
): void {
  const { region, count, item } = place;
  const machineType = readText(holder, "machineType");
  if (machineType.state === "unknown") pricing.unknown(resource, "machine type", machineType, own);
  if (machineType.state !== "known") return;
  const model = readText(holder, "scheduling", "provisioningModel");
  const preemptible = readFlag(holder, "scheduling", "preemptible");
  const accelerators = readList(holder, "guestAccelerators");
  pricing.anyUnknown(resource, own, [
    ["whether machines are spot", model],
    ["whether machines are preemptible", preemptible],
    ["attached GPUs", accelerators],
  ]);
  const isSpot = known(model) === "SPOT" || known(preemptible) === true;
  // A type may be given as its URL in a zone.
  const name = machineType.value.split("/").at(-1) ?? machineType.value;
  const accelerator = firstOf(accelerators);
  const attached = gpusOfType("gcp", name) > 0 ? 0 : orElse(readNumber(accelerator, "count"), 0);
  addNodes(
    pricing,
    resource,
    {
      cloud: "gcp",
      region,
      item,
      types: [{ name, ...(machineType.secret === true ? { secret: true } : {}) }],
      capacity: count,
      purchase: isSpot ? "spot" : "on-demand",
      ...(attached > 0 ? { attachedGpus: attached } : {}),
    },
    own,
  );
  if (attached === 0) return;
  const gpu = orElse(readText(accelerator, "type"), "GPU").split("/").at(-1) ?? "GPU";
  const fee = `gcp.gpu.${gpu}${isSpot ? ".spot" : ""}`;
  pricing.fee(resource, { item: `attached ${gpu}`, fee, region, quantity: times(count, attached), unit: "GPU" }, own);
}
