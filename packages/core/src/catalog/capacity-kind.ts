/**
 * The ways a machine can be had. Which of them a machine type offers stands in its catalog row; which of them
 * a cluster can carry out is the target's capability.
 */
export const capacityKinds = ["on-demand", "spot", "reserved", "capacity-block", "flex-start"] as const;

export type CapacityKind = (typeof capacityKinds)[number];
