import { aResource, urnOf } from "../../cli/graph-fixture.js";
import type { HandComputedStack } from "./hand-computed.js";
import { onAws } from "./stack-fixture.js";

const cluster = onAws("eks/cluster:Cluster", "main", { version: "1.36" });
const provider = aResource({
  type: "pulumi:providers:kubernetes",
  name: "main",
  kind: "provider",
  dependencies: [cluster.urn],
});
const gp3Class = aResource({
  type: "kubernetes:storage.k8s.io/v1:StorageClass",
  name: "fast",
  provider: provider.urn,
  inputs: { metadata: { name: "fast" }, provisioner: "ebs.csi.aws.com", parameters: { type: "gp3" } },
});
const claim = (storage: string) => ({
  spec: { storageClassName: "fast", resources: { requests: { storage } } },
});

/** Networks, databases, storage and logs of AWS, and what clusters on EKS make of objects. */
export const awsServiceStacks: readonly HandComputedStack[] = [
  {
    title: "a network with a NAT gateway, addresses, endpoints and a load balancer",
    // 0.045 x 730 = 32.85; 100 x 0.045 = 4.50; 0.005 x 730 = 3.65; 2 zones x 0.01 x 730 = 14.60; 0.0225 x 730 = 16.425;
    // the endpoint of S3 is a gateway, which is free
    resources: [
      onAws("ec2/natGateway:NatGateway", "nat"),
      onAws("ec2/eip:Eip", "nat"),
      onAws("ec2/vpcEndpoint:VpcEndpoint", "s3", { vpcEndpointType: "Gateway" }),
      onAws("ec2/vpcEndpoint:VpcEndpoint", "ecr", { vpcEndpointType: "Interface", subnetIds: ["a", "b"] }),
      onAws("lb/loadBalancer:LoadBalancer", "web"),
    ],
    sheet: { usage: { nat: { processedGib: 100 } } },
    usd: [72.03, 72.03, 72.03],
    gaps: ["usage data processed", "usage capacity units"],
  },
  {
    title: "a PostgreSQL server with a standby, whose storage may grow",
    // 2 x 0.065 x 730 = 94.90; 2 x 20 x 0.115 = 4.60, at most 2 x 80 x 0.115 = 18.40
    resources: [
      onAws("rds/instance:Instance", "db", {
        engine: "postgres",
        instanceClass: "db.t4g.medium",
        multiAz: true,
        storageType: "gp3",
        allocatedStorage: 20,
        maxAllocatedStorage: 80,
      }),
    ],
    usd: [99.5, 99.5, 113.3],
  },
  {
    title: "a volume with provisioned IOPS",
    // 500 x 0.125 = 62.50; 10000 x 0.065 = 650.00
    resources: [onAws("ebs/volume:Volume", "data", { size: 500, type: "io2", iops: 10000 })],
    usd: [712.5, 712.5, 712.5],
  },
  {
    title: "logs that are kept for 30 days",
    // 100 x 0.50 = 50.00; 100 x 30 / (365 / 12) = 98.630 GiB x 0.03 = 2.9589
    resources: [onAws("cloudwatch/logGroup:LogGroup", "logs", { retentionInDays: 30 })],
    sheet: { usage: { logs: { ingestedGib: 100 } } },
    usd: [52.96, 52.96, 52.96],
  },
  {
    title: "a bucket, a key and a secret",
    // 2000 x 0.023 = 46.00; 1.00; 0.40
    resources: [
      onAws("s3/bucket:Bucket", "models", { bucket: "acme-models" }),
      onAws("kms/key:Key", "key"),
      onAws("secretsmanager/secret:Secret", "secret"),
    ],
    sheet: { usage: { "acme-models": { storedGib: 2000 } } },
    usd: [47.4, 47.4, 47.4],
  },
  {
    title: "volumes of a stateful set and a claim, and a network load balancer, in a cluster on EKS",
    // control plane 73.00; 3 x 50 x 0.08 = 12.00; 100 x 0.08 = 8.00; 0.0225 x 730 = 16.425
    resources: [
      cluster,
      provider,
      gp3Class,
      aResource({
        type: "kubernetes:apps/v1:StatefulSet",
        name: "db",
        provider: provider.urn,
        inputs: { spec: { replicas: 3, volumeClaimTemplates: [claim("50Gi")] } },
      }),
      aResource({
        type: "kubernetes:core/v1:PersistentVolumeClaim",
        name: "cache",
        provider: provider.urn,
        inputs: claim("100Gi"),
      }),
      aResource({
        type: "kubernetes:core/v1:Service",
        name: "web",
        provider: provider.urn,
        inputs: {
          metadata: { annotations: { "service.beta.kubernetes.io/aws-load-balancer-type": "nlb" } },
          spec: { type: "LoadBalancer" },
        },
      }),
    ],
    usd: [109.43, 109.43, 109.43],
  },
  {
    title: "a pool of Karpenter that is limited to 8 GPUs",
    // control plane 73.00; at most 8 x g6.xlarge 8 x 0.8048 = 6.4384 or 2 x g6.12xlarge (4 GPUs) 2 x 4.6016 = 9.2032 an
    // hour: 9.2032 x 730 = 6718.336
    resources: [
      cluster,
      provider,
      aResource({
        type: "kubernetes:karpenter.sh/v1:NodePool",
        name: "gpu",
        urn: urnOf("kubernetes:karpenter.sh/v1:NodePool", "gpu"),
        provider: provider.urn,
        inputs: {
          spec: {
            limits: { "nvidia.com/gpu": 8 },
            template: {
              spec: {
                requirements: [
                  {
                    key: "node.kubernetes.io/instance-type",
                    operator: "In",
                    values: ["g6.xlarge", "g6.12xlarge"],
                  },
                ],
              },
            },
          },
        },
      }),
    ],
    usd: [73, 73, 6791.34],
    gpuHours: [0, 0, 5840],
  },
];
