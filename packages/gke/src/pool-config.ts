import { systemPoolName } from "@roadstead/core";
import type { GkeConfig, GkePool } from "./config.js";

/** What the factory says of one pool; "system" is the system pool. */
export function poolConfig({ pools = {}, system = {} }: GkeConfig<string>, pool: string): GkePool {
  if (pool === systemPoolName) return system;
  return (Object.hasOwn(pools, pool) ? pools[pool] : undefined) ?? {};
}

/** Whether a pool's nodes start containers before the image is there. */
export function streamsImages(config: GkeConfig<string>, pool: string): boolean {
  return poolConfig(config, pool).imageStreaming ?? true;
}
