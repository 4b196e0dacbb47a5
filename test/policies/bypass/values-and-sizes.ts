import { SecretValue, unknownValue } from "@roadstead/core";
import { urnOf } from "../sample-graph.js";
import type { BypassAttempt } from "./attempt.js";
import { of, group, sized, volume, gkePool, cluster } from "./attempt.js";

export const values: readonly BypassAttempt[] = [
  {
    name: "an instance type that is an output, a stack reference or an apply",
    rule: "gpu-pool-size",
    caught: "unknown",
    resources: [group({ instanceTypes: unknownValue })],
  },
  {
    name: "a maximum that is an output",
    rule: "gpu-pool-size",
    caught: "unknown",
    resources: [group(sized(unknownValue))],
  },
  {
    name: "one unknown that stands before the wrong value",
    rule: "eks-open-endpoint",
    caught: "blocked",
    resources: [cluster({ vpcConfig: { publicAccessCidrs: [unknownValue, "0.0.0.0/0"] } })],
  },
  {
    name: "one unknown pool that hides the sum of the others",
    rule: "stack-gpus",
    caught: "blocked",
    resources: [group({ instanceTypes: unknownValue }), ...Array.from({ length: 65 }, () => group({}))],
  },
  {
    name: "an environment that nobody knows, by an odd name of the stack",
    rule: "scale-to-zero",
    caught: "unknown",
    stack: "blue",
    resources: [group({ scalingConfig: { minSize: 4, desiredSize: 4, maxSize: 4 } })],
  },
  {
    name: "a secret around the type",
    rule: "premium-accelerators",
    caught: "blocked",
    resources: [group({ instanceTypes: new SecretValue(["p5.48xlarge"]) })],
  },
  {
    name: "a number in quotes",
    rule: "gpu-pool-size",
    caught: "blocked",
    resources: [group(sized("40"))],
  },
  { name: "a word for a number", rule: "gpu-pool-size", caught: "unknown", resources: [group(sized("many"))] },
  { name: "null for the maximum", rule: "gpu-pool-size", caught: "unknown", resources: [group(sized(null))] },
  { name: "a fraction", rule: "gpu-pool-size", caught: "blocked", resources: [group(sized(16.5))] },
  {
    name: "no scaling at all",
    rule: "gpu-pool-size",
    caught: "unknown",
    resources: [of("aws:eks/nodeGroup:NodeGroup")({ instanceTypes: ["g5.xlarge"] })],
  },
  {
    name: "a type in upper case",
    rule: "premium-accelerators",
    caught: "blocked",
    resources: [group({ instanceTypes: ["P5.48XLARGE"] })],
  },
  {
    name: "a family that is not in the price list",
    rule: "premium-accelerators",
    caught: "unknown",
    resources: [group({ instanceTypes: ["p9.48xlarge"] })],
  },
  {
    name: "a type without a price against a budget",
    rule: "monthly-budget",
    caught: "blocked",
    resources: [group({ instanceTypes: ["p9.48xlarge"] })],
    guardrails: { budgets: [{ name: "lab", monthlyUsd: 100_000 }] },
  },
  {
    name: "tags without a value",
    rule: "required-tags",
    caught: "blocked",
    resources: [
      { ...of("pulumi:providers:aws")({}, { name: "aws" }), more: { kind: "provider" } },
      volume(
        { tags: { owner: "", costCenter: "1", environment: "dev" } },
        { more: { provider: `${urnOf("pulumi:providers:aws", "aws")}::id` } },
      ),
    ],
  },
  {
    name: "tags that come from the provider, which nobody sees",
    rule: "required-tags",
    caught: "unknown",
    phases: ["plan"],
    resources: [volume({ tags: {} })],
  },
];

export const sizes: readonly BypassAttempt[] = [
  {
    name: "a large maximum with none at first",
    rule: "gpu-pool-size",
    caught: "blocked",
    resources: [group(sized(40))],
  },
  {
    name: "many small pools below the limit of each",
    rule: "stack-gpus",
    caught: "blocked",
    resources: Array.from({ length: 5 }, () => group(sized(16))),
  },
  {
    name: "a limit that is one for each zone",
    rule: "gpu-pool-size",
    caught: "blocked",
    resources: [gkePool({ nodeLocations: ["a", "b", "c"], autoscaling: { minNodeCount: 0, maxNodeCount: 6 } })],
  },
  {
    name: "a fixed size instead of an autoscaler",
    rule: "gpu-pool-size",
    caught: "blocked",
    resources: [gkePool({ nodeLocations: ["a", "b"], nodeCount: 9 })],
  },
  {
    name: "a size that grew by another hand, which the program ignores",
    rule: "gpu-pool-size",
    caught: "blocked",
    phases: ["state"],
    resources: [group(sized(1), { outputs: sized(64), more: { ignoreChanges: ["scalingConfig"] } })],
  },
  {
    name: "a size whose changes are ignored",
    rule: "gpu-pool-size",
    caught: "unknown",
    phases: ["plan"],
    resources: [group(sized(1), { more: { ignoreChanges: ["scalingConfig.maxSize"] } })],
  },
  {
    name: "an import, so that the program only describes",
    rule: "gpu-pool-size",
    caught: "blocked",
    resources: [group(sized(40), { more: { importId: "cluster:gpus" } })],
  },
  {
    name: "a component that says less than its children have",
    rule: "gpu-pool-size",
    caught: "blocked",
    resources: [
      of("acme:index:Platform")({ maxNodes: 1 }, { name: "platform", more: { kind: "component" } }),
      group(sized(40), { more: { parent: urnOf("acme:index:Platform", "platform") } }),
    ],
  },
  {
    name: "auto-provisioning in the place of a pool",
    rule: "gke-auto-provisioning",
    caught: "blocked",
    resources: [
      of("gcp:container/cluster:Cluster")({
        location: "us-central1",
        clusterAutoscaling: { enabled: true, resourceLimits: [{ resourceType: "nvidia-l4", maximum: 400 }] },
      }),
    ],
  },
  {
    name: "a pool of Karpenter without limits",
    rule: "karpenter-limits",
    caught: "blocked",
    resources: [of("kubernetes:karpenter.sh/v1:NodePool")({ spec: { template: {} } })],
  },
  {
    name: "a request for machines in the place of a pool",
    rule: "custom-gpu-pods",
    caught: "unknown",
    resources: [of("kubernetes:autoscaling.x-k8s.io/v1:ProvisioningRequest")({ spec: { podSets: [{ count: 100 }] } })],
  },
];
