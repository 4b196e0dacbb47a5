export type * from "./outcome/forecast.js";
export type * from "./platform/platform.js";
export type * from "./platform/serving-pool.js";
export type * from "./scaling/node-scaling.js";
export type * from "./scaling/pod-scaling.js";
export type * from "./scenario.js";
export type * from "./service/replica-profile.js";
export type * from "./traffic/traffic.js";
