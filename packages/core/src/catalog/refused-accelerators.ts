import type { GpuModel } from "./gpu.js";

const amd = "not an NVIDIA GPU: AMD GPUs need ROCm drivers and the amd.com/gpu device plugin";
const neuron =
  "not an NVIDIA GPU: Trainium and Inferentia need AWS Neuron drivers and the aws.amazon.com/neuron plugin";
const gaudi = "not an NVIDIA GPU: Gaudi needs Intel's drivers and the habana.ai/gaudi plugin";
const tpu = "not an NVIDIA GPU: TPUs need GKE's own node pools with a topology and the google.com/tpu resource";
const qualcomm = "not an NVIDIA GPU: Cloud AI 100 needs Qualcomm's drivers and device plugin";

/** Accelerators that a spec may well name and that Roadstead does not run, each with the reason. */
export const refusedAccelerators: Readonly<Record<string, string>> = {
  "radeon-pro-v520": amd,
  mi210: amd,
  mi250: amd,
  mi300a: amd,
  mi300x: amd,
  mi325x: amd,
  mi350x: amd,
  mi355x: amd,
  inferentia: neuron,
  inferentia2: neuron,
  trainium: neuron,
  trainium1: neuron,
  trainium2: neuron,
  trainium3: neuron,
  gaudi,
  gaudi2: gaudi,
  gaudi3: gaudi,
  "tpu-v4": tpu,
  "tpu-v5e": tpu,
  "tpu-v5p": tpu,
  "tpu-v6e": tpu,
  "tpu-v7": tpu,
  "qualcomm-ai100": qualcomm,
};

const noSizeList =
  "not yet: AWS publishes no list of its sizes, and a rack with one NVLink domain needs NVIDIA's DRA driver";

/** GPUs that EC2 has in families without a list of sizes only, each with why none can be used. */
export const awsRefusedGpus: Readonly<Partial<Record<GpuModel, string>>> = { gb200: noSizeList, gb300: noSizeList };

/**
 * Machine families that a factory may name and that Roadstead does not run, each with the reason. The family is
 * the part of an EC2 name before the dot, of a Compute Engine name before the first dash.
 */
export const refusedMachineFamilies: Readonly<Record<string, string>> = {
  g4ad: amd,
  inf1: neuron,
  inf2: neuron,
  trn1: neuron,
  trn1n: neuron,
  trn2: neuron,
  trn2u: neuron,
  trn3: neuron,
  dl1: gaudi,
  dl2q: qualcomm,
  ct4p: tpu,
  ct5l: tpu,
  ct5lp: tpu,
  ct5p: tpu,
  ct6e: tpu,
  tpu7x: tpu,
  "p6e-gb200": noSizeList,
  "p6e-gb300": noSizeList,
};

/** Why an accelerator is refused; undefined when nothing is known against the name. Case does not matter. */
export function refusedAccelerator(name: string): string | undefined {
  return ownValue(refusedAccelerators, name.toLowerCase());
}

/** Why a machine type of either cloud is refused for its family; undefined when its family is not refused. */
export function refusedMachineType(name: string): string | undefined {
  const lower = name.toLowerCase();
  const family = lower.includes(".") ? lower.slice(0, lower.indexOf(".")) : lower.split("-")[0];
  return family === undefined ? undefined : ownValue(refusedMachineFamilies, family);
}

function ownValue(table: Readonly<Record<string, string>>, key: string): string | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}
