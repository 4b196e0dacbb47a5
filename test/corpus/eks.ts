import { eksRules } from "@roadstead/eks";
import {
  eksCase,
  onAccess,
  onEks,
  onExisting,
  onKey,
  onNetwork,
  onOverride,
  onRoles,
  onTags,
  role,
} from "./eks-config.js";
import type { RuleCase } from "./rule-case.js";

export const rules = eksRules;

const volumeKey = "arn:aws:kms:us-east-1:111122223333:key/1";

const onRegion = (region: string) => onEks({ region });

const untypedCases: readonly RuleCase[] = [
  eksCase(onEks, ["eks/required", "a factory without access"], [{ access: undefined }, {}], "eks.access: is missing"),
  eksCase(
    onOverride,
    ["eks/required", "a zone in the place of a list"],
    [{ zones: "us-east-1a" }, { zones: ["us-east-1a"] }],
    'eks.pools.serving.zones: is not of the type that is wanted, got "us-east-1a"',
  ),
  eksCase(
    onNetwork,
    ["eks/choice", "a misspelt number of NAT gateways"],
    [{ nat: "per-zones" }, { nat: "per-zone" }],
    'eks.network.create.nat: is none of the words that are offered, got "per-zones"; ' +
      'allowed: one, per-zone; did you mean "per-zone"?',
  ),
  eksCase(
    onOverride,
    ["eks/unknown-key", "a misspelt machine type"],
    [{ machinetype: "g6.xlarge" }, { machineType: "g6.xlarge" }],
    "eks.pools.serving.machinetype: is not a key here; " +
      'allowed: machineType, zones, replace, releaseVersion, ceiling; did you mean "machineType"?',
  ),
  eksCase(
    onEks,
    ["eks/unknown-key", "a misspelt key for volumes"],
    [{ encryption: { volumeKmsKeys: volumeKey } }, { encryption: { volumeKmsKey: volumeKey } }],
    'eks.encryption.volumeKmsKeys: is not a key here; allowed: kmsKey, volumeKmsKey; did you mean "volumeKmsKey"?',
  ),
  eksCase(
    (access: object) => onExisting({}, { access }),
    ["eks/unknown-key", "administrators of a cluster that exists"],
    [{ deployer: role("deployer"), admins: [] }, { deployer: role("deployer") }],
    "eks.access.admins: is not a key here; allowed: deployer",
  ),
  eksCase(
    onEks,
    ["eks/choice", "an autoscaler that is not offered"],
    [{ autoscaler: "karpenter" }, { autoscaler: "user" }],
    'eks.autoscaler: is none of the words that are offered, got "karpenter"; allowed: cluster-autoscaler, user',
  ),
  eksCase(
    onAccess,
    ["eks/choice", "an endpoint that GKE has"],
    [{ endpoint: "dns" }, { endpoint: "private" }],
    'eks.access.endpoint: is none of the words that are offered, got "dns"; allowed: private; ' +
      "list who reaches it over the internet in { public: [] }",
  ),
  eksCase(
    onEks,
    ["eks/choice", "a purpose that no role has"],
    [{ iam: { roles: { nodes: role("nodes") } } }, { iam: { roles: { node: role("nodes") } } }],
    "eks.iam.roles.nodes: is no purpose of a role; allowed: cluster, node, vpc-cni, ebs-csi, autoscaler, flow-logs; " +
      'did you mean "node"?',
  ),
  eksCase(
    (change: object) => onExisting({}, change),
    ["eks/existing-only", "a name for a cluster that has one"],
    [{ clusterName: "research" }, {}],
    "eks.clusterName: belongs to a cluster that is made, and this one exists; leave it out, or leave existing out",
  ),
];

