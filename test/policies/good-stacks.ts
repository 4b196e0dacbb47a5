import type { PropertyMap, PropertyValue } from "@roadstead/core";
import { SecretValue, unknownValue } from "@roadstead/core";
import type { SampleResource } from "./sample-graph.js";
import { urnOf } from "./sample-graph.js";

/** A program that nobody should be kept from running, as such programs are written. */
export interface GoodStack {
  readonly name: string;
  readonly resources: readonly SampleResource[];
  /** @default "dev" */
  readonly stack?: string;
  readonly guardrails?: Readonly<Record<string, unknown>>;
}

const tags = { Owner: "ml-platform", CostCenter: "4711", Environment: "dev" };
const labels = { owner: "ml-platform", "cost-center": "4711", environment: "dev" };
const aws: SampleResource = {
  type: "pulumi:providers:aws",
  name: "aws",
  inputs: { region: "us-east-1", defaultTags: { tags } },
  more: { kind: "provider" },
};
const gcp: SampleResource = {
  type: "pulumi:providers:gcp",
  name: "gcp",
  inputs: { project: "ml", region: "us-central1", defaultLabels: labels },
  more: { kind: "provider" },
};
const made = (type: string, name: string, inputs: PropertyMap, more: Partial<SampleResource> = {}): SampleResource => ({
  type,
  name,
  inputs,
  ...more,
  more: {
    ...(type.startsWith("aws") ? { provider: `${urnOf(aws.type, "aws")}::id` } : {}),
    ...(type.startsWith("gcp") ? { provider: `${urnOf(gcp.type, "gcp")}::id` } : {}),
    ...more.more,
  },
});

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

const gke = (inputs: PropertyMap = {}) =>
  made("gcp:container/cluster:Cluster", "cluster", {
    location: "us-central1",
    nodeLocations: ["us-central1-a", "us-central1-c"],
    removeDefaultNodePool: true,
    initialNodeCount: 1,
    releaseChannel: { channel: "REGULAR" },
    workloadIdentityConfig: { workloadPool: "ml.svc.id.goog" },
    privateClusterConfig: { enablePrivateNodes: true, enablePrivateEndpoint: true },
    masterAuthorizedNetworksConfig: { cidrBlocks: [{ cidrBlock: "203.0.113.0/24" }] },
    databaseEncryption: { state: "ENCRYPTED", keyName: unknownValue },
    enableShieldedNodes: true,
    costManagementConfig: { enabled: true },
    deletionProtection: true,
    ...inputs,
  });
const gkePool = (name: string, node: PropertyMap, inputs: PropertyMap = {}) =>
  made(
    "gcp:container/nodePool:NodePool",
    name,
    {
      cluster: unknownValue,
      location: "us-central1",
      autoscaling: { totalMinNodeCount: 0, totalMaxNodeCount: 4 },
      nodeConfig: {
        serviceAccount: unknownValue,
        oauthScopes: ["https://www.googleapis.com/auth/cloud-platform"],
        diskType: "pd-balanced",
        diskSizeGb: 100,
        shieldedInstanceConfig: { enableSecureBoot: true, enableIntegrityMonitoring: true },
        workloadMetadataConfig: { mode: "GKE_METADATA" },
        ...node,
      },
      ...inputs,
    },
    { from: { cluster: ["cluster"] } },
  );
const gpuPool = (name: string, node: PropertyMap, inputs: PropertyMap = {}) =>
  gkePool(
    name,
    { spot: true, taint: [], taints: [{ key: "nvidia.com/gpu", value: "present", effect: "NO_SCHEDULE" }], ...node },
    inputs,
  );
const l4 = { machineType: "g2-standard-8", guestAccelerators: [{ type: "nvidia-l4", count: 1 }] };

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

