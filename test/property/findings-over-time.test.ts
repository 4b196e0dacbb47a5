import type { PropertyMap, PropertyValue } from "@roadstead/core";
import { isPropertyMap, unknownValue } from "@roadstead/core";
import type { Pack, Phase } from "@roadstead/policy";
import { noGuardrails, runRules, stackView } from "@roadstead/policy";
import fc from "fast-check";
import { expect, it } from "vitest";
import { pack as clusterBaseline } from "../../policies/cluster-baseline/pack.js";
import { pack as costGuardrails } from "../../policies/cost-guardrails/pack.js";
import type { SampleResource } from "../policies/sample-graph.js";
import { sampleGraph } from "../policies/sample-graph.js";

const packs: readonly Pack[] = [clusterBaseline, costGuardrails];

const pick = (...values: readonly PropertyValue[]) => fc.constantFrom(...values);
const flag = pick(true, false);
const container = fc.record<PropertyMap>(
  {
    image: pick("nginx", "nginx:1.27", "nginx:latest"),
    securityContext: fc.record(
      { privileged: flag, allowPrivilegeEscalation: flag, runAsNonRoot: flag },
      { requiredKeys: [] },
    ),
    resources: fc.record({ limits: pick({ "nvidia.com/gpu": 1 }, { memory: "1Gi" }, { "nvidia.com/gpu": "16" }) }),
  } as never,
  { requiredKeys: [] },
);
const pod = fc.record({
  containers: fc.array(container, { minLength: 1, maxLength: 2 }),
  hostNetwork: flag,
  volumes: pick([], [{ hostPath: { path: "/run" } }]),
});
const metadata = fc.record({ namespace: pick("jobs", "kube-system"), name: pick("jobs", "web") });

/** Inputs by type; each property may be left out. */
const kinds: readonly (readonly [string, Readonly<Record<string, fc.Arbitrary<unknown>>>])[] = [
  [
    "aws:eks/cluster:Cluster",
    {
      version: pick("1.32", "1.35"),
      deletionProtection: flag,
      enabledClusterLogTypes: pick([], ["api", "audit", "authenticator"]),
      vpcConfig: fc.record({
        endpointPublicAccess: flag,
        publicAccessCidrs: pick([], ["0.0.0.0/0"], ["10.0.0.0/8", "::/0"]),
      }),
    },
  ],
  [
    "aws:eks/nodeGroup:NodeGroup",
    {
      instanceTypes: pick(["g5.xlarge"], ["p5.48xlarge"], ["m5.large"], []),
      capacityType: pick("SPOT", "ON_DEMAND"),
      scalingConfig: fc.record({ minSize: pick(0, 1), maxSize: pick(1, 40), desiredSize: pick(0, 9) }),
      taints: pick([], [{ key: "nvidia.com/gpu" }]),
      subnetIds: pick(["a"], ["a", "b"]),
      diskSize: pick(20, 2000),
      tags: pick({ owner: "a" }, {}),
    },
  ],
  [
    "gcp:container/nodePool:NodePool",
    {
      location: pick("us-central1", "us-central1-a"),
      nodeLocations: pick(["a"], ["a", "b"]),
      nodeCount: pick(1, 8),
      autoscaling: fc.record(
        { minNodeCount: pick(0, 1), maxNodeCount: pick(1, 9), totalMaxNodeCount: pick(2, 30) },
        { requiredKeys: [] },
      ),
      nodeConfig: fc.record(
        {
          machineType: pick("g2-standard-8", "e2-medium"),
          spot: flag,
          guestAccelerators: pick(
            [],
            [{ type: "nvidia-l4", count: 1, gpuSharingConfig: { gpuSharingStrategy: "MPS" } }],
          ),
        },
        { requiredKeys: [] },
      ),
    },
  ],
  [
    "gcp:container/cluster:Cluster",
    {
      location: pick("us-central1", "us-central1-a"),
      enableLegacyAbac: flag,
      loggingService: pick("none"),
      clusterAutoscaling: fc.record({
        enabled: flag,
        resourceLimits: pick([], [{ resourceType: "nvidia-l4", maximum: 99 }]),
      }),
      removeDefaultNodePool: flag,
    },
  ],
  [
    "aws:autoscaling/group:Group",
    {
      minSize: pick(0, 1),
      maxSize: pick(1, 40),
      tags: pick([], [{ propagateAtLaunch: false }]),
      mixedInstancesPolicy: fc.record({
        instancesDistribution: fc.record({
          onDemandBaseCapacity: pick(0, 5),
          onDemandPercentageAboveBaseCapacity: pick(0, 100),
        }),
        launchTemplate: pick({ overrides: [{ instanceType: "p5.48xlarge" }] }),
      }),
    },
  ],
  [
    "aws:ec2/launchTemplate:LaunchTemplate",
    {
      instanceType: pick("g5.xlarge"),
      metadataOptions: fc.record(
        {
          httpTokens: pick("required", "optional"),
          httpPutResponseHopLimit: pick(1, 2),
          httpEndpoint: pick("enabled", "disabled"),
        },
        { requiredKeys: [] },
      ),
      blockDeviceMappings: pick([], [{ ebs: { encrypted: false, volumeType: "gp2" } }]),
    },
  ],
  ["aws:ebs/volume:Volume", { encrypted: flag, type: pick("gp2", "gp3"), size: pick(1, 5000), iops: pick(3000, 9000) }],
  [
    "aws:rds/instance:Instance",
    { storageEncrypted: flag, publiclyAccessible: flag, backupRetentionPeriod: pick(0, 7), deletionProtection: flag },
  ],
  [
    "aws:ec2/securityGroup:SecurityGroup",
    {
      ingress: fc.array(
        fc.record({ fromPort: pick(22, 443), toPort: pick(22, 443), cidrBlocks: pick(["0.0.0.0/0"], ["10.0.0.0/8"]) }),
        { maxLength: 2 },
      ),
    },
  ],
  ["kubernetes:apps/v1:Deployment", { metadata, spec: fc.record({ template: fc.record({ spec: pod }) }) }],
  [
    "kubernetes:batch/v1:Job",
    {
      metadata,
      spec: fc.record(
        { template: fc.record({ spec: pod }), activeDeadlineSeconds: pick(60) },
        { requiredKeys: ["template"] },
      ),
    },
  ],
  [
    "kubernetes:core/v1:ResourceQuota",
    { metadata, spec: pick({ hard: { "requests.nvidia.com/gpu": 4 } }, { hard: { pods: 4 } }) },
  ],
  ["kubernetes:core/v1:Namespace", { metadata }],
  ["kubernetes:networking.k8s.io/v1:NetworkPolicy", { metadata }],
  ["aws:s3/bucket:Bucket", { bucket: pick("models"), versioning: pick({ enabled: true }) }],
  ["aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock", { bucket: pick("models", "r0"), blockPublicAcls: flag }],
  ["aws:ec2/natGateway:NatGateway", {}],
  ["aws:ec2/vpcEndpoint:VpcEndpoint", { serviceName: pick("com.amazonaws.us-east-1.s3", "other") }],
];

