import type { PropertyMap } from "@roadstead/core";
import { SecretValue, unknownValue } from "@roadstead/core";
import type { GoodStack } from "./good-stack.js";
import { tags, aws, made } from "./good-stack.js";

const eks = (inputs: PropertyMap = {}) =>
  made("aws:eks/cluster:Cluster", "cluster", {
    version: "1.35",
    accessConfig: { authenticationMode: "API" },
    vpcConfig: {
      subnetIds: [unknownValue, unknownValue],
      endpointPrivateAccess: true,
      publicAccessCidrs: ["203.0.113.0/24"],
    },
    enabledClusterLogTypes: ["api", "audit", "authenticator", "controllerManager", "scheduler"],
    encryptionConfig: { provider: { keyArn: unknownValue }, resources: ["secrets"] },
    upgradePolicy: { supportType: "STANDARD" },
    deletionProtection: true,
    ...inputs,
  });
const template = (inputs: PropertyMap = {}, name = "nodes") =>
  made("aws:ec2/launchTemplate:LaunchTemplate", name, {
    metadataOptions: { httpTokens: "required", httpPutResponseHopLimit: 1 },
    blockDeviceMappings: [{ deviceName: "/dev/xvda", ebs: { volumeSize: 100, volumeType: "gp3", encrypted: true } }],
    tagSpecifications: [
      { resourceType: "instance", tags },
      { resourceType: "volume", tags },
    ],
    ...inputs,
  });
const taints = [{ key: "nvidia.com/gpu", value: "present", effect: "NO_SCHEDULE" }];
const nodes = (name: string, types: readonly string[], inputs: PropertyMap = {}) =>
  made(
    "aws:eks/nodeGroup:NodeGroup",
    name,
    {
      clusterName: unknownValue,
      capacityType: "ON_DEMAND",
      instanceTypes: types,
      scalingConfig: { minSize: 2, desiredSize: 2, maxSize: 4 },
      launchTemplate: { id: unknownValue, version: "$Latest" },
      ...inputs,
    },
    { from: { clusterName: ["cluster"], launchTemplate: ["nodes"] } },
  );
const gpuNodes = (name: string, types: readonly string[], inputs: PropertyMap = {}) =>
  nodes(name, types, {
    capacityType: "SPOT",
    scalingConfig: { minSize: 0, desiredSize: 0, maxSize: 4 },
    taints,
    ...inputs,
  });
const l4Types = ["g6.xlarge", "g6.2xlarge", "g5.xlarge"];

const bucket = made("aws:s3/bucket:Bucket", "models", { bucket: "acme-models" });
const closedBucket = [
  bucket,
  made(
    "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
    "models",
    {
      bucket: unknownValue,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    },
    { from: { bucket: ["models"] } },
  ),
];

