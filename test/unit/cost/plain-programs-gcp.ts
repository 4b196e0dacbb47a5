import type { PlainState } from "./plain-state.js";

const gcp = { gcp: { project: "p", region: "us-central1", zone: "us-central1-a" } };

/** Programs on Google Cloud, on both clouds, and on Kubernetes alone that know nothing of this project. */
export const gcpPrograms: readonly PlainState[] = [
  {
    title: "GKE with a pool of attached GPUs on spot",
    // 73.00; e2-standard-4 0.134023 x 730 = 97.83679, x 3 = 293.51037; disks 10.00, 30.00; addresses 3.65, 10.95
    // n1-standard-8 spot 4 x 0.13402 x 730 = 391.3384; T4 spot 4 x 0.11 x 730 = 321.20; disks 40.00; addresses 14.60
    regions: gcp,
    resources: [
      {
        type: "gcp:container/cluster:Cluster",
        name: "gke",
        inputs: { location: "us-central1-a", removeDefaultNodePool: true, initialNodeCount: 1 },
      },
      {
        type: "gcp:container/nodePool:NodePool",
        name: "cpu",
        inputs: {
          cluster: "gke",
          location: "us-central1-a",
          initialNodeCount: 1,
          autoscaling: { minNodeCount: 1, maxNodeCount: 3 },
          nodeConfig: { machineType: "e2-standard-4" },
        },
        from: { cluster: ["gke"] },
      },
      {
        type: "gcp:container/nodePool:NodePool",
        name: "t4",
        inputs: {
          cluster: "gke",
          location: "us-central1-a",
          initialNodeCount: 0,
          autoscaling: { minNodeCount: 0, maxNodeCount: 4 },
          nodeConfig: {
            machineType: "n1-standard-8",
            spot: true,
            guestAccelerators: [{ type: "nvidia-tesla-t4", count: 1 }],
          },
        },
        from: { cluster: ["gke"] },
      },
    ],
    usd: [184.49, 184.49, 1174.6],
    gpuHours: [0, 0, 2920],
  },
  {
    title: "a regional group of machines behind a global balancer",
    // e2-standard-2: 2 x 0.067012 x 730 = 97.83752, x 6 = 293.51256; disks 2 x 20 x 0.10 = 4.00, 12.00
    // addresses of machines 2 x 3.65 = 7.30, 21.90; forwarding rule 0.025 x 730 = 18.25, whose address is free
    regions: gcp,
    resources: [
      {
        type: "gcp:compute/instanceTemplate:InstanceTemplate",
        name: "tpl",
        inputs: {
          machineType: "e2-standard-2",
          disks: [{ boot: true, diskSizeGb: 20, diskType: "pd-balanced", sourceImage: "debian" }],
          networkInterfaces: [{ network: "default", accessConfigs: [{ networkTier: "PREMIUM" }] }],
        },
      },
      {
        type: "gcp:compute/regionInstanceGroupManager:RegionInstanceGroupManager",
        name: "web",
        inputs: {
          region: "us-central1",
          baseInstanceName: "web",
          versions: [{ instanceTemplate: "tpl" }],
          targetSize: 2,
        },
        from: { versions: ["tpl"] },
      },
      {
        type: "gcp:compute/regionAutoscaler:RegionAutoscaler",
        name: "as",
        inputs: { region: "us-central1", autoscalingPolicy: { minReplicas: 2, maxReplicas: 6 } },
        from: { target: ["web"] },
      },
      { type: "gcp:compute/backendService:BackendService", name: "bs" },
      { type: "gcp:compute/globalAddress:GlobalAddress", name: "ip" },
      {
        type: "gcp:compute/globalForwardingRule:GlobalForwardingRule",
        name: "fr",
        inputs: { loadBalancingScheme: "EXTERNAL_MANAGED", portRange: "443" },
        from: { ipAddress: ["ip"] },
      },
    ],
    usd: [127.39, 127.39, 345.66],
  },
  {
    title: "a machine with a local SSD and an image that decides the disk, and an address that nothing uses",
    // n2-standard-8 0.388472 x 730 = 283.58456; 2 x 375 x 0.08 = 60.00; 10 x 0.04 = 0.40; address 0, 3.65, 7.30
    regions: gcp,
    resources: [
      {
        type: "gcp:compute/instance:Instance",
        name: "build",
        inputs: {
          machineType: "n2-standard-8",
          zone: "us-central1-a",
          bootDisk: { initializeParams: { image: "debian" } },
          scratchDisks: [{ interface: "NVME" }, { interface: "NVME" }],
          networkInterfaces: [{ network: "default" }],
        },
      },
      { type: "gcp:compute/address:Address", name: "spare", inputs: { region: "us-central1" } },
    ],
    usd: [343.98, 347.63, 351.28],
  },
  {
    title: "serverless with GPUs, a database, a cache, a file system and buckets",
    // database 2 x 0.0413 x 730 = 60.298, 7.5 x 0.007 x 730 = 38.325, 50 x 0.17 = 8.50; cache 5 x 0.054 x 730 = 197.10;
    // 100 x 0.026 = 2.60; key 0.06
    regions: gcp,
    resources: [
      {
        type: "gcp:cloudrunv2/service:Service",
        name: "llm",
        inputs: {
          location: "us-central1",
          template: {
            scaling: { minInstanceCount: 0, maxInstanceCount: 3 },
            nodeSelector: { accelerator: "nvidia-l4" },
            containers: [{ image: "vllm", resources: { limits: { cpu: "8", memory: "32Gi", "nvidia.com/gpu": "1" } } }],
          },
        },
      },
      {
        type: "gcp:cloudrunv2/service:Service",
        name: "api",
        inputs: { location: "us-central1", template: { containers: [{ image: "api" }] } },
      },
      {
        type: "gcp:sql/databaseInstance:DatabaseInstance",
        name: "db",
        inputs: {
          databaseVersion: "POSTGRES_16",
          region: "us-central1",
          settings: { tier: "db-custom-2-7680", diskSize: 50 },
        },
      },
      {
        type: "gcp:redis/instance:Instance",
        name: "cache",
        inputs: { memorySizeGb: 5, tier: "STANDARD_HA", region: "us-central1" },
      },
      {
        type: "gcp:filestore/instance:Instance",
        name: "home",
        inputs: { tier: "BASIC_SSD", location: "us-central1-a", fileShares: { capacityGb: 2560, name: "home" } },
      },
      { type: "gcp:storage/bucket:Bucket", name: "models", inputs: { location: "US" } },
      { type: "gcp:kms/cryptoKey:CryptoKey", name: "key", inputs: { rotationPeriod: "7776000s" } },
      { type: "gcp:vertex/aiEndpoint:AiEndpoint", name: "vertex", inputs: { location: "us-central1" } },
    ],
    sheet: { usage: { models: { storedGib: 100 } } },
    usd: [306.89, 306.89, 306.89],
    gaps: [
      "unpriced home: file system BASIC_SSD in us-central1",
      "unpriced llm: 24 x vCPUs of instances in us-central1",
      "unpriced llm: 3 x nvidia-l4 of instances in us-central1",
      "unpriced llm: 96 x memory of instances in us-central1",
      "unpriced vertex: all of it",
      "usage api: all of it",
    ],
  },
  {
    title: "a service on serverless at the sheet's prices",
    // 1 to 3 instances: GPU 0.67 x 730 = 489.10; 8 vCPUs x 0.0648 x 730 = 378.432; 32 GiB x 0.0072 x 730 = 168.192
    regions: gcp,
    resources: [
      {
        type: "gcp:cloudrunv2/service:Service",
        name: "llm",
        inputs: {
          location: "us-central1",
          template: {
            scaling: { minInstanceCount: 1, maxInstanceCount: 3 },
            nodeSelector: { accelerator: "nvidia-l4" },
            containers: [{ image: "vllm", resources: { limits: { cpu: "8", memory: "32Gi", "nvidia.com/gpu": "1" } } }],
          },
        },
      },
    ],
    sheet: { fees: { "gcp.run.gpu.nvidia-l4": 0.67, "gcp.run.vcpu": 0.0648, "gcp.run.memory": 0.0072 } },
    usd: [1035.72, 1035.72, 3107.18],
    gpuHours: [730, 730, 2190],
  },
  {
    title: "Autopilot, a class of nodes that GKE makes, and a chart",
    // two control planes 146.00
    regions: { ...gcp, kubernetes: {} },
    resources: [
      {
        type: "gcp:container/cluster:Cluster",
        name: "pilot",
        inputs: { location: "us-central1", enableAutopilot: true },
      },
      {
        type: "gcp:container/cluster:Cluster",
        name: "std",
        inputs: { location: "us-central1-a", removeDefaultNodePool: true, initialNodeCount: 1 },
      },
      { type: "pulumi:providers:kubernetes", name: "k8s", from: { kubeconfig: ["std"] } },
      {
        type: "kubernetes:cloud.google.com/v1:ComputeClass",
        name: "gpu",
        provider: "k8s",
        inputs: {
          spec: {
            nodePoolAutoCreation: { enabled: true },
            priorities: [{ gpu: { type: "nvidia-l4", count: 1 }, spot: true }],
          },
        },
      },
      { type: "kubernetes:helm.sh/v3:Release", name: "ingress", provider: "k8s", inputs: { chart: "ingress-nginx" } },
    ],
    usd: [146, 146, 146],
    gaps: [
      "unbounded gpu: nodes of the class (nvidia-l4)",
      "unbounded pilot: pods of Autopilot",
      "usage ingress: volumes and load balancers of the chart",
    ],
  },
  {
    title: "Kubernetes alone, in a cluster that only a kubeconfig names",
    regions: { kubernetes: {}, command: {} },
    resources: [
      { type: "kubernetes:core/v1:Namespace", name: "ns" },
      { type: "kubernetes:apps/v1:Deployment", name: "llm", inputs: { spec: { replicas: 2, template: {} } } },
      {
        type: "kubernetes:core/v1:PersistentVolumeClaim",
        name: "models",
        inputs: { spec: { storageClassName: "gp3", resources: { requests: { storage: "200Gi" } } } },
      },
      { type: "kubernetes:core/v1:Service", name: "web", inputs: { spec: { type: "LoadBalancer" } } },
      { type: "kubernetes:s3.services.k8s.aws/v1alpha1:Bucket", name: "bucket" },
      { type: "kubernetes:ec2.aws.upbound.io/v1beta1:Instance", name: "crossplane" },
      { type: "kubernetes:compute.cnrm.cloud.google.com/v1beta1:ComputeInstance", name: "kcc" },
      { type: "kubernetes:cluster.x-k8s.io/v1beta1:MachineDeployment", name: "capi" },
    ],
    usd: [0, 0, 0],
    gaps: [
      ...["bucket", "capi", "crossplane", "kcc"].map((name) => `unpriced ${name}: what it makes in a cloud`),
      "unpriced models: 1 x 200 GiB of storage",
      "unpriced web: load balancer",
    ],
  },
  {
    title: "k3s on machines of one's own, by commands over a shell",
    regions: { command: {}, kubernetes: {} },
    resources: [
      { type: "command:remote:Command", name: "install", inputs: { create: "curl -sfL https://get.k3s.io | sh -" } },
      { type: "pulumi:providers:kubernetes", name: "k3s", from: { kubeconfig: ["install"] } },
      { type: "kubernetes:apps/v1:DaemonSet", name: "device-plugin", provider: "k3s" },
      {
        type: "kubernetes:core/v1:PersistentVolumeClaim",
        name: "models",
        provider: "k3s",
        inputs: { spec: { storageClassName: "local-path", resources: { requests: { storage: "1Ti" } } } },
      },
    ],
    usd: [0, 0, 0],
  },
  {
    title: "both clouds in one stack, each with its provider's region",
    // g6.xlarge 0.8048 x 730 = 587.504, disk 50 x 0.08 = 4.00; g2-standard-4 0.706832 x 730 = 515.98736, disk
    // 50 x 0.10 = 5.00; bucket by use
    regions: { ...gcp, aws: { region: "us-east-1" } },
    resources: [
      {
        type: "aws:ec2/instance:Instance",
        name: "east",
        inputs: { instanceType: "g6.xlarge", rootBlockDevice: { volumeSize: 50, volumeType: "gp3" } },
      },
      {
        type: "gcp:compute/instance:Instance",
        name: "central",
        inputs: { machineType: "g2-standard-4", bootDisk: { initializeParams: { size: 50, type: "pd-balanced" } } },
      },
      { type: "aws:s3/bucketV2:BucketV2", name: "data" },
    ],
    usd: [1112.49, 1112.49, 1112.49],
    gpuHours: [1460, 1460, 1460],
    gaps: ["usage data: objects"],
  },
];
