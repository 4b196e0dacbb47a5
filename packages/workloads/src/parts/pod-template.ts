import type { core } from "@pulumi/kubernetes/types/input.js";

export { containerResources, type ContainerSize, hardenedPod, secretEnv } from "@roadstead/cluster";

/** The one folder that a container may write to, emptied with the pod. */
export function scratchVolume(sizeMib: number): core.v1.Volume {
  return { name: "tmp", emptyDir: { sizeLimit: `${sizeMib}Mi` } };
}

export const scratchMount: core.v1.VolumeMount = { name: "tmp", mountPath: "/tmp" };
