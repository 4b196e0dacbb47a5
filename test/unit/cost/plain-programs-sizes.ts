import type { PlainState } from "./plain-state.js";

const aws = { aws: { region: "us-east-1" } };
const gcp = { gcp: { project: "p", region: "us-central1", zone: "us-central1-a" } };
const gp3 = { rootBlockDevice: { volumeSize: 50, volumeType: "gp3" } };
const mapped = (volumeSize: number) => ({
  blockDeviceMappings: [{ deviceName: "/dev/xvda", ebs: { volumeSize, volumeType: "gp3" } }],
});
const bootDisk = [{ boot: true, diskSizeGb: 20, diskType: "pd-balanced", sourceImage: "debian" }];
const template = (name: string, machineType: string) => ({
  type: "gcp:compute/instanceTemplate:InstanceTemplate",
  name,
  inputs: { machineType, disks: bootDisk, networkInterfaces: [{ network: "default" }] },
});

/** Programs whose sizes and machines stand elsewhere than in the group itself. */
export const sizePrograms: readonly PlainState[] = [
  {
    title: "a group of which one machine is of another version, with GPUs",
    // e2-standard-2: 3 x 0.067012 x 730 = 146.75628; g2-standard-48: 4.001672 x 730 = 2921.22; disks 4 x 20 x 0.10
    regions: gcp,
    resources: [
      template("stable", "e2-standard-2"),
      template("canary", "g2-standard-48"),
      {
        type: "gcp:compute/instanceGroupManager:InstanceGroupManager",
        name: "web",
        inputs: {
          zone: "us-central1-a",
          targetSize: 4,
          versions: [
            { name: "stable", instanceTemplate: "stable-1a2b3c" },
            { name: "canary", instanceTemplate: "canary-1a2b3c", targetSize: { fixed: 1 } },
          ],
        },
        from: { versions: ["stable", "canary"] },
      },
    ],
    usd: [3075.97, 3075.97, 3075.97],
    gpuHours: [2920, 2920, 2920],
  },
  {
    title: "a group of which a quarter, rounded up, is of another version",
    // 2 x 0.067012 x 730 = 97.83752 of three; e2-standard-4 1 x 0.134023 x 730 = 97.83679; disks 3 x 20 x 0.10 = 6.00
    regions: gcp,
    resources: [
      template("a", "e2-standard-2"),
      template("b", "e2-standard-4"),
      {
        type: "gcp:compute/regionInstanceGroupManager:RegionInstanceGroupManager",
        name: "web",
        inputs: {
          region: "us-central1",
          targetSize: 3,
          versions: [{ instanceTemplate: "b-1a2b3c", targetSize: { percent: 25 } }, { instanceTemplate: "a-1a2b3c" }],
        },
        from: { versions: ["a", "b"] },
      },
    ],
    usd: [201.68, 201.68, 201.68],
  },
  {
    title: "a group that a scheduled action makes larger by day, and one that leaves it by night",
    // g5.xlarge: 1.006 x 730 = 734.38, x 1, x 20 = 14687.60; disks 100 x 0.08 = 8.00, x 20 = 160.00
    regions: aws,
    resources: [
      {
        type: "aws:ec2/launchTemplate:LaunchTemplate",
        name: "lt",
        inputs: { instanceType: "g5.xlarge", ...mapped(100) },
      },
      {
        type: "aws:autoscaling/group:Group",
        name: "train",
        inputs: { minSize: 1, maxSize: 2, launchTemplate: { id: "lt-1a2b3c", version: "$Latest" } },
        from: { launchTemplate: ["lt"] },
      },
      {
        type: "aws:autoscaling/schedule:Schedule",
        name: "day",
        inputs: { autoscalingGroupName: "train-1a2b3c", minSize: 4, maxSize: 20, recurrence: "0 8 * * *" },
        from: { autoscalingGroupName: ["train"] },
      },
      {
        type: "aws:autoscaling/schedule:Schedule",
        name: "night",
        inputs: { autoscalingGroupName: "train-1a2b3c", minSize: -1, maxSize: -1, desiredCapacity: 1 },
        from: { autoscalingGroupName: ["train"] },
      },
    ],
    usd: [742.38, 742.38, 14_847.6],
    gpuHours: [730, 730, 14_600],
  },
  {
    title: "a mix with a type in an override's own template",
    // c6i.xlarge 0.17 x 730 = 124.10, c7g.xlarge 0.145 x 730 = 105.85; two always, dearest at most; 10 GiB disks 0.80
    regions: aws,
    resources: [
      {
        type: "aws:ec2/launchTemplate:LaunchTemplate",
        name: "x86",
        inputs: { name: "x86", instanceType: "c6i.xlarge", ...mapped(10) },
      },
      {
        type: "aws:ec2/launchTemplate:LaunchTemplate",
        name: "arm",
        inputs: { name: "arm", instanceType: "c7g.xlarge" },
      },
      {
        type: "aws:autoscaling/group:Group",
        name: "mix",
        inputs: {
          minSize: 2,
          maxSize: 2,
          mixedInstancesPolicy: {
            instancesDistribution: { onDemandPercentageAboveBaseCapacity: 100 },
            launchTemplate: {
              launchTemplateSpecification: { launchTemplateName: "x86", version: "$Default" },
              overrides: [
                { instanceType: "c6i.xlarge" },
                { launchTemplateSpecification: { launchTemplateName: "arm" } },
              ],
            },
          },
        },
      },
    ],
    usd: [213.3, 249.8, 249.8],
  },
  {
    title: "a warm pool and machines on hardware of one's own, which no list has",
    // m5.large 0.096 x 730 = 70.08: 1 and 5 of the group, and one by itself with 50 x 0.08 = 4.00; disks 1 and 5 x 0.80
    regions: aws,
    resources: [
      {
        type: "aws:ec2/launchTemplate:LaunchTemplate",
        name: "lt",
        inputs: { instanceType: "m5.large", placement: { tenancy: "dedicated" }, ...mapped(10) },
      },
      {
        type: "aws:autoscaling/group:Group",
        name: "warm",
        inputs: {
          minSize: 1,
          maxSize: 5,
          launchTemplate: { id: "lt-1a2b3c" },
          warmPool: { poolState: "Running", minSize: 2 },
        },
        from: { launchTemplate: ["lt"] },
      },
      {
        type: "aws:ec2/instance:Instance",
        name: "own",
        inputs: { instanceType: "m5.large", tenancy: "host", associatePublicIpAddress: false, ...gp3 },
      },
    ],
    usd: [144.96, 144.96, 428.48],
    gaps: ["unpriced own: hardware of one's own", "unpriced warm: hardware of one's own", "unpriced warm: warm pool"],
  },
  {
    title: "a Gateway, a pool of Karpenter with a fixed size, and volumes of a set that scales",
    // 73.00; m5.large 3 x 0.096 x 730 = 210.24; volumes 3 x 100 x 0.08 = 24.00, 10 x 100 x 0.08 = 80.00
    regions: aws,
    resources: [
      { type: "aws:eks/cluster:Cluster", name: "eks", inputs: { version: "1.35" } },
      { type: "pulumi:providers:kubernetes", name: "k8s", from: { kubeconfig: ["eks"] } },
      {
        type: "kubernetes:gateway.networking.k8s.io/v1:Gateway",
        name: "edge",
        provider: "k8s",
        inputs: { spec: { gatewayClassName: "eg" } },
      },
      {
        type: "kubernetes:karpenter.sh/v1:NodePool",
        name: "fixed",
        provider: "k8s",
        inputs: {
          spec: {
            replicas: 3,
            template: {
              spec: {
                requirements: [{ key: "node.kubernetes.io/instance-type", operator: "In", values: ["m5.large"] }],
              },
            },
          },
        },
      },
      {
        type: "kubernetes:apps/v1:StatefulSet",
        name: "db",
        provider: "k8s",
        inputs: {
          metadata: { name: "db" },
          spec: {
            replicas: 3,
            volumeClaimTemplates: [
              { spec: { storageClassName: "gp3", resources: { requests: { storage: "100Gi" } } } },
            ],
          },
        },
      },
      {
        type: "kubernetes:autoscaling/v2:HorizontalPodAutoscaler",
        name: "hpa",
        provider: "k8s",
        inputs: { spec: { minReplicas: 3, maxReplicas: 10, scaleTargetRef: { kind: "StatefulSet", name: "db" } } },
      },
    ],
    usd: [307.24, 307.24, 363.24],
    gaps: ["unpriced edge: load balancer"],
  },
  {
    title: "pools whose disk stands in bootDisk, with images beside it, and a group that keeps a warm pool",
    // GKE 73.00; e2-standard-2 1 x 0.067012 x 730 = 48.91876; disk 300 x 0.17 = 51.00; address 3.65
    // m5.large 0.096 x 730 = 70.08; disk 20 x 0.08 = 1.60, as gp2 2.00
    regions: { ...aws, ...gcp },
    resources: [
      {
        type: "gcp:container/cluster:Cluster",
        name: "gke",
        inputs: { location: "us-central1-a", removeDefaultNodePool: true },
      },
      {
        type: "gcp:container/nodePool:NodePool",
        name: "cpu",
        inputs: {
          cluster: "gke-1a2b3c",
          location: "us-central1-a",
          nodeCount: 1,
          nodeConfig: {
            machineType: "e2-standard-2",
            bootDisk: { diskType: "pd-ssd", sizeGb: 300 },
            secondaryBootDisks: [{ diskImage: "models", mode: "CONTAINER_IMAGE_CACHE" }],
          },
        },
        from: { cluster: ["gke"] },
      },
      {
        type: "aws:eks/nodeGroup:NodeGroup",
        name: "warm",
        inputs: {
          instanceTypes: ["m5.large"],
          scalingConfig: { minSize: 1, maxSize: 1, desiredSize: 1 },
          warmPoolConfig: { minSize: 2 },
        },
      },
    ],
    usd: [248.25, 248.25, 248.65],
    gaps: ["unpriced cpu: secondary boot disks", "unpriced warm: warm pool"],
  },
  {
    title: "a group of the Cloud Control provider that is larger by day, with a warm pool beside it",
    // m5.large 0.096 x 730 = 70.08, x 6 = 420.48; disks 10 x 0.08 = 0.80, x 6 = 4.80
    regions: { "aws-native": { region: "us-east-1" } },
    resources: [
      {
        type: "aws-native:ec2:LaunchTemplate",
        name: "lt",
        inputs: { launchTemplateData: { instanceType: "m5.large", ...mapped(10) } },
      },
      {
        type: "aws-native:autoscaling:AutoScalingGroup",
        name: "web",
        inputs: { minSize: "1", maxSize: "2", launchTemplate: { launchTemplateId: "lt-1a2b3c", version: "1" } },
        from: { launchTemplate: ["lt"] },
      },
      {
        type: "aws-native:autoscaling:ScheduledAction",
        name: "day",
        inputs: { autoScalingGroupName: "web-1a2b3c", maxSize: 6, recurrence: "0 8 * * *" },
      },
      { type: "aws-native:autoscaling:WarmPool", name: "warm", inputs: { autoScalingGroupName: "web-1a2b3c" } },
    ],
    usd: [70.88, 70.88, 425.28],
    gaps: ["unpriced warm: all of it"],
  },
];
