import type { ResourceView } from "../view/resource-view.js";
import type { StackView } from "../view/stack-view.js";
import { autoscalingGroup, ec2Instance, eksNodeGroup } from "./aws-pools.js";
import { gceInstance, gkeClusterType, gkeNodePool } from "./gcp-pools.js";
import type { NodePool } from "./node-pool.js";

const readers: Readonly<Record<string, (view: ResourceView, stack: StackView) => NodePool | undefined>> = {
  "aws:eks/nodeGroup:NodeGroup": eksNodeGroup,
  "aws:autoscaling/group:Group": autoscalingGroup,
  "aws:ec2/instance:Instance": ec2Instance,
  "aws:ec2/spotInstanceRequest:SpotInstanceRequest": ec2Instance,
  "gcp:container/nodePool:NodePool": gkeNodePool,
  [gkeClusterType]: (view, stack) => (hasOwnPool(view) ? gkeNodePool(view, stack) : undefined),
  "gcp:compute/instance:Instance": gceInstance,
};

/** A cluster that throws its first pool away, or has nothing to do with nodes, has none of its own. */
function hasOwnPool(cluster: ResourceView): boolean {
  const removed = cluster.flag("removeDefaultNodePool");
  const autopilot = cluster.flag("enableAutopilot");
  return !(removed.state === "known" && removed.value) && !(autopilot.state === "known" && autopilot.value);
}

/** Types of resources that are machines, in pools or one by one. */
export const poolTypes: readonly string[] = Object.keys(readers);

/** Types of pools whose size and taints a cluster's autoscaler and scheduler live by. */
export const clusterPoolTypes: readonly string[] = [
  "aws:eks/nodeGroup:NodeGroup",
  "gcp:container/nodePool:NodePool",
  gkeClusterType,
];

/** The resource as a pool; undefined when it has no machines. */
export const nodePoolOf = (view: ResourceView, stack: StackView): NodePool | undefined =>
  readers[view.type]?.(view, stack);
