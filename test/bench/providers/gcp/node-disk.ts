import type { NodeDisk } from "../../nodes/index.js";
import type { Properties } from "../test-provider.js";
import { count } from "./properties.js";

// https://docs.cloud.google.com/kubernetes-engine/docs/how-to/custom-boot-disks
const defaultBootDiskGib = 100;

/**
 * The local SSDs that a pool asks for as ephemeral storage, else its boot disk, with what GKE reserves of each:
 * https://docs.cloud.google.com/kubernetes-engine/docs/concepts/plan-node-sizes
 *
 * @param localSsdGib size of one local SSD of the pool's machines
 */
export function nodeDisk(inputs: Properties, localSsdGib: number): NodeDisk {
  const ssds = count(inputs, "nodeConfig.ephemeralStorageLocalSsdConfig.localSsdCount") ?? 0;
  if (ssds > 0) return { gib: ssds * localSsdGib, reservedGib: ssds === 1 ? 50 : ssds === 2 ? 75 : 100 };
  const gib = count(inputs, "nodeConfig.diskSizeGb") ?? defaultBootDiskGib;
  return { gib, reservedGib: Math.min(gib * 0.5, 6 + gib * 0.35, 100) };
}
