import type { GpuModel } from "./gpu.js";

/*
 * MIG profiles and how many of each one GPU holds when it is cut into that profile alone.
 *
 * The key is the model and the profile together: "1g.10gb" is 4 on an A100 40GB and 7 on an A100 80GB, and
 * "1g.35gb" is 4 on an H200 and 7 on a GB300. "+me" is the instance with the media engines: one per GPU.
 *
 * Sources: the mig-parted configuration that NVIDIA's GPU Operator ships
 * (https://github.com/NVIDIA/gpu-operator/blob/main/assets/state-mig-manager/0400_configmap.yaml), and for the
 * two RTX PRO models https://docs.nvidia.com/datacenter/tesla/mig-user-guide/supported-mig-profiles.html
 */
const ampere40 = {
  "1g.5gb": 7,
  "1g.5gb+me": 1,
  "1g.10gb": 4,
  "2g.10gb": 3,
  "3g.20gb": 2,
  "4g.20gb": 1,
  "7g.40gb": 1,
} as const;

const eightyGb = {
  "1g.10gb": 7,
  "1g.10gb+me": 1,
  "1g.20gb": 4,
  "2g.20gb": 3,
  "3g.40gb": 2,
  "4g.40gb": 1,
  "7g.80gb": 1,
} as const;

const hopper96 = {
  "1g.12gb": 7,
  "1g.12gb+me": 1,
  "1g.24gb": 4,
  "2g.24gb": 3,
  "3g.48gb": 2,
  "4g.48gb": 1,
  "7g.96gb": 1,
} as const;

/** Instances per GPU, by model and profile. A model that is absent has no MIG, or no published profiles. */
export const migProfiles = {
  a30: {
    "1g.6gb": 4,
    "1g.6gb+me": 1,
    "2g.12gb": 2,
    "2g.12gb+me": 1,
    "4g.24gb": 1,
  },
  "a100-40": ampere40,
  "a100-80": eightyGb,
  "a800-40": ampere40,
  "a800-80": eightyGb,
  "h100-80": eightyGb,
  "h800-80": eightyGb,
  "h100-94": {
    "1g.12gb": 7,
    "1g.12gb+me": 1,
    "1g.24gb": 4,
    "2g.24gb": 3,
    "3g.47gb": 2,
    "4g.47gb": 1,
    "7g.94gb": 1,
  },
  "h100-96": hopper96,
  "gh200-96": hopper96,
  "gh200-144": {
    "1g.18gb": 7,
    "1g.18gb+me": 1,
    "1g.36gb": 4,
    "2g.36gb": 3,
    "3g.72gb": 2,
    "4g.72gb": 1,
    "7g.144gb": 1,
  },
  "h200-141": {
    "1g.18gb": 7,
    "1g.18gb+me": 1,
    "1g.35gb": 4,
    "2g.35gb": 3,
    "3g.71gb": 2,
    "4g.71gb": 1,
    "7g.141gb": 1,
  },
  b200: {
    "1g.23gb": 7,
    "1g.23gb+me": 1,
    "1g.45gb": 4,
    "2g.45gb": 3,
    "3g.90gb": 2,
    "4g.90gb": 1,
    "7g.180gb": 1,
  },
  // Boards with 186 GB. Those with 189 GB name their larger profiles 3g.95gb, 4g.95gb and 7g.189gb.
  gb200: {
    "1g.23gb": 7,
    "1g.23gb+me": 1,
    "1g.47gb": 4,
    "2g.47gb": 3,
    "3g.93gb": 2,
    "4g.93gb": 1,
    "7g.186gb": 1,
  },
  b300: {
    "1g.34gb": 7,
    "1g.34gb+me": 1,
    "1g.67gb": 4,
    "2g.67gb": 3,
    "3g.135gb": 2,
    "4g.135gb": 1,
    "7g.269gb": 1,
  },
  gb300: {
    "1g.35gb": 7,
    "1g.35gb+me": 1,
    "1g.70gb": 4,
    "2g.70gb": 3,
    "3g.139gb": 2,
    "4g.139gb": 1,
    "7g.278gb": 1,
  },
  // "+gfx" adds graphics, "+me.all" takes every media engine, "-me" does without them.
  "rtx-pro-4500": {
    "1g.16gb": 2,
    "1g.16gb+gfx": 2,
    "1g.16gb+me.all": 1,
    "1g.16gb-me": 2,
    "2g.32gb": 1,
    "2g.32gb+gfx": 1,
  },
  "rtx-pro-6000": {
    "1g.24gb": 4,
    "1g.24gb+me": 1,
    "1g.24gb+me.all": 1,
    "1g.24gb-me": 4,
    "1g.24gb+gfx": 4,
    "2g.48gb": 2,
    "2g.48gb+gfx": 2,
    "2g.48gb+me.all": 1,
    "2g.48gb-me": 2,
    "4g.96gb": 1,
    "4g.96gb+gfx": 1,
  },
} as const satisfies { readonly [M in GpuModel]?: Readonly<Record<string, number>> };

/** The models that have profiles. */
export type MigModel = keyof typeof migProfiles;

/** The profile names of each MIG model. */
export type MigProfiles = { readonly [M in MigModel]: keyof (typeof migProfiles)[M] };

/** Any profile of any model. */
export type MigProfile = MigProfiles[MigModel];

/** Instances that one GPU holds when cut into this profile alone; undefined when the model has no such profile. */
export function migInstancesPerGpu(model: GpuModel, profile: string): number | undefined {
  const profiles: { readonly [M in GpuModel]?: Readonly<Record<string, number>> } = migProfiles;
  const counts = profiles[model];
  return counts !== undefined && Object.hasOwn(counts, profile) ? counts[profile] : undefined;
}

/** Profile names of a model in the table's order, smallest first; empty when it has none. */
export function migProfilesOf(model: GpuModel): readonly string[] {
  const profiles: { readonly [M in GpuModel]?: Readonly<Record<string, number>> } = migProfiles;
  return Object.keys(profiles[model] ?? {});
}
