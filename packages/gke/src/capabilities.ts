import { type Capabilities, gcpMachineTypes, kubernetesVersions } from "@roadstead/core";

/** GKE carries out the order of a pool's capacity with one ComputeClass. */
export const capacityOrder = "GKE ComputeClass";

const common = {
  target: "gke",
  machineTypes: gcpMachineTypes,
  capacityKinds: {
    "on-demand": "yes",
    spot: "yes",
    reserved: "not-yet",
    "flex-start": "not-yet",
    // Google sells blocks of time as future reservations and as DWS calendar mode, which are reservations.
    "capacity-block": "never",
  },
  // GKE's MPS pods need hostIPC, which Pod Security forbids.
  sharing: { exclusive: "yes", "time-slicing": "yes", mig: "yes", mps: "not-yet" },
  capacityOrder,
  interconnect: "not-yet",
} as const satisfies Partial<Capabilities>;

/** What GKE can do with a cluster that Roadstead makes, and with one that exists already. */
export function gkeCapabilities(cluster: "new" | "existing"): Capabilities {
  if (cluster === "existing") return { ...common, systemPool: false };
  return {
    ...common,
    systemPool: true,
    kubernetesVersions: kubernetesVersions.flatMap((version) => (version.gke === undefined ? [] : [version.minor])),
    kubernetesSupportedBy: "gke",
  };
}
