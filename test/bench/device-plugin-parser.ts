import { execFileSync } from "node:child_process";
import { tool } from "./tools.js";

/** What NVIDIA's device plugin understands of one config file. */
export type ParsedDevicePluginConfig = { readonly error: string } | (DevicePluginMeaning & { readonly error?: never });

export interface DevicePluginMeaning {
  readonly sharingStrategy: "none" | "time-slicing" | "mps";
  /** Wishes of the config that the plugin does not follow. */
  readonly warnings?: readonly string[];
  readonly config: {
    readonly version: string;
    readonly flags: {
      readonly migStrategy: "none" | "single" | "mixed" | null;
      readonly failOnInitError: boolean | null;
      readonly deviceDiscoveryStrategy: string | null;
      readonly plugin?: {
        readonly deviceListStrategy: readonly string[] | null;
        readonly deviceIDStrategy: string | null;
      };
    };
    readonly sharing: { readonly timeSlicing: ReplicatedResources; readonly mps?: ReplicatedResources };
  };
}

/** Absent fields are false. */
export interface ReplicatedResources {
  readonly renameByDefault?: true;
  readonly failRequestsGreaterThanOne?: true;
  readonly resources?: readonly {
    readonly name: string;
    readonly rename?: string;
    readonly devices: "all" | number | readonly string[];
    readonly replicas: number;
  }[];
}

/** Asks NVIDIA's own parser, in one process for all of them. */
export function parseDevicePluginConfigs(texts: readonly string[]): readonly ParsedDevicePluginConfig[] {
  const answer = execFileSync(tool("device-plugin-config"), { input: JSON.stringify(texts), encoding: "utf8" });
  return JSON.parse(answer) as readonly ParsedDevicePluginConfig[];
}
