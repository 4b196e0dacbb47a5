import type { Capabilities } from "@roadstead/core";

/** What any target can do whose nodes exist already: no machine is bought, so only the sharing of GPUs is left. */
export function ownedNodesCapabilities(target: string): Capabilities {
  return {
    target,
    machineTypes: "owned",
    capacityKinds: {
      "on-demand": "yes",
      spot: "never",
      reserved: "never",
      "capacity-block": "never",
      "flex-start": "never",
    },
    sharing: { exclusive: "yes", "time-slicing": "yes", mig: "yes", mps: "not-yet" },
    systemPool: false,
    interconnect: "not-yet",
  };
}
