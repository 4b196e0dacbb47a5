export { launchTemplateOf } from "./aws-pools.js";
export { gkeClusterType, zonesOf } from "./gcp-pools.js";
export * from "./machine-gpus.js";
export * from "./node-pool.js";
export * from "./pool-types.js";