const resource = fc
  .constantFrom(...kinds)
  .chain(([type, inputs]) =>
    fc.record(inputs, { requiredKeys: [] }).map((given): SampleResource => ({ type, inputs: given as PropertyMap })),
  );

/** The value with some of its parts not known yet; which ones, the dice say. */
function veiled(value: PropertyValue, dice: () => boolean, top = false): PropertyValue {
  if (!top && dice()) return unknownValue;
  if (Array.isArray(value)) return (value as PropertyValue[]).map((item) => veiled(item, dice));
  if (!isPropertyMap(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, veiled(item, dice)]));
}

function resultsOf(resources: readonly SampleResource[], phase: Phase, stackName: string) {
  const stack = stackView(sampleGraph(resources, stackName), { phase });
  const { results } = runRules(packs, { stack, guardrails: noGuardrails, asOf: "2026-11-24" });
  return new Map(results.map(({ rule, urn, result }) => [`${rule} ${urn}`, result]));
}

it("what a plan calls a pass or a failure, the state calls the same: only an unknown may change", () => {
  const stackName = fc.constantFrom("dev", "prod", "blue");
  fc.assert(
    fc.property(
      fc.array(resource, { minLength: 1, maxLength: 6 }),
      fc.array(fc.nat(5), { minLength: 30, maxLength: 30 }),
      stackName,
      (resources, rolls, name) => {
        let roll = 0;
        const dice = (): boolean => rolls[roll++ % rolls.length] === 0;
        const plan = resources.map((one) => ({ ...one, inputs: veiled(one.inputs ?? {}, dice, true) as PropertyMap }));
        const later = resultsOf(resources, "state", name);
        const now = resultsOf(plan, "plan", name);
        // A control that does not apply finds nothing, as one that holds.
        const found = (result: string | undefined): string =>
          result === "fail" || result === "unknown" ? result : "nothing";
        for (const key of new Set([...now.keys(), ...later.keys()])) {
          const before = found(now.get(key));
          if (before !== "unknown") expect(`${key}: ${found(later.get(key))}`).toBe(`${key}: ${before}`);
        }
      },
    ),
    { numRuns: 1500, seed: 6 },
  );
});
