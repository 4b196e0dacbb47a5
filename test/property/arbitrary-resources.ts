import type { PropertyMap, PropertyValue } from "@roadstead/core";
import { isPropertyMap } from "@roadstead/core";
import fc from "fast-check";
import type { SampleResource } from "../policies/sample-graph.js";

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
  [
    "kubernetes:kubeflow.org/v1:PyTorchJob",
    { metadata, spec: fc.record({ replicas: pick(1, 9), template: fc.record({ spec: pod }) }, { requiredKeys: [] }) },
  ],
  [
    "aws:ec2/fleet:Fleet",
    {
      launchTemplateConfigs: pick(
        [{ overrides: [{ instanceType: "p5.48xlarge" }] }],
        [{ overrides: [{ instanceType: "m5.large" }] }],
      ),
    },
  ],
  ["aws:ec2/natGateway:NatGateway", {}],
  ["aws:ec2/vpcEndpoint:VpcEndpoint", { serviceName: pick("com.amazonaws.us-east-1.s3", "other") }],
];

/** A resource as any program may have it, right or wrong. */
export const arbitraryResource: fc.Arbitrary<SampleResource> = fc
  .constantFrom(...kinds)
  .chain(([type, inputs]) =>
    fc.record(inputs, { requiredKeys: [] }).map((given): SampleResource => ({ type, inputs: given as PropertyMap })),
  );

/** The inputs with some of their parts behind a veil, as what is not known yet; which ones, the dice say. */
export function veiled(
  inputs: PropertyMap,
  dice: () => boolean,
  veil: (value: PropertyValue) => PropertyValue,
): PropertyMap {
  const below = (value: PropertyValue): PropertyValue => {
    if (dice()) return veil(value);
    if (Array.isArray(value)) return (value as PropertyValue[]).map(below);
    return isPropertyMap(value) ? veiled(value, dice, veil) : value;
  };
  return Object.fromEntries(Object.entries(inputs).map(([key, value]) => [key, below(value)]));
}
