import { systemPoolName } from "@roadstead/core";
import type { EksConfig, PoolOverride } from "./config.js";

/** What the factory says of pools, the system pool among them. */
export function poolOverrides(config: EksConfig<string>): Readonly<Record<string, PoolOverride>> {
  const pools: Readonly<Record<string, PoolOverride | undefined>> = config.pools ?? {};
  const system = config.existing === undefined ? config.system : undefined;
  const named = Object.entries({ ...pools, ...(system === undefined ? {} : { [systemPoolName]: system }) });
  return Object.fromEntries(named.filter((entry): entry is [string, PoolOverride] => entry[1] !== undefined));
}

/** Machine types that the factory names, by pool. */
export function machineTypes(config: EksConfig<string>): Readonly<Record<string, string>> {
  const named = Object.entries(poolOverrides(config)).flatMap(([pool, { machineType }]) =>
    machineType === undefined ? [] : [[pool, machineType] as const],
  );
  return Object.fromEntries(named);
}
