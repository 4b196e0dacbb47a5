import { awsCpuMachineTypes } from "./aws-cpu-machine-types.js";
import { awsGpuMachineTypes } from "./aws-gpu-machine-types.js";
import type { MachineType } from "./machine-type.js";

/**
 * The EC2 types that EKS pools are chosen from. The price list covers us-east-1 only, so the rows do not say in
 * which other regions a type is to be had.
 */
export const awsMachineTypes: readonly MachineType[] = [...awsGpuMachineTypes, ...awsCpuMachineTypes];
