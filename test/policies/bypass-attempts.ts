import type { PropertyMap, PropertyValue } from "@roadstead/core";
import { SecretValue, unknownValue } from "@roadstead/core";
import type { Phase } from "@roadstead/policy";
import type { SampleResource } from "./sample-graph.js";
import { urnOf } from "./sample-graph.js";

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

const of =
  (type: string) =>
  (inputs: PropertyMap = {}, more: Partial<SampleResource> = {}): SampleResource => ({ type, inputs, ...more });
const group = (inputs: PropertyMap, more: Partial<SampleResource> = {}) =>
  of("aws:eks/nodeGroup:NodeGroup")(
    { scalingConfig: { minSize: 0, desiredSize: 0, maxSize: 1 }, instanceTypes: ["g5.xlarge"], ...inputs },
    more,
  );
const sized = (maxSize: PropertyValue) => ({ scalingConfig: { minSize: 0, desiredSize: 0, maxSize } });
const dear = { instanceTypes: ["p5.48xlarge"] };
const template = of("aws:ec2/launchTemplate:LaunchTemplate");
const scalingGroup = of("aws:autoscaling/group:Group");
const volume = of("aws:ebs/volume:Volume");
const gkePool = (inputs: PropertyMap) =>
  of("gcp:container/nodePool:NodePool")({
    location: "us-central1",
    nodeConfig: { machineType: "g2-standard-8", guestAccelerators: [{ type: "nvidia-l4", count: 1 }] },
    ...inputs,
  });
const cluster = of("aws:eks/cluster:Cluster");
const pod = (spec: PropertyMap, more: PropertyMap = {}) =>
  of("kubernetes:apps/v1:DaemonSet")({ metadata: { namespace: "jobs" }, spec: { template: { spec } }, ...more });
