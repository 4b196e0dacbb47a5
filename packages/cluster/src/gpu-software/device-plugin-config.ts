import { gpuResourceName, type PoolLayout, SpecError } from "@roadstead/core";
import { stringify } from "yaml";

/**
 * Configuration of NVIDIA's device plugin, `version: v1`: only the fields that are set here, all of which plugin
 * 0.19.3 and the shipped image know.
 */
export interface DevicePluginConfig {
  readonly version: "v1";
  readonly flags: {
    readonly migStrategy: "none" | "single";
    /** A node whose GPUs cannot be reached restarts the plugin, where it shows, rather than advertise nothing. */
    readonly failOnInitError: true;
    /** Not `auto`, which gives up silently where it does not find the driver library. */
    readonly deviceDiscoveryStrategy: "nvml";
    readonly plugin: { readonly deviceListStrategy: "envvar"; readonly deviceIDStrategy: "uuid" };
  };
  /** Absent where pods do not share: `replicas: 1` is an error. */
  readonly sharing?: {
    readonly timeSlicing: {
      /** Keeps the resource name the same on every target. */
      readonly renameByDefault: false;
      /** A second share gives a pod nothing more, so asking for it is refused. */
      readonly failRequestsGreaterThanOne: true;
      readonly resources: readonly { readonly name: string; readonly replicas: number }[];
    };
  };
}

/**
 * The plugin's configuration for one pool.
 * @throws {SpecError} for a pool without GPUs, or with MPS, which needs a control daemon that is not yet here
 */
export function devicePluginConfig(pool: PoolLayout): DevicePluginConfig {
  const sharing = pool.accelerator?.sharing;
  switch (sharing?.mode) {
    case "exclusive":
      return unshared("none");
    case "mig":
      return unshared("single");
    case "time-slicing":
      return {
        ...unshared("none"),
        sharing: {
          timeSlicing: {
            renameByDefault: false,
            failRequestsGreaterThanOne: true,
            resources: [{ name: gpuResourceName, replicas: sharing.replicas ?? sharing.sharesPerGpu }],
          },
        },
      };
    case "mps":
    case undefined:
      throw new SpecError([
        {
          rule: "cluster/device-plugin-sharing",
          path: `pools.${pool.name}.accelerator.sharing.mode`,
          message: "has no device plugin configuration yet",
          got: JSON.stringify(sharing?.mode ?? null),
          allowed: ["exclusive", "time-slicing", "mig"],
        },
      ]);
  }
}

/** The configuration as the YAML document that the plugin reads. */
export function devicePluginConfigText(pool: PoolLayout): string {
  return stringify(devicePluginConfig(pool));
}

function unshared(migStrategy: "none" | "single"): DevicePluginConfig {
  return {
    version: "v1",
    flags: {
      migStrategy,
      failOnInitError: true,
      deviceDiscoveryStrategy: "nvml",
      plugin: { deviceListStrategy: "envvar", deviceIDStrategy: "uuid" },
    },
  };
}
