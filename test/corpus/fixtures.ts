import { type Capabilities, awsMachineTypes, awsRefusedGpus, gcpMachineTypes } from "@roadstead/core";

/** A target that buys EC2 machines, as EKS does. */
export const eksLike: Capabilities = {
  target: "eks",
  machineTypes: awsMachineTypes,
  refusedGpus: awsRefusedGpus,
  capacityKinds: {
    "on-demand": "yes",
    spot: "yes",
    reserved: "not-yet",
    "capacity-block": "not-yet",
    "flex-start": "never",
  },
  sharing: { exclusive: "yes", "time-slicing": "yes", mig: "yes", mps: "not-yet" },
  capacityOrder: "priority expander",
  systemPool: true,
  kubernetesVersions: ["1.33", "1.34", "1.35", "1.36"],
  kubernetesSupportedBy: "eks",
  interconnect: "not-yet",
};

/** A target that buys Compute Engine machines, as GKE does. */
export const gkeLike: Capabilities = {
  ...eksLike,
  target: "gke",
  machineTypes: gcpMachineTypes,
  refusedGpus: {},
  capacityKinds: {
    "on-demand": "yes",
    spot: "yes",
    reserved: "not-yet",
    "capacity-block": "never",
    "flex-start": "not-yet",
  },
  capacityOrder: "GKE ComputeClass",
  kubernetesSupportedBy: "gke",
};

/** A target whose nodes exist already, as those of k3s do. */
export const ownedLike: Capabilities = {
  target: "k3s",
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

/** Owned nodes that can do less: whole GPUs over an ordinary network. */
export const plainOwned: Capabilities = {
  ...ownedLike,
  target: "byo",
  sharing: { exclusive: "yes", "time-slicing": "never", mig: "never", mps: "never" },
  interconnect: "never",
};