const safe: PropertyMap = {
  allowPrivilegeEscalation: false,
  readOnlyRootFilesystem: true,
  runAsNonRoot: true,
  capabilities: { drop: ["ALL"] },
};
const container = (more: PropertyMap = {}): PropertyMap => ({
  name: "app",
  image: "ghcr.io/acme/app:1.4.2",
  resources: { requests: { cpu: "100m", memory: "256Mi" }, limits: { memory: "512Mi" } },
  securityContext: safe,
  ...more,
});
const gpuContainer = (count: PropertyValue) =>
  container({
    resources: { requests: { cpu: 4, memory: "16Gi" }, limits: { memory: "32Gi", "nvidia.com/gpu": count } },
  });
const podOf = (...containers: readonly PropertyMap[]): PropertyMap => ({
  automountServiceAccountToken: false,
  securityContext: { runAsNonRoot: true, seccompProfile: { type: "RuntimeDefault" } },
  containers,
});
const inNamespace = (namespace: string, name: string): PropertyMap => ({ name, namespace });
const object = (type: string, name: string, inputs: PropertyMap): SampleResource =>
  made(`kubernetes:${type}`, name, inputs);
const namespace = (name: string) => [
  object("core/v1:Namespace", name, {
    metadata: { name, labels: { "pod-security.kubernetes.io/enforce": "restricted" } },
  }),
  object("networking.k8s.io/v1:NetworkPolicy", `${name}-closed`, {
    metadata: inNamespace(name, "closed"),
    spec: { podSelector: {}, policyTypes: ["Ingress", "Egress"] },
  }),
];
const quota = (name: string, gpus: number) =>
  object("core/v1:ResourceQuota", `${name}-gpus`, {
    metadata: inNamespace(name, "gpus"),
    spec: { hard: { "requests.nvidia.com/gpu": gpus } },
  });
const workload = (
  type: string,
  name: string,
  pod: PropertyMap,
  spec: PropertyMap = {},
  metadata = inNamespace("jobs", name),
) =>
  object(type, name, {
    metadata,
    spec: {
      selector: { matchLabels: { app: name } },
      ...spec,
      template: { metadata: { labels: { app: name } }, spec: pod },
    },
  });
const ends = { activeDeadlineSeconds: 86_400, ttlSecondsAfterFinished: 3600 };

