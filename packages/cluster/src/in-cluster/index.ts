export { type DatabaseDump, type DatabaseRestore, type DumpedDatabase, dumpPod, restorePod } from "./database-dump.js";
export { containerResources, type ContainerSize, hardenedPod, type PodParts, secretEnv } from "./hardened-pod.js";
export { retriedByNextUp } from "./job-retry.js";
export { type PodIngress, podsOf, type PodTraffic, trafficPolicy } from "./network-rules.js";
export type * from "./transform.js";
