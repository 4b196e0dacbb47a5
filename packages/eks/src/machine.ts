import { awsMachineTypes, type MachineType, type PoolLayout } from "@roadstead/core";

/**
 * The catalog's row of a pool's machine type.
 * @throws {Error} when the layout was not made by this target
 */
export function machineOf(pool: PoolLayout): MachineType {
  const machine = awsMachineTypes.find((type) => type.name === pool.machineType?.name);
  if (machine === undefined) throw new Error(`pools.${pool.name}: no EC2 type ${pool.machineType?.name ?? ""}`);
  return machine;
}

/** Disk space that pods, logs and images share on a node, GiB: the local NVMe where there is any. */
export function ephemeralStorageGib(pool: PoolLayout): number {
  const { localNvmeGib } = machineOf(pool);
  return localNvmeGib > 0 ? localNvmeGib : (pool.diskGib ?? 0);
}
