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
 * Whether nodes use local SSD: where it belongs to the type always, else if the spec asks for it.
 *
 * @param wanted `node.localNvme` of the spec
 */
export function usesLocalSsd(row: MachineType | undefined, wanted: boolean): boolean {
  return row?.localSsdCount !== undefined && (row.localSsdOptional !== true || wanted);
}