export const onAws: readonly GoodStack[] = [
  { name: "a cluster with a pool for servers", resources: [aws, eks(), template(), nodes("system", ["m6i.large"])] },
  { name: "a pool of GPUs from zero, on spot", resources: [aws, eks(), template(), gpuNodes("gpus", l4Types)] },
  {
    name: "a cluster inside of its network only",
    resources: [
      aws,
      eks({ vpcConfig: { subnetIds: [unknownValue], endpointPublicAccess: false, endpointPrivateAccess: true } }),
    ],
  },
  {
    name: "production, on demand and never empty",
    stack: "prod",
    resources: [
      aws,
      eks(),
      template(),
      gpuNodes("gpus", ["g6.12xlarge"], {
        capacityType: "ON_DEMAND",
        scalingConfig: { minSize: 1, desiredSize: 2, maxSize: 4 },
      }),
    ],
  },
  {
    name: "a premium pool with a waiver",
    stack: "prod",
    resources: [
      aws,
      eks(),
      template(),
      gpuNodes("train", ["p5.48xlarge"], { scalingConfig: { minSize: 0, desiredSize: 0, maxSize: 2 } }),
    ],
    guardrails: {
      waivers: {
        entries: [
          {
            id: "W-1",
            rule: "premium-accelerators",
            targets: [{ glob: "urn:pulumi:prod::shop::*::train" }],
            reason: "the large run",
            owner: "research",
            ticket: "ML-1",
            created: "2026-11-01",
            expires: "2027-01-15",
            maxMonthlyUsd: 50_000,
          },
        ],
      },
    },
  },
  {
    name: "a type that stands in the launch template",
    resources: [aws, eks(), template({ instanceType: "g6.xlarge" }), gpuNodes("gpus", l4Types)],
  },
  {
    name: "a mixed group of spot machines without GPUs",
    resources: [
      aws,
      template(),
      made("aws:autoscaling/group:Group", "workers", {
        minSize: 0,
        maxSize: 20,
        mixedInstancesPolicy: {
          instancesDistribution: { onDemandBaseCapacity: 0, onDemandPercentageAboveBaseCapacity: 0 },
          launchTemplate: { overrides: [{ instanceType: "c6i.xlarge" }, { instanceType: "c5.xlarge" }] },
        },
        tags: [{ key: "Owner", value: "ml", propagateAtLaunch: true }],
      }),
    ],
  },
  { name: "a bucket that nobody can open", resources: [aws, ...closedBucket] },
  {
    name: "a database inside",
    resources: [
      aws,
      made("aws:rds/instance:Instance", "registry", {
        engine: "postgres",
        instanceClass: "db.t4g.medium",
        allocatedStorage: 50,
        storageEncrypted: true,
        publiclyAccessible: false,
        backupRetentionPeriod: 7,
        password: new SecretValue("hunter2"),
      }),
    ],
  },
  {
    name: "a network with one gateway and an endpoint for models",
    resources: [
      aws,
      made("aws:ec2/vpc:Vpc", "net", { cidrBlock: "10.0.0.0/16" }),
      made("aws:ec2/subnet:Subnet", "private", { cidrBlock: "10.0.1.0/24" }),
      made(
        "aws:ec2/natGateway:NatGateway",
        "nat",
        { allocationId: unknownValue },
        { from: { allocationId: ["nat-ip"] } },
      ),
      made("aws:ec2/eip:Eip", "nat-ip", { domain: "vpc" }),
      made("aws:ec2/vpcEndpoint:VpcEndpoint", "s3", { serviceName: "com.amazonaws.us-east-1.s3" }),
      made("aws:ec2/securityGroup:SecurityGroup", "web", {
        ingress: [{ protocol: "tcp", fromPort: 443, toPort: 443, cidrBlocks: ["0.0.0.0/0"] }],
        egress: [{ protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["0.0.0.0/0"] }],
      }),
    ],
  },
  {
    name: "logs, keys and roles",
    resources: [
      aws,
      made("aws:cloudwatch/logGroup:LogGroup", "cluster", { retentionInDays: 365, kmsKeyId: unknownValue }),
      made("aws:kms/key:Key", "secrets", { enableKeyRotation: true }),
      made("aws:iam/role:Role", "nodes", { assumeRolePolicy: "{}" }),
      made("aws:iam/rolePolicy:RolePolicy", "models", {
        policy:
          '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["s3:GetObject","s3:List*"],"Resource":"*"}]}',
      }),
    ],
  },
  {
    name: "volumes of the cheap type",
    resources: [
      aws,
      made("aws:ebs/volume:Volume", "data", {
        size: 200,
        type: "gp3",
        encrypted: true,
        availabilityZone: "us-east-1a",
      }),
      made("aws:efs/fileSystem:FileSystem", "shared", { encrypted: true }),
      made("aws:fsx/lustreFileSystem:LustreFileSystem", "scratch", {
        storageCapacity: 1200,
        deploymentType: "SCRATCH_2",
      }),
    ],
  },
  {
    name: "a stack within its budget",
    resources: [
      aws,
      made("aws:ec2/instance:Instance", "bastion", {
        instanceType: "t3.micro",
        associatePublicIpAddress: false,
        metadataOptions: { httpTokens: "required", httpPutResponseHopLimit: 1 },
        rootBlockDevice: { volumeSize: 10, volumeType: "gp3", encrypted: true },
      }),
    ],
    guardrails: { budgets: [{ name: "small", on: "ceiling", monthlyUsd: 20 }] },
  },
  {
    name: "tags in every spelling, on the resource",
    resources: [
      { ...aws, inputs: { region: "us-east-1" } },
      made("aws:ebs/volume:Volume", "data", {
        type: "gp3",
        encrypted: true,
        tags: { OWNER: "a", "cost-center": "b", "Environment ": "dev", environment: "dev" },
      }),
    ],
  },
];
