import type { PriorityClassArgs } from "@pulumi/kubernetes/scheduling/v1/priorityClass.js";

/** PriorityClasses that every cluster has; put one on each pod that uses GPUs. */
export const priorityClasses = {
  /** Answers requests. Evicts training where a pool is full. */
  serving: "roadstead-serving",
  /** Can be stopped and resumed. Waits for GPUs and evicts nothing. */
  training: "roadstead-training",
} as const;

// Far below the system classes (2,000,000,000) and above 0, the priority of pods without a class. Negative values
// would make the cluster autoscaler ignore the pods.
const servingPriority = 100_000;
const trainingPriority = 10_000;

/** The PriorityClass object of one use. */
export function priorityClassManifest(use: keyof typeof priorityClasses): PriorityClassArgs {
  const serving = use === "serving";
  return {
    apiVersion: "scheduling.k8s.io/v1",
    kind: "PriorityClass",
    metadata: { name: priorityClasses[use] },
    value: serving ? servingPriority : trainingPriority,
    preemptionPolicy: serving ? "PreemptLowerPriority" : "Never",
    description: serving
      ? "Answers requests; evicts training where a pool is full."
      : "Can be stopped and resumed; waits for GPUs and evicts nothing.",
  };
}
