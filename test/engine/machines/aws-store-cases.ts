import type { Properties } from "../../bench/providers/test-provider.js";
import { account, type Made, type Noun, type Platform, region } from "./aws-platform.js";
import type { RuleCase } from "./aws-rule-case.js";

const create =
  (noun: Noun, args: Properties) =>
  ({ aws }: Platform) =>
    aws.create(noun, args);

/** A setting of a bucket that is there. */
const onBucket =
  (noun: Noun, args: Properties) =>
  async ({ aws }: Platform) => {
    await aws.create("bucket", { bucket: "models" });
    return aws.create(noun, { bucket: "models", ...args });
  };

const statement = (change: object) =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Deny", Principal: "*", Action: "s3:*", Resource: "arn:aws:s3:::models/*", ...change }],
  });

/** A server with all that it stands on, changed. */
export const withDatabase =
  (change: Properties) =>
  async ({ aws, subnets, vpc }: Platform): Promise<Made> => {
    await aws.create("subnetGroup", { name: "private", subnetIds: subnets.map(({ id }) => id) });
    await aws.create("parameterGroup", { name: "tls", family: "postgres17", parameters: [tls] });
    const { id } = await aws.create("securityGroup", { name: "db", description: "clients", vpcId: vpc.id });
    return aws.create("database", {
      identifier: "registry",
      instanceClass: "db.t4g.medium",
      engine: "postgres",
      engineVersion: "17",
      storageType: "gp3",
      allocatedStorage: 20,
      username: "postgres",
      password: "0123456789abcdef",
      dbSubnetGroupName: "private",
      parameterGroupName: "tls",
      vpcSecurityGroupIds: [id],
      skipFinalSnapshot: true,
      ...change,
    });
  };

const tls = { name: "rds.force_ssl", value: "1" };

