import { type AcceleratorLayout, gcpMachineTypes, type MachineType } from "@roadstead/core";

/** What tells catalog rows apart: N1 types have one row for each GPU that can be attached. */
interface Machine {
  readonly machineType?: { readonly name: string };
  readonly accelerator?: Pick<AcceleratorLayout, "model" | "gpusPerNode">;
}

/** The catalog row of a pool's machine type. */
export function machineTypeOf({ machineType, accelerator }: Machine): MachineType | undefined {
  return gcpMachineTypes.find(
    (row) =>
      row.name === machineType?.name &&
      row.gpu?.model === accelerator?.model &&
      row.gpu?.count === accelerator?.gpusPerNode,
  );
}

/**
 * Local SSD that the nodes use: all that belongs to the type, else what the spec asks for.
 *
 * @param wanted `node.localNvme` of the spec
 */
export function localSsd(
  row: MachineType | undefined,
  wanted: boolean,
): { readonly count: number; readonly gib: number } {
  if (row?.localSsdCount === undefined || (row.localSsdOptional === true && !wanted)) return { count: 0, gib: 0 };
  return { count: row.localSsdCount, gib: row.localNvmeGib };
}
