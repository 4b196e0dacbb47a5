export { type DatabaseDump, type DatabaseRestore, type DumpedDatabase, dumpPod, restorePod } from "./database-dump.js";
export { containerResources, type ContainerSize, hardenedPod, type PodParts, secretEnv } from "./hardened-pod.js";
export { retriedByNextUp } from "./job-retry.js";
export { dnsEgress, podsOf, policyPeer } from "./network-rules.js";
export type * from "./transform.js";
