/** The file system of a node that its pods, logs and images share. */
export interface NodeDisk {
  readonly gib: number;
  /** Kept for the system and the kubelet themselves, beside what is kept free. */
  readonly reservedGib: number;
}

// https://kubernetes.io/docs/concepts/scheduling-eviction/node-pressure-eviction/#hard-eviction-thresholds
const shareKeptFree = 0.1;

/**
 * What a kubelet leaves to pods: it evicts when less than a tenth is free, so that tenth is nobody's. What the file
 * system itself and the partitions of a node's image take is not counted.
 */
export function allocatableDiskGib({ gib, reservedGib }: NodeDisk): number {
  return Math.max(0, gib * (1 - shareKeptFree) - reservedGib);
}