const gpuLimits = (count: PropertyValue) => ({ resources: { limits: { "nvidia.com/gpu": count } } });
const waiver = (change: object) => ({
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

const values: readonly BypassAttempt[] = [
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

const sizes: readonly BypassAttempt[] = [
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

const machines: readonly BypassAttempt[] = [
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

const opaque: readonly BypassAttempt[] = [
  ...[
    ["a Helm release, which has values only", of("kubernetes:helm.sh/v3:Release")({ chart: "gpu-jobs" })],
    ["a dynamic resource", of("pulumi-nodejs:dynamic:Resource")({ __provider: "() => {}" })],
    ["a command", of("command:local:Command")({ create: "aws ec2 run-instances --instance-type p5.48xlarge" })],
    ["a stack of CloudFormation", of("aws:cloudformation/stack:Stack")({ templateBody: "{}" })],
  ].map(([name, resource]) => ({
    name: name as string,
    rule: "opaque-resources",
    caught: "unknown" as const,
    resources: [resource as SampleResource],
  })),
  {
    name: "a job of a YAML file or of Kustomize, beneath their component",
    rule: "gpu-pods",
    caught: "blocked",
    resources: [
      of("kubernetes:kustomize:Directory")({}, { name: "jobs", more: { kind: "component" } }),
      of("kubernetes:batch/v1:Job")(
        { metadata: { namespace: "jobs" }, spec: { template: { spec: { containers: [gpuLimits(16)] } } } },
        { more: { parent: urnOf("kubernetes:kustomize:Directory", "jobs") } },
      ),
    ],
  },
  {
    name: "GPUs that an operator's resource asks for",
    rule: "custom-gpu-pods",
    caught: "blocked",
    resources: [
      of("kubernetes:kubeflow.org/v1:PyTorchJob")({
        spec: { pytorchReplicaSpecs: { Worker: { replicas: 32, template: { spec: { containers: [gpuLimits(8)] } } } } },
      }),
    ],
  },
  {
    name: "GPUs of a stateful set whose container asks, and whose limit does not",
    rule: "gpu-pods",
    caught: "blocked",
    resources: [
      of("kubernetes:apps/v1:StatefulSet")({
        spec: { template: { spec: { containers: [{ resources: { requests: { "nvidia.com/gpu": "16" } } }] } } },
      }),
    ],
  },
];

const security: readonly BypassAttempt[] = [
  {
    name: "a container that runs before the others",
    rule: "privileged-containers",
    caught: "blocked",
    resources: [pod({ containers: [{ image: "a:1" }], initContainers: [{ securityContext: { privileged: true } }] })],
  },
  {
    name: "a capability in another spelling",
    rule: "container-capabilities",
    caught: "blocked",
    resources: [pod({ containers: [{ securityContext: { capabilities: { add: ["cap_sys_admin"] } } }] })],
  },
  {
    name: "a namespace that is exempt, once it is known",
    rule: "privileged-containers",
    caught: "unknown",
    resources: [
      pod({ containers: [{ securityContext: { privileged: true } }] }, { metadata: { namespace: unknownValue } }),
    ],
  },
  {
    name: "the internet in two halves",
    rule: "security-group-open",
    caught: "blocked",
    resources: [
      of("aws:ec2/securityGroup:SecurityGroup")({
        ingress: [{ fromPort: 22, toPort: 22, protocol: "tcp", cidrBlocks: ["0.0.0.0/1", "128.0.0.0/1"] }],
      }),
    ],
  },
  {
    name: "the endpoint of a cluster in two halves",
    rule: "eks-open-endpoint",
    caught: "blocked",
    resources: [cluster({ vpcConfig: { publicAccessCidrs: ["0.0.0.0/1", "128.0.0.0/1"] } })],
  },
  {
    name: "every action but one",
    rule: "iam-wildcards",
    caught: "blocked",
    resources: [
      of("aws:iam/policy:Policy")({
        policy: '{"Statement":[{"Effect":"Allow","NotAction":"iam:Foo","Resource":"*"}]}',
      }),
    ],
  },
];

const waivers: readonly BypassAttempt[] = [
  {
    name: "a waiver that has ended",
    rule: "premium-accelerators",
    caught: "blocked",
    resources: [group(dear)],
    guardrails: waiver({ expires: "2026-11-23" }),
  },
  {
    name: "a waiver on its last day",
    rule: "premium-accelerators",
    caught: "blocked",
    resources: [group(dear)],
    guardrails: waiver({}),
    asOf: "2026-12-31",
  },
  {
    name: "a waiver that begins tomorrow, or a clock that is behind",
    rule: "premium-accelerators",
    caught: "blocked",
    resources: [group(dear)],
    guardrails: waiver({}),
    asOf: "2026-10-31",
  },
  {
    name: "a waiver of another stack",
    rule: "premium-accelerators",
    caught: "blocked",
    resources: [group(dear)],
    guardrails: waiver({ targets: [{ glob: "urn:pulumi:prod::shop::*" }] }),
  },
  {
    name: "a waiver of another rule",
    rule: "premium-accelerators",
    caught: "blocked",
    resources: [group(dear)],
    guardrails: waiver({ rule: "gpu-pool-size" }),
  },
  {
    name: "a waiver that its resource has outgrown",
    rule: "premium-accelerators",
    caught: "blocked",
    resources: [group({ ...dear, scalingConfig: { minSize: 0, desiredSize: 1, maxSize: 1 } })],
    guardrails: waiver({ maxMonthlyUsd: 1000 }),
  },
  {
    name: "a waiver with a cap of a cost that nobody can tell",
    rule: "premium-accelerators",
    caught: "blocked",
    resources: [group({ ...dear, ...sized(unknownValue) })],
    guardrails: waiver({ maxMonthlyUsd: 1_000_000 }),
  },
  {
    name: "a budget of another environment, where the environment is not known",
    rule: "monthly-budget",
    caught: "blocked",
    stack: "blue",
    resources: [group({ scalingConfig: { minSize: 1, desiredSize: 1, maxSize: 1 } })],
    guardrails: { budgets: [{ name: "lab", environment: "dev", monthlyUsd: 1 }] },
  },
];

export const bypassAttempts = { values, sizes, machines, opaque, security, waivers };
