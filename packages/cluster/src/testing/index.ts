export type * from "./config.js";
export { fakeCluster } from "./fake-cluster.js";
export { fakeTarget } from "./fake-target.js";
