import type { MachineType } from "../catalog/machine-type.js";
import type { MachineChoice } from "./cluster-layout.js";
import { defined } from "./defined.js";
import type { PoolRequest } from "./pool-request.js";

/** What the layout says of a machine type of the catalog. */
export function machineChoice({ name, vcpu, memoryGib, price }: MachineType): MachineChoice {
  if (price === undefined) return { name, vcpu, memoryGib };
  const { onDemandUsdPerHour, spotUsdPerHour, region, readOn } = price;
  return { name, vcpu, memoryGib, price: { ...defined({ onDemandUsdPerHour, spotUsdPerHour }), region, readOn } };
}

/** Local NVMe that a pool's nodes use, GiB. Optional disks are there only where they are asked for; others come with the machine. */
export function localNvmeGib(machine: MachineType, request: PoolRequest): number | undefined {
  const used = machine.localSsdOptional !== true || request.node.localNvme === true;
  return used && machine.localNvmeGib > 0 ? machine.localNvmeGib : undefined;
}
