import { adminPolicy, deployer, encryptedLogs, region, trust, twoIdentities, withCluster } from "./aws-platform.js";
import type { RuleCase } from "./aws-rule-case.js";

/** What AWS refuses of clusters, networks, roles, keys and logs. */
export const accountCases: readonly RuleCase[] = [
  {
    name: "two clusters of one name",
    says: /Cluster already exists with name: c1/,
    wrong: withCluster({ name: "c1" }),
    near: withCluster({}),
  },
  {
    name: "two roles of one name",
    says: /Role with name node already exists/,
    wrong: ({ aws }) => aws.create("role", { name: "node", assumeRolePolicy: trust("ec2.amazonaws.com") }),
    near: ({ aws }) => aws.create("role", { name: "node-2", assumeRolePolicy: trust("ec2.amazonaws.com") }),
  },
  {
    name: "two launch templates of one name",
    says: /Launch template name already in use/,
    wrong: ({ aws }) => aws.create("template", { name: "t1" }),
    near: ({ aws }) => aws.create("template", { name: "t2" }),
  },
  {
    name: "a log group that EKS made already",
    says: /The specified log group already exists/,
    wrong: async (platform) => {
      await withCluster({ enabledClusterLogTypes: ["audit"] })(platform);
      await platform.aws.create("logGroup", { name: "/aws/eks/c2/cluster" });
    },
    near: async (platform) => {
      await platform.aws.create("logGroup", { name: "/aws/eks/c2/cluster", retentionInDays: 365 });
      await withCluster({ enabledClusterLogTypes: ["audit"] })(platform);
    },
  },
  {
    name: "two aliases of one name",
    says: /An alias with the name alias\/k already exists/,
    wrong: async ({ aws }) => {
      const { id } = await aws.create("key", {});
      await aws.create("alias", { name: "alias/k", targetKeyId: id });
      await aws.create("alias", { name: "alias/k", targetKeyId: id });
    },
    near: async ({ aws }) => {
      const { id } = await aws.create("key", {});
      await aws.create("alias", { name: "alias/k", targetKeyId: id });
      await aws.create("alias", { name: "alias/l", targetKeyId: id });
    },
  },
  {
    name: "a tag key of 129 characters",
    says: /must have 1 to 128 characters/,
    wrong: ({ aws }) => aws.create("vpc", { cidrBlock: "10.1.0.0/16", tags: { ["k".repeat(129)]: "v" } }),
    near: ({ aws }) => aws.create("vpc", { cidrBlock: "10.1.0.0/16", tags: { ["k".repeat(128)]: "v" } }),
  },
  {
    name: "a cluster in one zone",
    says: /at least two different AZs/,
    wrong: (platform) => withCluster({ vpcConfig: { subnetIds: [platform.subnets[0]?.id ?? ""] } })(platform),
    near: withCluster({}),
  },
  {
    name: "a third zone for a cluster that is there",
    says: /exact set of AZs/,
    wrong: async ({ aws, cluster, subnets, vpc }) => {
      const third = { vpcId: vpc.id, availabilityZone: `${region}c`, cidrBlock: "10.0.9.0/24" };
      const { id } = await aws.create("subnet", third);
      const subnetIds = [...subnets.map((subnet) => subnet.id), id];
      return (await aws.update(cluster, { vpcConfig: { subnetIds, endpointPrivateAccess: true } })).apply();
    },
    near: async ({ aws, cluster, subnets, vpc }) => {
      const second = { vpcId: vpc.id, availabilityZone: `${region}b`, cidrBlock: "10.0.9.0/24" };
      const { id } = await aws.create("subnet", second);
      const subnetIds = [...subnets.map((subnet) => subnet.id), id];
      return (await aws.update(cluster, { vpcConfig: { subnetIds, endpointPrivateAccess: true } })).apply();
    },
  },
  {
    name: "two minors at once",
    says: /Unsupported Kubernetes minor version update from 1.34 to 1.36/,
    wrong: async (platform) => {
      const cluster = await withCluster({ version: "1.34" })(platform);
      return (await platform.aws.update(cluster, { version: "1.36" })).apply();
    },
    near: async (platform) => {
      const cluster = await withCluster({ version: "1.34" })(platform);
      return (await platform.aws.update(cluster, { version: "1.35" })).apply();
    },
  },
  {
    name: "a role that trusts another service",
    says: /could not be assumed/,
    wrong: (platform) => withCluster({ roleArn: platform.nodeRole })(platform),
    near: withCluster({}),
  },
  {
    name: "an endpoint that nobody reaches",
    says: /Private and public endpoint access cannot be false/,
    wrong: (platform) =>
      withCluster({
        vpcConfig: { ...platform.clusterArgs.vpcConfig, endpointPrivateAccess: false, endpointPublicAccess: false },
      })(platform),
    near: (platform) =>
      withCluster({ vpcConfig: { ...platform.clusterArgs.vpcConfig, endpointPublicAccess: false } })(platform),
  },
  {
    name: "an access entry where only the ConfigMap counts",
    says: /authentication mode must be set to one of/,
    wrong: async (platform) => {
      await withCluster({ accessConfig: { authenticationMode: "CONFIG_MAP" } })(platform);
      return platform.aws.create("entry", { clusterName: "c2", principalArn: deployer });
    },
    near: async (platform) => {
      await withCluster({ accessConfig: { authenticationMode: "API_AND_CONFIG_MAP" } })(platform);
      return platform.aws.create("entry", { clusterName: "c2", principalArn: deployer });
    },
  },
  {
    name: "a policy without an access entry",
    says: /principalArn could not be found/,
    wrong: ({ aws }) =>
      aws.create("policy", {
        clusterName: "c1",
        principalArn: deployer,
        policyArn: adminPolicy,
        accessScope: { type: "cluster" },
      }),
    near: async ({ aws }) => {
      await aws.create("entry", { clusterName: "c1", principalArn: deployer });
      return aws.create("policy", {
        clusterName: "c1",
        principalArn: deployer,
        policyArn: adminPolicy,
        accessScope: { type: "cluster" },
      });
    },
  },
  {
    name: "a group that Kubernetes keeps for itself",
    says: /cannot start with system:/,
    wrong: ({ aws }) =>
      aws.create("entry", { clusterName: "c1", principalArn: deployer, kubernetesGroups: ["system:masters"] }),
    near: ({ aws }) => aws.create("entry", { clusterName: "c1", principalArn: deployer, kubernetesGroups: ["admins"] }),
  },
  {
    name: "an add-on that there is not",
    says: /Addon core-dns specified is not supported/,
    wrong: ({ aws }) => aws.create("addon", { clusterName: "c1", addonName: "core-dns" }),
    near: ({ aws }) =>
      aws.create("addon", { clusterName: "c1", addonName: "coredns", resolveConflictsOnCreate: "OVERWRITE" }),
  },
  {
    name: "a setting that the add-on's schema does not have",
    says: /Json schema validation failed.*nodeSelectors/,
    wrong: ({ aws }) =>
      aws.create("addon", {
        clusterName: "c1",
        addonName: "metrics-server",
        configurationValues: '{"nodeSelectors":{}}',
      }),
    near: ({ aws }) =>
      aws.create("addon", {
        clusterName: "c1",
        addonName: "metrics-server",
        configurationValues: '{"nodeSelector":{}}',
      }),
  },
  {
    name: "an add-on over what the cluster came with",
    says: /Conflicts found/,
    wrong: ({ aws }) => aws.create("addon", { clusterName: "c1", addonName: "vpc-cni" }),
    near: ({ aws }) =>
      aws.create("addon", { clusterName: "c1", addonName: "vpc-cni", resolveConflictsOnCreate: "OVERWRITE" }),
  },
  {
    name: "two roles for one service account",
    says: /Association already exists/,
    wrong: (platform) => twoIdentities(platform, ["sa", "sa"]),
    near: (platform) => twoIdentities(platform, ["sa", "sb"]),
  },
  {
    name: "a deletion window of 31 days",
    says: /31 days must be between 7 and 30/,
    wrong: ({ aws }) => aws.create("key", { deletionWindowInDays: 31 }),
    near: ({ aws }) => aws.create("key", { deletionWindowInDays: 30 }),
  },
  {
    name: "rotation of an asymmetric key",
    says: /cannot perform this operation on a CMK/,
    wrong: ({ aws }) =>
      aws.create("key", { enableKeyRotation: true, customerMasterKeySpec: "RSA_2048", keyUsage: "SIGN_VERIFY" }),
    near: ({ aws }) => aws.create("key", { enableKeyRotation: true }),
  },
  {
    name: "logs under a key that CloudWatch may not use",
    says: /not allowed to be used/,
    wrong: (platform) => encryptedLogs(platform, "ec2.amazonaws.com"),
    near: (platform) => encryptedLogs(platform, `logs.${region}.amazonaws.com`),
  },
  {
    name: "logs that are kept 366 days",
    says: /366 days is no retention/,
    wrong: ({ aws }) => aws.create("logGroup", { name: "l", retentionInDays: 366 }),
    near: ({ aws }) => aws.create("logGroup", { name: "l", retentionInDays: 365 }),
  },
  {
    name: "subnets that overlap",
    says: /conflicts with another subnet/,
    wrong: ({ aws, vpc }) =>
      aws.create("subnet", { vpcId: vpc.id, availabilityZone: `${region}a`, cidrBlock: "10.0.1.128/25" }),
    near: ({ aws, vpc }) =>
      aws.create("subnet", { vpcId: vpc.id, availabilityZone: `${region}a`, cidrBlock: "10.0.2.128/25" }),
  },
  {
    name: "a policy that AWS does not have",
    says: /does not exist or is not attachable/,
    wrong: ({ aws }) =>
      aws.create("attachment", { role: "node", policyArn: "arn:aws:iam::aws:policy/AmazonEBSCSIDriverPolicy" }),
    near: ({ aws }) =>
      aws.create("attachment", {
        role: "node",
        policyArn: "arn:aws:iam::aws:policy/service-role/AmazonEBSCSIDriverPolicy",
      }),
  },
];