const onAws: readonly GoodStack[] = [
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

const onGcp: readonly GoodStack[] = [
  { name: "a regional cluster", resources: [gcp, gke(), gkePool("system", { machineType: "e2-standard-4" })] },
  { name: "a pool of L4 on spot, its limit one for all zones", resources: [gcp, gke(), gpuPool("serving", l4)] },
  {
    name: "limits for each zone, of machines without GPUs",
    resources: [
      gcp,
      gke(),
      gkePool("web", { machineType: "e2-standard-4" }, { autoscaling: { minNodeCount: 1, maxNodeCount: 4 } }),
    ],
  },
  {
    name: "shared GPUs",
    resources: [
      gcp,
      gke(),
      gpuPool("lab", {
        machineType: "g2-standard-8",
        guestAccelerators: [
          {
            type: "nvidia-l4",
            count: 1,
            gpuSharingConfig: { gpuSharingStrategy: "TIME_SHARING", maxSharedClientsPerGpu: 4 },
          },
        ],
      }),
    ],
  },
  {
    name: "a pool that waits for its machines",
    resources: [gcp, gke(), gpuPool("batch", { ...l4, spot: false, flexStart: true })],
  },
  {
    name: "machines that are reserved",
    resources: [
      gcp,
      gke(),
      gpuPool("reserved", {
        ...l4,
        spot: false,
        reservationAffinity: { consumeReservationType: "SPECIFIC_RESERVATION", key: "k", values: ["r"] },
      }),
    ],
  },
  {
    name: "a cluster in one zone",
    resources: [
      gcp,
      gke({ location: "us-central1-a", nodeLocations: [] }),
      gpuPool("serving", l4, { location: "us-central1-a" }),
    ],
  },
  {
    name: "a cluster behind its DNS name",
    resources: [
      gcp,
      gke({
        privateClusterConfig: { enablePrivateNodes: true },
        masterAuthorizedNetworksConfig: null,
        controlPlaneEndpointsConfig: { ipEndpointsConfig: { enabled: false } },
      }),
    ],
  },
  {
    name: "auto-provisioning with low limits",
    resources: [
      gcp,
      gke({
        clusterAutoscaling: {
          enabled: true,
          resourceLimits: [
            { resourceType: "cpu", maximum: 200 },
            { resourceType: "nvidia-l4", maximum: 4 },
          ],
        },
      }),
    ],
  },
  {
    name: "a bucket and a registry that throw old things away",
    resources: [
      gcp,
      made("gcp:storage/bucket:Bucket", "models", {
        location: "US",
        publicAccessPrevention: "enforced",
        uniformBucketLevelAccess: true,
        versioning: { enabled: true },
        lifecycleRules: [{ action: { type: "Delete" }, condition: { age: 30 } }],
      }),
      made("gcp:artifactregistry/repository:Repository", "images", {
        format: "DOCKER",
        cleanupPolicies: [{ id: "old", action: "DELETE" }],
      }),
    ],
  },
  {
    name: "a database inside",
    resources: [
      gcp,
      made("gcp:sql/databaseInstance:DatabaseInstance", "registry", {
        databaseVersion: "POSTGRES_17",
        settings: {
          tier: "db-custom-2-8192",
          ipConfiguration: { ipv4Enabled: false, privateNetwork: unknownValue, sslMode: "ENCRYPTED_ONLY" },
          backupConfiguration: { enabled: true },
        },
      }),
    ],
  },
  {
    name: "a firewall for the own network",
    resources: [
      gcp,
      made("gcp:compute/firewall:Firewall", "ssh", {
        network: unknownValue,
        sourceRanges: ["35.235.240.0/20"],
        allows: [{ protocol: "tcp", ports: ["22"] }],
      }),
    ],
  },
  {
    name: "one machine without a GPU",
    resources: [
      gcp,
      made("gcp:compute/instance:Instance", "runner", {
        machineType: "e2-small",
        zone: "us-central1-a",
        networkInterfaces: [{ subnetwork: unknownValue }],
      }),
    ],
  },
];

const onKubernetes: readonly GoodStack[] = [
  {
    name: "a server",
    resources: [...namespace("jobs"), workload("apps/v1:Deployment", "web", podOf(container()), { replicas: 2 })],
  },
  {
    name: "a job with a GPU that ends",
    resources: [
      ...namespace("jobs"),
      quota("jobs", 8),
      workload("batch/v1:Job", "train", podOf(gpuContainer(1)), ends),
    ],
  },
  {
    name: "a job every night",
    resources: [
      ...namespace("jobs"),
      quota("jobs", 8),
      object("batch/v1:CronJob", "nightly", {
        metadata: inNamespace("jobs", "nightly"),
        spec: {
          schedule: "0 2 * * *",
          jobTemplate: { spec: { ...ends, template: { spec: podOf(gpuContainer("2")) } } },
        },
      }),
    ],
  },
  {
    name: "a server with a GPU",
    resources: [
      ...namespace("jobs"),
      quota("jobs", 8),
      workload("apps/v1:Deployment", "serve", podOf(gpuContainer(1))),
    ],
  },
  {
    name: "a set with claims",
    resources: [
      ...namespace("jobs"),
      workload("apps/v1:StatefulSet", "db", podOf(container()), {
        serviceName: "db",
        volumeClaimTemplates: [{ metadata: { name: "data" }, spec: { resources: { requests: { storage: "50Gi" } } } }],
      }),
    ],
  },
  {
    name: "the device plugin, where nodes are run from",
    resources: [
      workload(
        "apps/v1:DaemonSet",
        "device-plugin",
        {
          priorityClassName: "system-node-critical",
          containers: [
            {
              name: "plugin",
              image: "nvcr.io/nvidia/k8s-device-plugin:v0.20.0",
              securityContext: { privileged: true },
            },
          ],
          volumes: [{ name: "plugins", hostPath: { path: "/var/lib/kubelet/device-plugins" } }],
        },
        {},
        inNamespace("gpu-system", "device-plugin"),
      ),
    ],
  },
  {
    name: "roles that name what they allow",
    resources: [
      object("core/v1:ServiceAccount", "ci", { metadata: inNamespace("jobs", "ci") }),
      object("rbac.authorization.k8s.io/v1:Role", "ci", {
        metadata: inNamespace("jobs", "ci"),
        rules: [{ apiGroups: ["batch"], resources: ["jobs"], verbs: ["create", "get"] }],
      }),
      object("rbac.authorization.k8s.io/v1:RoleBinding", "ci", {
        metadata: inNamespace("jobs", "ci"),
        roleRef: { kind: "Role", name: "ci" },
        subjects: [{ kind: "ServiceAccount", name: "ci" }],
      }),
    ],
  },
  {
    name: "a service and its ingress",
    resources: [
      object("core/v1:Service", "web", {
        metadata: inNamespace("jobs", "web"),
        spec: { type: "ClusterIP", ports: [{ port: 80 }] },
      }),
      object("networking.k8s.io/v1:Ingress", "web", { metadata: inNamespace("jobs", "web"), spec: { rules: [] } }),
    ],
  },
  {
    name: "a class of disks and a claim",
    resources: [
      object("storage.k8s.io/v1:StorageClass", "fast", {
        metadata: { name: "fast" },
        provisioner: "ebs.csi.aws.com",
        parameters: { type: "gp3", encrypted: "true" },
        reclaimPolicy: "Delete",
      }),
      object("core/v1:PersistentVolumeClaim", "data", {
        metadata: inNamespace("jobs", "data"),
        spec: { storageClassName: "fast", resources: { requests: { storage: "100Gi" } } },
      }),
    ],
  },
  {
    name: "a pool of Karpenter with limits",
    resources: [
      object("karpenter.sh/v1:NodePool", "gpus", {
        metadata: { name: "gpus" },
        spec: {
          limits: { "nvidia.com/gpu": "8", cpu: "200" },
          disruption: { consolidationPolicy: "WhenEmpty", consolidateAfter: "5m" },
          template: {
            spec: {
              expireAfter: "168h",
              taints: [{ key: "nvidia.com/gpu", effect: "NoSchedule" }],
              requirements: [{ key: "karpenter.sh/capacity-type", operator: "In", values: ["spot"] }],
            },
          },
        },
      }),
    ],
  },
  {
    name: "a small job of an operator",
    resources: [
      ...namespace("jobs"),
      quota("jobs", 8),
      object("kubeflow.org/v1:PyTorchJob", "train", {
        metadata: inNamespace("jobs", "train"),
        spec: {
          pytorchReplicaSpecs: {
            Master: { replicas: 1, template: { spec: podOf(gpuContainer(1)) } },
            Worker: { replicas: 3, template: { spec: podOf(gpuContainer(1)) } },
          },
        },
      }),
    ],
  },
  {
    name: "settings and secrets",
    resources: [
      object("core/v1:ConfigMap", "settings", { metadata: inNamespace("jobs", "settings"), data: { mode: "a" } }),
      object("core/v1:Secret", "token", {
        metadata: inNamespace("jobs", "token"),
        stringData: new SecretValue({ token: "hunter2" }),
      }),
    ],
  },
  {
    name: "a chart whose release was looked at",
    resources: [object("helm.sh/v3:Release", "cert-manager", { chart: "cert-manager", version: "1.18.0" })],
    guardrails: {
      rules: { "opaque-resources": { level: "mandatory", onUnknown: "fail", config: { allowed: ["cert-manager"] } } },
    },
  },
  {
    name: "a pod by digest, with a probe container",
    resources: [
      ...namespace("jobs"),
      workload("apps/v1:Deployment", "web", {
        ...podOf(container({ image: `ghcr.io/acme/app@sha256:${"0a".repeat(32)}` })),
        initContainers: [container({ name: "init", image: "localhost:5000/init:2" })],
      }),
    ],
  },
];

export const goodStacks = { AWS: onAws, "Google Cloud": onGcp, Kubernetes: onKubernetes };
