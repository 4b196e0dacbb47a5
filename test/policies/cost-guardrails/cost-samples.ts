import type { PropertyMap, PropertyValue } from "@roadstead/core";
import { unknownValue } from "@roadstead/core";
import type { RuleCase } from "../rule-cases.js";
import type { SampleResource } from "../sample-graph.js";

export const of =
  (type: string) =>
  (inputs: PropertyMap = {}, more: Partial<SampleResource> = {}): SampleResource => ({ type, inputs, ...more });

export const eksGroup = of("aws:eks/nodeGroup:NodeGroup");
export const gkePool = of("gcp:container/nodePool:NodePool");
export const gkeCluster = of("gcp:container/cluster:Cluster");
export const eksCluster = of("aws:eks/cluster:Cluster");
export const launchTemplate = of("aws:ec2/launchTemplate:LaunchTemplate");
export const scalingGroup = of("aws:autoscaling/group:Group");
export const job = of("kubernetes:batch/v1:Job");

/** A managed node group; `min` to `max` nodes of a type. */
export const group = (type: PropertyValue, min: PropertyValue, max: PropertyValue, more: PropertyMap = {}) =>
  eksGroup({ instanceTypes: [type], scalingConfig: { minSize: min, maxSize: max, desiredSize: min }, ...more });

/** A pool of L4 machines in one zone. */
export const l4Pool = (more: PropertyMap = {}, node: PropertyMap = {}) =>
  gkePool({
    location: "us-central1-a",
    autoscaling: { minNodeCount: 0, maxNodeCount: 4 },
    nodeConfig: { machineType: "g2-standard-8", guestAccelerators: [{ type: "nvidia-l4", count: 1 }], ...node },
    ...more,
  });

export const inStack = (stack: string, ...resources: readonly SampleResource[]): RuleCase => ({ resources, stack });

export const notPools = { "no such resource": of("aws:ec2/vpc:Vpc")({ maxSize: unknownValue }) };
export const cpuPools = { ...notPools, "a pool without GPUs": group("m5.large", 5, 50) };