const clusterCases: readonly RuleCase[] = [
  eksCase(
    onRegion,
    ["eks/region", "a zone"],
    ["us-east-1a", "us-east-1"],
    'eks.region: must be an AWS region, got "us-east-1a"; write "us-east-1": zones go into network',
  ),
  eksCase(
    onRegion,
    ["eks/region", "a word"],
    ["virginia", "us-east-1"],
    'eks.region: must be an AWS region, got "virginia"; name one such as "us-east-1"',
  ),
  ...[
    ["a dot", "ml.research"],
    ["a dash in front", "-ml"],
    ["101 letters", "m".repeat(101)],
  ].map(([what = "", clusterName = ""]) =>
    eksCase(
      onEks,
      ["eks/cluster-name", `a name with ${what}`],
      [{ clusterName }, { clusterName: "ml_research-1" }],
      "eks.clusterName: must be at most 100 letters, digits, dashes and underscores, first a letter or digit, " +
        `got "${clusterName}"`,
    ),
  ),
  eksCase(
    onEks,
    ["eks/log-retention", "100 days"],
    [{ logRetentionDays: 100 }, { logRetentionDays: 120 }],
    "eks.logRetentionDays: is not a number of days that CloudWatch Logs knows, got 100; allowed: 1, 3, 5, 7, 14, 30, " +
      "60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653; the next longer is 120",
  ),
  eksCase(
    onEks,
    ["eks/add-on", "a misspelt add-on"],
    [{ addOnVersions: { "core-dns": "v1.13.2-eksbuild.1" } }, { addOnVersions: { coredns: "v1.13.2-eksbuild.1" } }],
    "eks.addOnVersions.core-dns: is not an add-on that is made; allowed: vpc-cni, kube-proxy, " +
      "eks-pod-identity-agent, coredns, aws-ebs-csi-driver, metrics-server, eks-node-monitoring-agent; " +
      'did you mean "coredns"?',
  ),
  eksCase(
    onEks,
    ["eks/add-on-version", "a version without EKS' build"],
    [{ addOnVersions: { coredns: "1.13.2" } }, { addOnVersions: { coredns: "v1.13.2-eksbuild.1" } }],
    'eks.addOnVersions.coredns: must be a version of an EKS add-on, got "1.13.2"; list them with ' +
      '`aws eks describe-addon-versions`; one is such as "v1.20.4-eksbuild.2"',
  ),
];

const iamCases: readonly RuleCase[] = [
  eksCase(
    onRoles,
    ["eks/role-arn", "a user"],
    ["arn:aws:iam::111122223333:user/ada", role("ada")],
    'eks.iam.roles.cluster: must be the ARN of an IAM role, got "arn:aws:iam::111122223333:user/ada"; ' +
      "this is a user: give a role that the user may assume",
  ),
  eksCase(
    onRoles,
    ["eks/role-arn", "a session of a role"],
    ["arn:aws:sts::111122223333:assumed-role/ci/run-7", role("ci")],
    'eks.iam.roles.cluster: must be the ARN of an IAM role, got "arn:aws:sts::111122223333:assumed-role/ci/run-7"; ' +
      "this is a session: give the role ci itself",
  ),
  eksCase(
    onRoles,
    ["eks/role-arn", "the name of a role"],
    ["cluster", role("cluster")],
    'eks.iam.roles.cluster: must be the ARN of an IAM role, got "cluster"; ' +
      'one is such as "arn:aws:iam::111122223333:role/deployer"',
  ),
  eksCase(
    onRoles,
    ["eks/role-partition", "a role of GovCloud in us-east-1"],
    ["arn:aws-us-gov:iam::111122223333:role/cluster", role("cluster")],
    'eks.iam.roles.cluster: is of another partition than us-east-1, got "arn:aws-us-gov:iam::111122223333:role/cluster"; ' +
      "allowed: arn:aws:…",
  ),
  ...["ml", "/ml", "//"].map((path) =>
    eksCase(
      onEks,
      ["eks/iam-path", `the path ${path}`],
      [{ iam: { path } }, { iam: { path: "/ml/" } }],
      `eks.iam.path: must be an IAM path, got "${path}"; begin and end it with a slash, as in "/ml-platform/"`,
    ),
  ),
  eksCase(
    onEks,
    ["eks/permissions-boundary", "a role"],
    [
      { iam: { permissionsBoundary: role("boundary") } },
      { iam: { permissionsBoundary: "arn:aws:iam::111122223333:policy/boundary" } },
    ],
    "eks.iam.permissionsBoundary: must be the ARN of an IAM policy, " + 'got "arn:aws:iam::111122223333:role/boundary"',
  ),
  eksCase(
    onKey,
    ["eks/kms-key", "a key of another region"],
    ["arn:aws:kms:eu-west-1:111122223333:key/1", "arn:aws:kms:us-east-1:111122223333:key/1"],
    'eks.encryption.kmsKey: must be the ARN of a KMS key in us-east-1, got "arn:aws:kms:eu-west-1:111122223333:key/1"; ' +
      "the key is in eu-west-1; EKS uses keys of its own region",
  ),
  eksCase(
    onKey,
    ["eks/kms-key", "an alias"],
    ["arn:aws:kms:us-east-1:111122223333:alias/ml", "arn:aws:kms:us-east-1:111122223333:key/ml"],
    'eks.encryption.kmsKey: must be the ARN of a KMS key in us-east-1, got "arn:aws:kms:us-east-1:111122223333:alias/ml"; ' +
      "this is an alias: give the key that it stands for",
  ),
];

