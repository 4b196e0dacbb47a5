import type { MachineType } from "@roadstead/core";
import { awsMachineTypes, gcpMachineTypes } from "@roadstead/core";

export type Cloud = "aws" | "gcp";

/** GPUs of one machine. A slice of a GPU is a fraction. */
export interface MachineGpus {
  readonly count: number;
  readonly model?: string;
}

const byName = (types: readonly MachineType[]): ReadonlyMap<string, MachineGpus> =>
  new Map(
    types
      .filter(({ gpuAttached }) => gpuAttached !== true)
      .map(({ name, gpu }) => [name, gpu === undefined ? { count: 0 } : { count: gpu.count, model: gpu.model }]),
  );

const catalog: Readonly<Record<Cloud, ReadonlyMap<string, MachineGpus>>> = {
  aws: byName(awsMachineTypes),
  gcp: byName(gcpMachineTypes),
};

/** Families that the catalog does not list whole and that have no NVIDIA GPU. A family that is in neither is unknown. */
const withoutGpus: Readonly<Record<Cloud, RegExp>> = {
  aws: /^(?:a1|c\d|d[23]|h1|hpc\d|i\d|im4|is4|inf\d|m\d|mac\d|r\d|t\d|trn\d|u7|u-|x\d|z1)[a-z0-9-]*\./,
  gcp: /^(?:c2|c2d|c3|c3d|c4|c4a|c4d|ct\w+|e2|f1|g1|h3|h4d|m1|m2|m3|m4|n1|n2|n2d|n4|t2a|t2d|x4|z3)-/,
};

/** GPUs of a machine type, in whatever case it is written; undefined for a family that nobody here knows. */
export function machineGpus(cloud: Cloud, name: string): MachineGpus | undefined {
  const lower = name.trim().toLowerCase();
  return catalog[cloud].get(lower) ?? (withoutGpus[cloud].test(lower) ? { count: 0 } : undefined);
}

/** GPU models by the names that GKE gives them in `guestAccelerators[].type`. */
const gkeModels: ReadonlyMap<string, string> = new Map(
  gcpMachineTypes.flatMap(({ gkeAccelerator, gpu }) =>
    gkeAccelerator === undefined || gpu === undefined ? [] : [[gkeAccelerator, gpu.model] as const],
  ),
);

/** A model by GKE's name for it; the name itself for a model that is not in the catalog. */
export const gkeModel = (accelerator: string): string => gkeModels.get(accelerator) ?? accelerator;
