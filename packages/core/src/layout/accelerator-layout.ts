import { gpus } from "../catalog/gpu.js";
import { migInstancesPerGpu } from "../catalog/mig.js";
import type { Accelerator, Sharing } from "../spec/sharing.js";
import type { AcceleratorLayout } from "./cluster-layout.js";

/** Resolves the GPU of a pool: its memory, and how many shares of each GPU a node advertises. */
export function acceleratorLayout(accelerator: Accelerator): AcceleratorLayout {
  const { model, gpusPerNode } = accelerator;
  const sharing: Sharing = accelerator.sharing ?? { mode: "exclusive" };
  return { model, gpusPerNode, memoryGib: gpus[model].memoryGib, sharing: sharingLayout(model, sharing) };
}

function sharingLayout(model: Accelerator["model"], sharing: Sharing): AcceleratorLayout["sharing"] {
  switch (sharing.mode) {
    case "exclusive":
      return { mode: "exclusive", sharesPerGpu: 1 };
    case "time-slicing":
    case "mps":
      return { mode: sharing.mode, replicas: sharing.replicas, sharesPerGpu: sharing.replicas };
    case "mig":
      return { mode: "mig", profile: sharing.profile, sharesPerGpu: migInstancesPerGpu(model, sharing.profile) ?? 0 };
  }
}
