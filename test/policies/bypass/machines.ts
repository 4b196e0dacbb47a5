import { unknownValue } from "@roadstead/core";
import type { BypassAttempt } from "./attempt.js";
import { of, group, sized, dear, template, scalingGroup } from "./attempt.js";

export const machines: readonly BypassAttempt[] = [
  {
    name: "a launch template that names the type",
    rule: "premium-accelerators",
    caught: "blocked",
    resources: [
      template({ instanceType: "p5.48xlarge" }, { name: "large" }),
      group({ instanceTypes: null, launchTemplate: { id: unknownValue } }, { from: { launchTemplate: ["large"] } }),
    ],
  },
  {
    name: "a launch template of another stack",
    rule: "premium-accelerators",
    caught: "unknown",
    resources: [group({ instanceTypes: null, launchTemplate: { id: "lt-0123" } })],
  },
  {
    name: "a list of types that overrides the template's",
    rule: "premium-accelerators",
    caught: "blocked",
    resources: [
      scalingGroup({
        minSize: 0,
        maxSize: 2,
        mixedInstancesPolicy: {
          launchTemplate: { overrides: [{ instanceType: "m5.large" }, { instanceType: "p5.48xlarge" }] },
        },
      }),
    ],
  },
  {
    name: "requirements in the place of types",
    rule: "premium-accelerators",
    caught: "unknown",
    resources: [
      scalingGroup({
        minSize: 0,
        maxSize: 2,
        mixedInstancesPolicy: {
          launchTemplate: { overrides: [{ instanceRequirements: { acceleratorCount: { min: 8 } } }] },
        },
      }),
    ],
  },
  {
    name: "a launch configuration, which nobody looks into",
    rule: "premium-accelerators",
    caught: "unknown",
    resources: [scalingGroup({ minSize: 0, maxSize: 2, launchConfiguration: "old" })],
  },
  {
    name: "the Cloud Control provider",
    rule: "premium-accelerators",
    caught: "blocked",
    resources: [of("aws-native:eks:Nodegroup")({ ...sized(1), ...dear })],
  },
  {
    name: "a group of Cloud Control with spot that is on demand",
    rule: "spot-required",
    caught: "blocked",
    resources: [
      of("aws-native:autoscaling:AutoScalingGroup")({
        minSize: "0",
        maxSize: "2",
        mixedInstancesPolicy: {
          instancesDistribution: { onDemandPercentageAboveBaseCapacity: 100 },
          launchTemplate: { overrides: [{ instanceType: "g5.xlarge" }] },
        },
      }),
    ],
  },
  {
    name: "spot by name, with a fall back of 100 % on demand",
    rule: "spot-required",
    caught: "blocked",
    resources: [
      scalingGroup({
        minSize: 0,
        maxSize: 2,
        mixedInstancesPolicy: {
          instancesDistribution: { onDemandPercentageAboveBaseCapacity: 100, spotAllocationStrategy: "lowest-price" },
          launchTemplate: { overrides: [{ instanceType: "g5.xlarge" }] },
        },
      }),
    ],
  },
  {
    name: "a fleet of machines in the place of a group",
    rule: "uncounted-machines",
    caught: "blocked",
    resources: [
      of("aws:ec2/fleet:Fleet")({ launchTemplateConfigs: [{ overrides: [{ instanceType: "p5.48xlarge" }] }] }),
    ],
  },
  {
    name: "a notebook in the place of a machine",
    rule: "uncounted-machines",
    caught: "blocked",
    resources: [of("aws:sagemaker/notebookInstance:NotebookInstance")({ instanceType: "ml.p4d.24xlarge" })],
  },
  {
    name: "the pool that a cluster has by itself",
    rule: "premium-accelerators",
    caught: "blocked",
    resources: [
      of("gcp:container/cluster:Cluster")({
        location: "us-central1-a",
        initialNodeCount: 1,
        nodeConfig: { machineType: "a3-highgpu-8g" },
      }),
    ],
  },
  {
    name: "single machines in the place of a pool",
    rule: "stack-gpus",
    caught: "blocked",
    resources: Array.from({ length: 9 }, () => of("aws:ec2/instance:Instance")({ instanceType: "p4d.24xlarge" })),
  },
  {
    name: "a second provider with another region",
    rule: "regions-allowed",
    caught: "blocked",
    resources: [
      { ...of("pulumi:providers:aws")({ region: "us-east-1" }), more: { kind: "provider" } },
      { ...of("pulumi:providers:aws")({ region: "ap-northeast-1" }), more: { kind: "provider" } },
    ],
    guardrails: { rules: { "regions-allowed": { level: "mandatory", config: { allowed: ["us-*"] } } } },
  },
  {
    name: "a region that stands on the resource",
    rule: "regions-allowed",
    caught: "blocked",
    resources: [group({ region: "ap-northeast-1" })],
    guardrails: { rules: { "regions-allowed": { level: "mandatory", config: { allowed: ["us-*"] } } } },
  },
];
