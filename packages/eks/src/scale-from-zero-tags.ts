import { type GroupLayout, gpuResourceName, type PoolLayout } from "@roadstead/core";

const template = "k8s.io/cluster-autoscaler/node-template";

// Pods, logs and images share the local NVMe where there is any. The kubelet keeps a tenth of the disk free before
// it evicts, and the system needs some of the rest.
const allocatableShareOfDisk = 0.85;

/** A tag of an autoscaling group; `name` is its part of a child's logical name. */
export interface ScaleFromZeroTag {
  readonly name: string;
  readonly key: string;
  readonly value: string;
}

/**
 * What tells Cluster Autoscaler how a node of a group looks that has none now: labels, taints, GPUs and disk.
 * Tags of a node group do not reach its autoscaling group, so each of these is a tag of its own.
 *
 * A taint's value is `value:Effect` in Kubernetes' spelling, and the GPUs are those that Kubernetes will be given:
 * under time slicing and MIG more than there are boards.
 */
export function scaleFromZeroTags(pool: PoolLayout, group: GroupLayout): readonly ScaleFromZeroTag[] {
  const labels = Object.entries({ ...pool.labels, ...group.labels }).map(([key, value]) => tag(`label/${key}`, value));
  const taints = pool.taints.map(({ key, value, effect }) => tag(`taint/${key}`, `${value ?? ""}:${effect}`));
  const disk = Math.floor((pool.localNvmeGib ?? pool.diskGib ?? 0) * allocatableShareOfDisk);
  return [
    ...labels,
    ...taints,
    ...(pool.allocatable.gpu > 0 ? [tag(`resources/${gpuResourceName}`, String(pool.allocatable.gpu))] : []),
    tag("resources/ephemeral-storage", `${disk}Gi`),
  ];
}

function tag(name: string, value: string): ScaleFromZeroTag {
  return { name, key: `${template}/${name}`, value };
}

/** Tags that a group's autoscaling group has beside those above: two of ours, and those that EKS sets itself. */
export const furtherGroupTags = [
  "k8s.io/cluster-autoscaler/enabled",
  "k8s.io/cluster-autoscaler/<cluster>",
  "kubernetes.io/cluster/<cluster>",
  "eks:cluster-name",
  "eks:nodegroup-name",
] as const;
