export * from "./aws-machine-types.js";
export * from "./capacity-kind.js";
export * from "./gcp-machine-types.js";
export * from "./gke-allocatable.js";
export * from "./gpu.js";
export * from "./machine-type.js";
export * from "./mig.js";
export * from "./refused-accelerators.js";
