export type * from "./cluster-layout.js";
export type * from "./gpu-stack.js";
export type * from "./layout-options.js";
