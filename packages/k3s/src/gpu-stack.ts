import type { AllowedOwners, StatedGpuStack } from "@roadstead/cluster/owned-nodes";
import type { K3sGpuStack } from "./config.js";

/** Owners that a layer can have on k3s. */
export const k3sOwners: AllowedOwners = {
  driver: ["user"],
  toolkit: ["user"],
  devicePlugin: ["roadstead", "user"],
  metrics: ["roadstead", "user"],
  mig: ["user"],
};

/** The stated owners, with those that k3s itself implies. */
export function k3sGpuStack(stated: K3sGpuStack | undefined): StatedGpuStack {
  return {
    driver: "user",
    toolkit: "user",
    devicePlugin: stated?.devicePlugin ?? "roadstead",
    metrics: stated?.metrics ?? "roadstead",
    mig: stated?.mig ?? "user",
  };
}
