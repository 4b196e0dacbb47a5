import type { PropertyMap, PropertyValue } from "@roadstead/core";
import type { Phase } from "@roadstead/policy";
import type { SampleResource } from "../sample-graph.js";

/** A way past a rule. Caught is what is blocked, or told to be unknown, which `onUnknown: fail` then blocks. */
export interface BypassAttempt {
  readonly name: string;
  readonly rule: string;
  readonly caught: "blocked" | "unknown";
  readonly resources: readonly SampleResource[];
  readonly stack?: string;
  readonly guardrails?: Readonly<Record<string, unknown>>;
  /** ISO date. */
  readonly asOf?: string;
  /** Where only one of the runners can see it. @default all three */
  readonly phases?: readonly Phase[];
}

export const of =
  (type: string) =>
  (inputs: PropertyMap = {}, more: Partial<SampleResource> = {}): SampleResource => ({ type, inputs, ...more });
export const group = (inputs: PropertyMap, more: Partial<SampleResource> = {}) =>
  of("aws:eks/nodeGroup:NodeGroup")(
    { scalingConfig: { minSize: 0, desiredSize: 0, maxSize: 1 }, instanceTypes: ["g5.xlarge"], ...inputs },
    more,
  );
export const sized = (maxSize: PropertyValue) => ({ scalingConfig: { minSize: 0, desiredSize: 0, maxSize } });
export const dear = { instanceTypes: ["p5.48xlarge"] };
export const template = of("aws:ec2/launchTemplate:LaunchTemplate");
export const scalingGroup = of("aws:autoscaling/group:Group");
export const volume = of("aws:ebs/volume:Volume");
export const gkePool = (inputs: PropertyMap) =>
  of("gcp:container/nodePool:NodePool")({
    location: "us-central1",
    nodeConfig: { machineType: "g2-standard-8", guestAccelerators: [{ type: "nvidia-l4", count: 1 }] },
    ...inputs,
  });
export const cluster = of("aws:eks/cluster:Cluster");
export const pod = (spec: PropertyMap, more: PropertyMap = {}) =>
  of("kubernetes:apps/v1:DaemonSet")({ metadata: { namespace: "jobs" }, spec: { template: { spec } }, ...more });
export const gpuLimits = (count: PropertyValue) => ({ resources: { limits: { "nvidia.com/gpu": count } } });
export const waiver = (change: object) => ({
  waivers: {
    entries: [
      {
        id: "W-1",
        rule: "premium-accelerators",
        targets: [{ type: "aws:eks/nodeGroup:NodeGroup" }],
        reason: "the large run",
        owner: "research",
        ticket: "OPS-1",
        created: "2026-11-01",
        expires: "2026-12-31",
        ...change,
      },
    ],
  },
});
