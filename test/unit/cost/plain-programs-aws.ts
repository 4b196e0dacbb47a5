import type { PlainState } from "./plain-state.js";

const aws = { aws: { region: "us-east-1" } };
const native = { "aws-native": { region: "us-east-1" } };

/** Programs on AWS that know nothing of this project. */
export const awsPrograms: readonly PlainState[] = [
  {
    title: "EKS of the Cloud Control provider, with the type and the disk in a launch template",
    // 73.00; nodes 1.212 x 730 = 884.76, x 4 = 3539.04; disks 100 x 0.08 = 8.00, x 4 = 32.00
    regions: native,
    resources: [
      { type: "aws-native:ec2:Vpc", name: "vpc", inputs: { cidrBlock: "10.0.0.0/16" } },
      { type: "aws-native:ec2:SubnetRouteTableAssociation", name: "rta", inputs: {} },
      { type: "aws-native:iam:Role", name: "role" },
      {
        type: "aws-native:eks:Cluster",
        name: "eks",
        inputs: { version: "1.35", upgradePolicy: { supportType: "STANDARD" } },
      },
      {
        type: "aws-native:ec2:LaunchTemplate",
        name: "lt",
        inputs: {
          launchTemplateData: {
            instanceType: "g5.2xlarge",
            blockDeviceMappings: [{ deviceName: "/dev/xvda", ebs: { volumeSize: 100, volumeType: "gp3" } }],
          },
        },
      },
      {
        type: "aws-native:eks:Nodegroup",
        name: "gpu",
        inputs: {
          clusterName: "eks",
          scalingConfig: { minSize: 0, desiredSize: 1, maxSize: 4 },
          launchTemplate: { id: "lt-1a2b3c" },
          tags: { team: "vision" },
        },
        from: { launchTemplate: ["lt"], clusterName: ["eks"] },
      },
    ],
    usd: [73, 965.76, 3644.04],
    gpuHours: [0, 730, 2920],
  },
  {
    title: "volumes, a database, a balancer and logs of the Cloud Control provider",
    // 200 x 0.08 = 16.00; 0.145 x 730 = 105.85; 50 x 0.115 = 5.75; 0.0225 x 730 = 16.425; 1.00; 383.98 + 8.00
    regions: native,
    resources: [
      {
        type: "aws-native:ec2:Volume",
        name: "data",
        inputs: { size: 200, volumeType: "gp3", availabilityZone: "us-east-1a" },
      },
      {
        type: "aws-native:rds:DbInstance",
        name: "db",
        inputs: { engine: "postgres", dbInstanceClass: "db.t3.large", allocatedStorage: "50", storageType: "gp3" },
      },
      { type: "aws-native:elasticloadbalancingv2:LoadBalancer", name: "lb", inputs: { type: "network" } },
      { type: "aws-native:kms:Key", name: "key" },
      {
        type: "aws-native:ec2:Instance",
        name: "bastion",
        inputs: {
          instanceType: "g4dn.xlarge",
          blockDeviceMappings: [{ deviceName: "/dev/sda1", ebs: { volumeSize: 100, volumeType: "gp3" } }],
        },
      },
      { type: "aws-native:logs:LogGroup", name: "logs", inputs: { retentionInDays: 7 } },
      { type: "aws-native:msk:Cluster", name: "kafka", inputs: {} },
    ],
    usd: [537.01, 537.01, 537.01],
    gaps: ["unpriced kafka: all of it", "usage lb: capacity units", "usage logs: logs"],
  },
  {
    title: "a network and a cluster of component libraries, whose children are in the state",
    // 3 x 32.85 = 98.55; 3 x 3.65 = 10.95; 73.00; nodes 0.192 x 730 = 140.16, x 2 = 280.32, x 3 = 420.48
    // disks 20 x 0.08 = 1.60, x 2 = 3.20, 3 x 20 x 0.10 = 6.00
    regions: aws,
    resources: [
      { type: "awsx:ec2:Vpc", name: "net", component: true },
      { type: "aws:ec2/vpc:Vpc", name: "net-vpc", parent: "net" },
      { type: "aws:ec2/subnet:Subnet", name: "private-1", inputs: { mapPublicIpOnLaunch: false }, parent: "net" },
      ...["1", "2", "3"].flatMap((zone) => [
        { type: "aws:ec2/eip:Eip", name: `eip-${zone}`, parent: "net" },
        {
          type: "aws:ec2/natGateway:NatGateway",
          name: `nat-${zone}`,
          parent: "net",
          from: { allocationId: [`eip-${zone}`] },
        },
      ]),
      { type: "eks:index:Cluster", name: "platform", component: true },
      { type: "aws:eks/cluster:Cluster", name: "platform-eks", inputs: { version: "1.35" }, parent: "platform" },
      { type: "eks:index:VpcCni", name: "cni", parent: "platform" },
      { type: "eks:index:ManagedNodeGroup", name: "workers", component: true, parent: "platform" },
      {
        type: "aws:eks/nodeGroup:NodeGroup",
        name: "workers-ng",
        parent: "workers",
        inputs: {
          clusterName: "platform-eks",
          instanceTypes: ["m6i.xlarge"],
          scalingConfig: { minSize: 1, desiredSize: 2, maxSize: 3 },
        },
        from: { clusterName: ["platform-eks"], subnetIds: ["private-1"] },
      },
    ],
    usd: [324.26, 466.02, 608.98],
    gaps: ["usage nat-1: data processed", "usage nat-2: data processed", "usage nat-3: data processed"],
  },
  {
    title: "a mixed autoscaling group in public subnets",
    // on demand 1 node: g6.xlarge 0.8048 x 730 = 587.504, g5.xlarge 1.006 x 730 = 734.38
    // spot 2 x 1.006 x 0.43 x 730 = 631.5668, at most 4 x 1.006 x 730 = 2937.52
    // addresses 3.65, 10.95, 18.25; disks 50 x 0.08 = 4.00, 12.00, 20.00
    regions: aws,
    resources: [
      { type: "aws:ec2/subnet:Subnet", name: "public", inputs: { mapPublicIpOnLaunch: true } },
      {
        type: "aws:ec2/launchTemplate:LaunchTemplate",
        name: "lt",
        inputs: { blockDeviceMappings: [{ deviceName: "/dev/xvda", ebs: { volumeSize: "50", volumeType: "gp3" } }] },
      },
      {
        type: "aws:autoscaling/group:Group",
        name: "render",
        inputs: {
          minSize: 1,
          maxSize: 5,
          desiredCapacity: 3,
          mixedInstancesPolicy: {
            instancesDistribution: { onDemandBaseCapacity: 1, onDemandPercentageAboveBaseCapacity: 0 },
            launchTemplate: {
              launchTemplateSpecification: { launchTemplateId: "lt-1a2b3c" },
              overrides: [{ instanceType: "g5.xlarge" }, { instanceType: "g6.xlarge" }],
            },
          },
        },
        from: { mixedInstancesPolicy: ["lt"], vpcZoneIdentifiers: ["public"] },
      },
    ],
    usd: [595.15, 1388.9, 3710.15],
    gpuHours: [730, 2190, 3650],
  },
  {
    title: "a machine with an address of its own, which takes the place of the one that EC2 gave",
    // 0.526 x 730 = 383.98; 100 x 0.08 = 8.00; 0.005 x 730 = 3.65
    regions: aws,
    resources: [
      {
        type: "aws:ec2/instance:Instance",
        name: "notebook",
        inputs: { instanceType: "g4dn.xlarge", rootBlockDevice: { volumeSize: 100, volumeType: "gp3" } },
        outputs: { associatePublicIpAddress: true, publicIp: "198.51.100.7" },
      },
      { type: "aws:ec2/eip:Eip", name: "address", inputs: { instance: "i-1" }, from: { instance: ["notebook"] } },
    ],
    usd: [395.63, 395.63, 395.63],
  },
  {
    title: "a spot fleet of two types, one machine of it on demand",
    // on demand: g5.2xlarge 1.212 x 730 = 884.76, p3.2xlarge 3.06 x 730 = 2233.80
    // spot: 3 x 1.212 x 0.37 x 730 = 982.0836, 3 x 3.06 x 0.43 x 730 = 2881.602, 3 x 3.06 x 730 = 6701.40
    // disks: 4 x 80 x 0.08 = 25.60
    regions: aws,
    resources: [
      {
        type: "aws:ec2/spotFleetRequest:SpotFleetRequest",
        name: "batch",
        inputs: {
          targetCapacity: 4,
          onDemandTargetCapacity: 1,
          launchSpecifications: [
            { instanceType: "p3.2xlarge", rootBlockDevices: [{ volumeSize: 80, volumeType: "gp3" }] },
            { instanceType: "g5.2xlarge" },
          ],
        },
      },
    ],
    usd: [1892.44, 5141, 8960.8],
    gpuHours: [2920, 2920, 2920],
  },
  {
    title: "a fleet by a launch template that says nothing of disks",
    // 2 x 0.357 x 730 = 521.22
    regions: aws,
    resources: [
      { type: "aws:ec2/launchTemplate:LaunchTemplate", name: "lt", inputs: { instanceType: "c7i.2xlarge" } },
      {
        type: "aws:ec2/fleet:Fleet",
        name: "web",
        inputs: {
          targetCapacitySpecification: { totalTargetCapacity: 2, defaultTargetCapacityType: "on-demand" },
          launchTemplateConfig: { launchTemplateSpecification: { launchTemplateId: "lt-1a2b3c", version: "1" } },
        },
        from: { launchTemplateConfig: ["lt"] },
      },
    ],
    usd: [521.22, 521.22, 521.22],
    gaps: ["unpriced web: root disks"],
  },
  {
    title: "a group by a launch configuration",
    // 2 x 0.096 x 730 = 140.16, x 3 = 210.24; disks 2 x 30 x 0.10 = 6.00, 9.00
    regions: aws,
    resources: [
      {
        type: "aws:ec2/launchConfiguration:LaunchConfiguration",
        name: "lc",
        inputs: { instanceType: "m5.large", rootBlockDevice: { volumeSize: 30, volumeType: "gp2" } },
      },
      {
        type: "aws:autoscaling/group:Group",
        name: "old",
        inputs: { minSize: 2, maxSize: 3, launchConfiguration: "lc" },
        from: { launchConfiguration: ["lc"] },
      },
    ],
    usd: [146.16, 146.16, 219.24],
  },
  {
    title: "EKS Auto Mode with a pool of the program's own, and its share on top",
    // 73.00; at most 4 GPUs and 32 vCPUs: 4 x g6.2xlarge 4 x 0.9776 x 730 = 2854.592, 12 % of it 342.55104
    regions: { ...aws, kubernetes: {} },
    resources: [
      {
        type: "aws:eks/cluster:Cluster",
        name: "auto",
        inputs: { version: "1.35", computeConfig: { enabled: true, nodePools: [] } },
      },
      {
        type: "pulumi:providers:kubernetes",
        name: "k8s",
        inputs: { kubeconfig: "{}" },
        from: { kubeconfig: ["auto"] },
      },
      {
        type: "kubernetes:karpenter.sh/v1:NodePool",
        name: "gpu",
        provider: "k8s",
        inputs: {
          spec: {
            limits: { cpu: "32", "nvidia.com/gpu": 4 },
            template: {
              spec: {
                nodeClassRef: { group: "eks.amazonaws.com", kind: "NodeClass", name: "default" },
                requirements: [{ key: "eks.amazonaws.com/instance-family", operator: "In", values: ["g6"] }],
              },
            },
          },
        },
      },
    ],
    usd: [73, 73, 3270.14],
    gpuHours: [0, 0, 2920],
  },
  {
    title: "serving, caches and file systems of AWS",
    // 3 x 0.156 x 730 = 341.64; 100 x 0.30 = 30.00; 1200 x 0.145 = 174.00; 2 x ml.g5.xlarge at the sheet's 1.408 x 730
    // = 2055.68
    regions: aws,
    resources: [
      {
        type: "aws:sagemaker/endpointConfiguration:EndpointConfiguration",
        name: "cfg",
        inputs: { productionVariants: [{ modelName: "m", instanceType: "ml.g5.xlarge", initialInstanceCount: 2 }] },
      },
      {
        type: "aws:sagemaker/endpoint:Endpoint",
        name: "llm",
        inputs: { endpointConfigName: "cfg" },
        from: { endpointConfigName: ["cfg"] },
      },
      {
        type: "aws:elasticache/replicationGroup:ReplicationGroup",
        name: "cache",
        inputs: { nodeType: "cache.m4.large", numCacheClusters: 3 },
      },
      {
        type: "aws:elasticache/cluster:Cluster",
        name: "queue",
        inputs: { nodeType: "cache.t4g.small", numCacheNodes: 2 },
      },
      { type: "aws:efs/fileSystem:FileSystem", name: "home" },
      { type: "aws:efs/mountTarget:MountTarget", name: "mt", from: { fileSystemId: ["home"] } },
      {
        type: "aws:fsx/lustreFileSystem:LustreFileSystem",
        name: "scratch",
        inputs: { storageCapacity: 1200, deploymentType: "PERSISTENT_2", perUnitStorageThroughput: 125 },
      },
      {
        type: "aws:fsx/lustreFileSystem:LustreFileSystem",
        name: "fast",
        inputs: { storageCapacity: 2400, deploymentType: "SCRATCH_2" },
      },
    ],
    sheet: { usage: { home: { storedGib: 100 } }, fees: { "aws.sagemaker.ml.g5.xlarge": 1.408 } },
    usd: [2601.32, 2601.32, 2601.32],
    gpuHours: [1460, 1460, 1460],
    gaps: [
      "unpriced fast: Lustre file system SCRATCH_2 SSD in us-east-1",
      "unpriced queue: cache cache.t4g.small in us-east-1",
    ],
  },
  {
    title: "a balancer in three zones that faces the internet, one that does not, a database and its replica",
    // 2 x 0.0225 x 730 = 16.425 each; addresses 3 x 3.65 = 10.95; databases 2 x 0.065 x 730 = 47.45 each, storage
    // 100 x 0.115 = 11.50 each
    regions: aws,
    resources: [
      {
        type: "aws:lb/loadBalancer:LoadBalancer",
        name: "open",
        inputs: { subnets: ["a", "b", "c"] },
        outputs: { internal: false },
      },
      { type: "aws:lb/loadBalancer:LoadBalancer", name: "inside", inputs: { subnets: ["a", "b"], internal: true } },
      {
        type: "aws:rds/instance:Instance",
        name: "db",
        inputs: { engine: "postgres", instanceClass: "db.t4g.medium", allocatedStorage: 100, storageType: "gp3" },
      },
      {
        type: "aws:rds/instance:Instance",
        name: "replica",
        inputs: { instanceClass: "db.t4g.medium", replicateSourceDb: "db-1a2b3c", storageType: "gp3" },
        from: { replicateSourceDb: ["db"] },
      },
      { type: "aws:rds/instance:Instance", name: "restored", inputs: { snapshotIdentifier: "snap" } },
    ],
    usd: [161.71, 161.71, 161.71],
    gaps: [
      "unpriced restored: database",
      "unpriced restored: storage of the database",
      "usage inside: capacity units",
      "usage open: capacity units",
    ],
  },
  {
    title: "what no list has: Aurora, a stack of CloudFormation, Fargate, a reserved block, a dynamic resource",
    regions: aws,
    resources: [
      { type: "aws:rds/cluster:Cluster", name: "aurora", inputs: { engine: "aurora-postgresql" } },
      { type: "aws:rds/clusterInstance:ClusterInstance", name: "aurora-1", inputs: { instanceClass: "db.r6g.large" } },
      { type: "aws:cloudformation/stack:Stack", name: "nodes", inputs: { templateBody: "{}" } },
      { type: "aws:eks/fargateProfile:FargateProfile", name: "fargate" },
      { type: "aws:ec2/capacityBlockReservation:CapacityBlockReservation", name: "block" },
      { type: "pulumi-nodejs:dynamic:Resource", name: "thing" },
    ],
    usd: [0, 0, 0],
    gaps: ["aurora", "aurora-1", "block", "fargate", "nodes", "thing"].map((name) => `unpriced ${name}: all of it`),
  },
];