/** What AWS refuses of buckets, database servers, secrets and security groups. */
export const storeCases: readonly RuleCase[] = [
  {
    name: "a bucket with a capital letter",
    says: /The specified bucket is not valid: Models/,
    wrong: create("bucket", { bucket: "Models" }),
    near: create("bucket", { bucket: "models" }),
  },
  {
    name: "a bucket whose name somebody has",
    says: /bucket name is not available/,
    wrong: async ({ aws }) => {
      await aws.create("bucket", { bucket: "models" });
      await aws.create("bucket", { bucket: "models", region: "eu-west-1" });
    },
    near: async ({ aws }) => {
      await aws.create("bucket", { bucket: "models" });
      await aws.create("bucket", { bucket: "models-2", region: "eu-west-1" });
    },
  },
  {
    name: "a setting of no bucket",
    says: /bucket ID 'models' does not exist/,
    wrong: create("publicAccessBlock", { bucket: "models", blockPublicAcls: true }),
    near: onBucket("publicAccessBlock", { blockPublicAcls: true }),
  },
  {
    name: "an owner that S3 does not know",
    says: /"BucketOwner" is none of BucketOwnerPreferred/,
    wrong: onBucket("ownership", { rule: { objectOwnership: "BucketOwner" } }),
    near: onBucket("ownership", { rule: { objectOwnership: "BucketOwnerEnforced" } }),
  },
  {
    name: "a policy about another bucket",
    says: /Policy has invalid resource/,
    wrong: onBucket("bucketPolicy", { policy: statement({ Resource: "arn:aws:s3:::others/*" }) }),
    near: onBucket("bucketPolicy", { policy: statement({}) }),
  },
  {
    name: "a public policy where the bucket is closed",
    says: /prevented by the BlockPublicPolicy setting/,
    wrong: async (platform) => {
      await onBucket("publicAccessBlock", { blockPublicPolicy: true })(platform);
      return platform.aws.create("bucketPolicy", { bucket: "models", policy: statement({ Effect: "Allow" }) });
    },
    near: async (platform) => {
      await onBucket("publicAccessBlock", { blockPublicPolicy: true })(platform);
      const policy = statement({ Effect: "Allow", Principal: { AWS: `arn:aws:iam::${account}:root` } });
      return platform.aws.create("bucketPolicy", { bucket: "models", policy });
    },
  },
  {
    name: "a key that is not there",
    says: /KMS key .* does not exist/,
    wrong: onBucket("bucketEncryption", encryption(`arn:aws:kms:${region}:${account}:key/1`)),
    near: async (platform) => {
      const key = await platform.aws.create("key", {});
      return onBucket("bucketEncryption", encryption(String(key.outputs["arn"])))(platform);
    },
  },
  {
    name: "a rule of a lifecycle that does nothing",
    says: /At least one action needs to be specified/,
    wrong: onBucket("lifecycle", { rules: [{ id: "r", status: "Enabled", filter: {} }] }),
    near: onBucket("lifecycle", {
      rules: [{ id: "r", status: "Enabled", filter: {}, noncurrentVersionExpiration: { noncurrentDays: 30 } }],
    }),
  },
  {
    name: "subnets of one zone for databases",
    says: /doesn't meet Availability Zone/,
    wrong: (platform) => create("subnetGroup", { name: "one", subnetIds: [platform.subnets[0]?.id ?? ""] })(platform),
    near: (platform) =>
      create("subnetGroup", { name: "two", subnetIds: platform.subnets.map(({ id }) => id) })(platform),
  },
  {
    name: "two dashes in the name of a server",
    says: /Invalid database identifier: models--registry/,
    wrong: withDatabase({ identifier: "models--registry" }),
    near: withDatabase({ identifier: "models-registry" }),
  },
  {
    name: "a machine of EC2 as the class of a server",
    says: /Invalid DB Instance class: t4g.medium/,
    wrong: withDatabase({ instanceClass: "t4g.medium" }),
    near: withDatabase({ instanceClass: "db.t4g.medium" }),
  },
  {
    name: "a volume below 20 GiB",
    says: /Invalid storage size/,
    wrong: withDatabase({ allocatedStorage: 19 }),
    near: withDatabase({ allocatedStorage: 20 }),
  },
  {
    name: "a smaller volume for a server that is there",
    says: /must not be less than the current storage size/,
    wrong: async (platform) => {
      const server = await withDatabase({ allocatedStorage: 40 })(platform);
      return (await platform.aws.update(server, { allocatedStorage: 20 })).apply();
    },
    near: async (platform) => {
      const server = await withDatabase({ allocatedStorage: 40 })(platform);
      return (await platform.aws.update(server, { allocatedStorage: 80 })).apply();
    },
  },
  {
    name: "settings of another major version",
    says: /family postgres17 can't be used with postgres16/,
    wrong: withDatabase({ engineVersion: "16" }),
    near: withDatabase({ engineVersion: "17" }),
  },
  {
    name: "a security group that is not there",
    says: /security group 'sg-1' does not exist/,
    wrong: withIngressFrom(() => "sg-1"),
    near: withIngressFrom(({ cluster }) =>
      String((cluster.outputs["vpcConfig"] as Properties)["clusterSecurityGroupId"]),
    ),
  },
  {
    name: "a secret whose name is kept for one that can be brought back",
    says: /already scheduled for deletion/,
    wrong: async ({ aws }) => {
      await aws.delete(await aws.create("secret", { name: "admin" }));
      await aws.create("secret", { name: "admin" });
    },
    near: async ({ aws }) => {
      await aws.delete(await aws.create("secret", { name: "admin", recoveryWindowInDays: 0 }));
      await aws.create("secret", { name: "admin" });
    },
  },
];

function encryption(kmsMasterKeyId: string): Properties {
  return { rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId } }] };
}

function withIngressFrom(group: (platform: Platform) => string) {
  return (platform: Platform) =>
    platform.aws.create("securityGroup", {
      name: "db",
      description: "clients",
      vpcId: platform.vpc.id,
      ingress: [{ protocol: "tcp", fromPort: 5432, toPort: 5432, securityGroups: [group(platform)] }],
    });
}
