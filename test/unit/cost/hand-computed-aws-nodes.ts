import type { HandComputedStack } from "./hand-computed.js";
import { aiCluster, launchTemplate, madeFrom, nodeGroup, onAws } from "./stack-fixture.js";

const disk = (volumeSize: number, volumeType = "gp3") => ({
  blockDeviceMappings: [{ deviceName: "/dev/xvda", ebs: { volumeSize, volumeType } }],
});

const spotTemplate = launchTemplate("gpu", { instanceType: "g5.12xlarge", ...disk(200) });
const mixTemplate = launchTemplate("mix", disk(50));
const cloud = aiCluster("cloud", "eks", [
  {
    name: "serving",
    accelerator: { model: "l4", gpusPerNode: 1, sharing: { mode: "exclusive", sharesPerGpu: 1 } },
    groups: [
      { key: "spot", capacity: "spot", size: { min: 0, max: 6 } },
      { key: "on-demand", capacity: "on-demand", size: { min: 0, max: 2 } },
    ],
  },
  {
    name: "steady",
    accelerator: { model: "l4", gpusPerNode: 1, sharing: { mode: "exclusive", sharesPerGpu: 1 } },
    groups: [{ key: "on-demand", capacity: "on-demand", size: { min: 2, max: 5 } }],
  },
]);
const inCloud = { parent: cloud.urn };
const config = onAws("ec2/launchConfiguration:LaunchConfiguration", "old", { instanceType: "m5.large" });
const cluster = onAws("eks/cluster:Cluster", "main", { version: "1.36" });
/** Control planes and machines of plain AWS programs and of AiCluster on EKS. */
export const awsNodeStacks: readonly HandComputedStack[] = [
  {
    title: "an EKS control plane",
    // 0.10 x 730 = 73.00
    resources: [cluster],
    usd: [73, 73, 73],
  },
  {
    title: "an EKS control plane past standard support, which extends it by itself",
    // 0.10 x 730 = 73.00; 0.50 x 730 = 365.00
    resources: [onAws("eks/cluster:Cluster", "old", { version: "1.32" })],
    usd: [438, 438, 438],
  },
  {
    title: "an old EKS control plane that refuses extended support",
    // 0.10 x 730 = 73.00
    resources: [onAws("eks/cluster:Cluster", "old", { version: "1.29", upgradePolicy: { supportType: "STANDARD" } })],
    usd: [73, 73, 73],
  },
  {
    title: "a managed node group with a disk whose type nobody states",
    // nodes: 1 x 0.8048 x 730 = 587.504, 2 x = 1175.008, 4 x = 2350.016
    // disks: 1 x 100 x 0.08 = 8.00, 2 x 100 x 0.08 = 16.00, at most gp2: 4 x 100 x 0.10 = 40.00
    resources: [nodeGroup("gpu", [1, 2, 4], { instanceTypes: ["g6.xlarge"], diskSize: 100 })],
    usd: [595.5, 1191.01, 2390.02],
    gpuHours: [730, 1460, 2920],
  },
  {
    title: "the type in the launch template and none on the spot group",
    // most: nodes at the price on demand 3 x 5.672 x 730 = 12421.68; disks 3 x 200 x 0.08 = 48.00
    resources: [
      spotTemplate,
      nodeGroup(
        "spot",
        [0, 0, 3],
        { capacityType: "SPOT", launchTemplate: { id: "lt-1" } },
        madeFrom("launchTemplate", spotTemplate),
      ),
    ],
    usd: [0, 0, 12469.68],
    gpuHours: [0, 0, 8760],
  },
  {
    title: "the same half used",
    // expected 1.5 nodes: 1.5 x 5.672 x 0.43 x 730 = 2670.6612; disks 1.5 x 200 x 0.08 = 24.00
    resources: [
      spotTemplate,
      nodeGroup(
        "spot",
        [0, 0, 3],
        { capacityType: "SPOT", launchTemplate: { id: "lt-1" } },
        madeFrom("launchTemplate", spotTemplate),
      ),
    ],
    sheet: { utilisation: { pools: { spot: 0.5 } } },
    usd: [0, 2694.66, 12469.68],
    gpuHours: [0, 4380, 8760],
  },
  {
    title: "an elastic pool of an AiCluster, whose floor the autoscaler has and not EKS",
    // nodes: 2 x 0.9776 x 730 = 1427.296, 5 x = 3568.24; disks: 2 x 20 x 0.08 = 3.20, at most 5 x 20 x 0.10 = 10.00
    resources: [cloud, nodeGroup("cloud-steady-on-demand", [0, 0, 5], { instanceTypes: ["g6.2xlarge"] }, inCloud)],
    usd: [1430.5, 1430.5, 3578.24],
    gpuHours: [1460, 1460, 3650],
  },
  {
    title: "two groups of one pool, a quarter used",
    // spot: 1.5 x 0.8048 x 0.43 x 730 = 378.94008, at most 6 x 0.8048 x 730 = 3525.024
    // on demand: 0.5 x 0.8048 x 730 = 293.752, at most 2 x 0.8048 x 730 = 1175.008
    // disks of 20 GiB: 1.5 x 20 x 0.08 = 2.40 and 0.5 x 20 x 0.08 = 0.80; at most 6 x 20 x 0.10 = 12.00 and 2 x = 4.00
    resources: [
      cloud,
      nodeGroup("cloud-serving-spot", [0, 0, 6], { instanceTypes: ["g6.xlarge"], capacityType: "SPOT" }, inCloud),
      nodeGroup("cloud-serving-on-demand", [0, 0, 2], { instanceTypes: ["g6.xlarge"] }, inCloud),
    ],
    sheet: { utilisation: { pools: { "cloud/serving": 0.25 } } },
    usd: [0, 675.89, 4716.03],
    gpuHours: [0, 1460, 5840],
  },
  {
    title: "spot at the ratio of the sheet, with its range",
    // 2 x 1.006 x 730 = 1468.76; x 0.3 = 440.628, x 0.4 = 587.504, x 0.6 = 881.256
    // disks: 2 x 20 x 0.08 = 3.20, at most 2 x 20 x 0.10 = 4.00
    resources: [nodeGroup("spot", [2, 2, 2], { instanceTypes: ["g5.xlarge"], capacityType: "SPOT" })],
    sheet: { providers: { aws: { spot: { ratio: 0.4, low: 0.3, high: 0.6 } } } },
    usd: [443.83, 590.7, 885.26],
  },
  {
    title: "an autoscaling group of mixed types, one on demand and a quarter of the rest",
    // 1 machine: 1 on demand, the cheapest 1.006 x 730 = 734.38; disk 50 x 0.08 = 4.00
    // 3 machines: 1 + 0.25 x 2, rounded up, = 2 on demand, the first type: 2 x 1.006 x 730 = 1468.76;
    //   1 spot: 1.006 x 0.43 x 730 = 315.7834; disks 12.00
    // 5 machines: 1 + 0.25 x 4 = 2 on demand, the dearest: 2 x 1.212 x 730 = 1769.52;
    //   3 spot at the price on demand: 3 x 1.212 x 730 = 2654.28; disks 20.00
    resources: [
      mixTemplate,
      onAws(
        "autoscaling/group:Group",
        "mix",
        {
          minSize: 1,
          maxSize: 5,
          desiredCapacity: 3,
          mixedInstancesPolicy: {
            instancesDistribution: { onDemandBaseCapacity: 1, onDemandPercentageAboveBaseCapacity: 25 },
            launchTemplate: {
              launchTemplateSpecification: { launchTemplateId: "lt-2" },
              overrides: [{ instanceType: "g5.xlarge" }, { instanceType: "g5.2xlarge" }],
            },
          },
        },
        madeFrom("mixedInstancesPolicy", mixTemplate),
      ),
    ],
    usd: [738.38, 1796.54, 4443.8],
    gpuHours: [730, 2190, 3650],
  },
  {
    title: "types that count for several units of a group's capacity",
    // 8 units: 2 x g5.12xlarge (4 units) 2 x 5.672 x 730 = 8281.12, or 1 x g5.48xlarge 16.288 x 730 = 11890.24
    resources: [
      mixTemplate,
      onAws("autoscaling/group:Group", "weights", {
        minSize: 8,
        maxSize: 8,
        mixedInstancesPolicy: {
          launchTemplate: {
            launchTemplateSpecification: { launchTemplateId: "lt-9" },
            overrides: [
              { instanceType: "g5.12xlarge", weightedCapacity: "4" },
              { instanceType: "g5.48xlarge", weightedCapacity: "8" },
            ],
          },
        },
      }),
    ],
    usd: [8281.12, 8281.12, 11890.24],
    gpuHours: [5840, 5840, 5840],
    gaps: ["unknown disks"],
  },
  {
    title: "an autoscaling group of a launch configuration",
    // 2 x 0.096 x 730 = 140.16
    resources: [
      config,
      onAws(
        "autoscaling/group:Group",
        "old",
        { minSize: 2, maxSize: 2, launchConfiguration: "old-123" },
        madeFrom("launchConfiguration", config),
      ),
    ],
    usd: [140.16, 140.16, 140.16],
    gaps: ["unpriced root disks"],
  },
  {
    title: "a single machine with a fast disk and a public address",
    // 21.957642 x 730 = 16029.07866; 500 x 0.08 = 40.00; (6000 - 3000) x 0.005 = 15.00; (250 - 125) x 0.04 = 5.00;
    // 0.005 x 730 = 3.65
    resources: [
      onAws("ec2/instance:Instance", "train", {
        instanceType: "p4d.24xlarge",
        rootBlockDevice: { volumeSize: 500, volumeType: "gp3", iops: 6000, throughput: 250 },
        associatePublicIpAddress: true,
      }),
    ],
    usd: [16092.73, 16092.73, 16092.73],
    gpuHours: [5840, 5840, 5840],
  },
  {
    title: "a machine with an eighth of a GPU",
    // 0.2375 x 730 = 173.375; 0.125 x 730 = 91.25 GPU hours; disk 8 x 0.08 = 0.64; 173.38 / 91.25 = 1.90005
    resources: [
      onAws("ec2/instance:Instance", "slice", {
        instanceType: "g6f.xlarge",
        rootBlockDevice: { volumeSize: 8, volumeType: "gp3" },
      }),
    ],
    usd: [174.02, 174.02, 174.02],
    gpuHours: [91.25, 91.25, 91.25],
    usdPerGpuHour: 1.9001,
  },
  {
    title: "a group that runs in an open reservation",
    // reserved: 2 x 55.04 x 730 = 80358.40, used or not; a third machine 55.04 x 730 = 40179.20
    // disks: 1 x 20 x 0.08 = 1.60, at most 3 x 20 x 0.10 = 6.00
    resources: [
      onAws("ec2/capacityReservation:CapacityReservation", "block", {
        instanceType: "p5.48xlarge",
        instanceCount: 2,
        instanceMatchCriteria: "open",
      }),
      nodeGroup("train", [1, 1, 3], { instanceTypes: ["p5.48xlarge"] }),
    ],
    usd: [80360, 80360, 120543.6],
    gpuHours: [11680, 11680, 17520],
  },
  {
    title: "a group beside a reservation that it does not target",
    // reserved: 1 x 55.04 x 730 = 40179.20; the group: 40179.20; its disk 1 x 20 x 0.08 = 1.60, at most 2.00
    resources: [
      onAws("ec2/capacityReservation:CapacityReservation", "block", {
        instanceType: "p5.48xlarge",
        instanceCount: 1,
        instanceMatchCriteria: "targeted",
      }),
      nodeGroup("train", [1, 1, 1], { instanceTypes: ["p5.48xlarge"] }),
    ],
    usd: [80360, 80360, 80360.4],
  },
  {
    title: "two groups that share one machine of a reservation",
    // reserved: 1 x 0.096 x 730 = 70.08; of 2 machines on demand one is paid for: 70.08; disks 2 x 20 x 0.08 = 3.20, at
    // most 2 x 20 x 0.10 = 4.00
    resources: [
      onAws("ec2/capacityReservation:CapacityReservation", "one", { instanceType: "m5.large", instanceCount: 1 }),
      nodeGroup("a", [1, 1, 1], { instanceTypes: ["m5.large"] }),
      nodeGroup("b", [1, 1, 1], { instanceTypes: ["m5.large"] }),
    ],
    usd: [143.36, 143.36, 144.16],
  },
  {
    title: "half a cent, which is rounded up",
    // 0.0255 x 730 = 18.615; disk 8 x 0.08 = 0.64
    resources: [
      onAws("ec2/instance:Instance", "small", {
        instanceType: "a1.medium",
        rootBlockDevice: { volumeSize: 8, volumeType: "gp3" },
      }),
    ],
    usd: [19.26, 19.26, 19.26],
  },
  {
    title: "a discount on all of AWS",
    // 1 x 0.8048 x 0.8 x 730 = 470.0032; disk 20 x 0.08 x 0.8 = 1.28, at most 20 x 0.10 x 0.8 = 1.60; 73 x 0.8 = 58.40
    resources: [cluster, nodeGroup("gpu", [1, 1, 1], { instanceTypes: ["g6.xlarge"] })],
    sheet: { providers: { aws: { multiplier: 0.8 } } },
    usd: [529.68, 529.68, 530],
  },
  {
    title: "two machines of three paid by a commitment",
    // 2 x 0.06 x 730 = 87.60; 1 x 0.096 x 730 = 70.08
    resources: [
      config,
      onAws(
        "autoscaling/group:Group",
        "old",
        { minSize: 3, maxSize: 3, launchConfiguration: "old-123" },
        madeFrom("launchConfiguration", config),
      ),
    ],
    sheet: { committed: [{ provider: "aws", machineType: "m5.large", count: 2, usdPerHour: 0.06 }] },
    usd: [157.68, 157.68, 157.68],
    gaps: ["unpriced root disks"],
  },
  {
    title: "a region that the sheet derives from another",
    // 0.096 x 1.2 x 730 = 84.096; disk 10 x 0.08 x 1.2 = 0.96
    resources: [
      onAws("ec2/instance:Instance", "eu", {
        region: "eu-central-1",
        instanceType: "m5.large",
        rootBlockDevice: { volumeSize: 10, volumeType: "gp3" },
      }),
    ],
    sheet: { providers: { aws: { regions: { "eu-central-1": { like: "us-east-1", multiplier: 1.2 } } } } },
    usd: [85.06, 85.06, 85.06],
  },
];