const many = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, index) => [`tag-${index}`, "x"]));

const tagCases: readonly RuleCase[] = [
  eksCase(
    onTags,
    ["eks/tag-key", "a key of AWS' own"],
    [{ "aws:team": "ml" }, { team: "ml" }],
    'eks.tags["aws:team"]: has the reserved prefix aws:',
  ),
  eksCase(
    onTags,
    ["eks/tag-key", "a key with a character that AWS refuses"],
    [{ "team?": "ml" }, { "team@home": "ml" }],
    'eks.tags["team?"]: is not a tag key that AWS takes; at most 128 letters, digits, spaces and _ . : / = + - @',
  ),
  eksCase(
    onEks,
    ["eks/tag-value", "a number"],
    [{ tags: { team: 7 } }, { tags: { team: "7" } }],
    'eks.tags["team"]: is not a tag value that AWS takes, got 7; at most 256 letters, digits, spaces and _ . : / = + - @',
  ),
  eksCase(
    onTags,
    ["eks/tag-value", "a value with a character that AWS refuses"],
    [{ team: "ml!" }, { team: "ml + search" }],
    'eks.tags["team"]: is not a tag value that AWS takes, got "ml!"; ' +
      "at most 256 letters, digits, spaces and _ . : / = + - @",
  ),
  eksCase(
    onTags,
    ["eks/tag-duplicate", "a tag of the spec"],
    [{ owner: "search" }, { "second-owner": "search" }],
    'eks.tags["owner"]: is said by the spec already; say it in one place',
  ),
  eksCase(
    onTags,
    ["eks/tag-count", "a tag too many"],
    [many(41), many(40)],
    "eks.tags: makes too many tags with those of the spec and 6 of each node, got 51; allowed: up to 50",
  ),
];

const existingCases: readonly RuleCase[] = [
  eksCase(
    onExisting,
    ["eks/existing-gpu-stack", "an owner of the device plugin that nobody names"],
    [{ gpuStack: { metrics: "user" } }, { gpuStack: { devicePlugin: "user", metrics: "user" } }],
    "eks.existing.gpuStack.devicePlugin: must say who runs it on the new pools, got a value of type undefined; " +
      'allowed: roadstead, user; "user" where the GPU Operator or another plugin runs already',
  ),
  eksCase(
    onExisting,
    ["eks/existing-gpu-stack", "an owner of the metrics that is none"],
    [
      { gpuStack: { devicePlugin: "user", metrics: "nobody" } },
      { gpuStack: { devicePlugin: "user", metrics: "user" } },
    ],
    'eks.existing.gpuStack.metrics: must say who runs it on the new pools, got "nobody"; ' +
      'allowed: roadstead, user; "user" where the GPU Operator or another plugin runs already',
  ),
  eksCase(
    onExisting,
    ["eks/existing-version", "a version without an autoscaler"],
    [{ kubernetesVersion: "1.24" }, { kubernetesVersion: "1.35" }],
    "eks.existing.kubernetesVersion: must be the minor version of the cluster, one that Cluster Autoscaler is known " +
      'for, got "1.24"; give it, such as "1.36", or write `autoscaler: "user"`',
  ),
  eksCase(
    onExisting,
    ["eks/existing-pod-identity", "a cluster without the agent"],
    [{ podIdentityAgent: false }, { podIdentityAgent: true }],
    "eks.existing.podIdentityAgent: must be true for the autoscaler to get its role, got false; " +
      'install the add-on eks-pod-identity-agent, or write `autoscaler: "user"`',
  ),
];

export const cases: readonly RuleCase[] = [
  ...untypedCases,
  ...clusterCases,
  ...iamCases,
  ...tagCases,
  ...existingCases,
];
