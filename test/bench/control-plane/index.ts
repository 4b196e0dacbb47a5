export { adminClient } from "./admin-client.js";
export { kubeconfigConnection } from "./kubeconfig.js";
export * from "./kubernetes-client.js";
export { KubernetesError } from "./kubernetes-error.js";
export { leaseControlPlane, type LeasedControlPlane } from "./lease.js";
export { leftovers } from "./leftovers.js";
export { startControlPlane, stopControlPlane } from "./lifecycle.js";
export type { ControlPlane, TokenUser } from "./plane.js";
export type { Connection, KubernetesRequest, KubernetesResponse } from "./transport.js";
