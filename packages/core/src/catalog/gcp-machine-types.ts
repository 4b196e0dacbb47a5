import { gcpCpuMachineTypes } from "./gcp-cpu-machine-types.js";
import { gcpGpuMachineTypes } from "./gcp-gpu-machine-types.js";
import type { MachineType } from "./machine-type.js";

/** The Compute Engine types that GKE pools are chosen from. */
export const gcpMachineTypes: readonly MachineType[] = [...gcpGpuMachineTypes, ...gcpCpuMachineTypes];
