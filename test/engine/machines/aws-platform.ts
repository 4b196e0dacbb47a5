import { awsCloud, type AwsCloud, type AwsOptions } from "../../bench/providers/aws/index.js";
import type { Properties, TestProvider } from "../../bench/providers/test-provider.js";

export const region = "us-east-1";
export const account = "111122223333";
const types = {
  vpc: "aws:ec2/vpc:Vpc",
  subnet: "aws:ec2/subnet:Subnet",
  gateway: "aws:ec2/internetGateway:InternetGateway",
  table: "aws:ec2/routeTable:RouteTable",
  route: "aws:ec2/route:Route",
  association: "aws:ec2/routeTableAssociation:RouteTableAssociation",
  eip: "aws:ec2/eip:Eip",
  nat: "aws:ec2/natGateway:NatGateway",
  endpoint: "aws:ec2/vpcEndpoint:VpcEndpoint",
  template: "aws:ec2/launchTemplate:LaunchTemplate",
  role: "aws:iam/role:Role",
  attachment: "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
  rolePolicy: "aws:iam/rolePolicy:RolePolicy",
  key: "aws:kms/key:Key",
  alias: "aws:kms/alias:Alias",
  logGroup: "aws:cloudwatch/logGroup:LogGroup",
  cluster: "aws:eks/cluster:Cluster",
  entry: "aws:eks/accessEntry:AccessEntry",
  policy: "aws:eks/accessPolicyAssociation:AccessPolicyAssociation",
  addon: "aws:eks/addon:Addon",
  identity: "aws:eks/podIdentityAssociation:PodIdentityAssociation",
  group: "aws:eks/nodeGroup:NodeGroup",
  tag: "aws:autoscaling/tag:Tag",
  securityGroup: "aws:ec2/securityGroup:SecurityGroup",
  bucket: "aws:s3/bucket:Bucket",
  publicAccessBlock: "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
  ownership: "aws:s3/bucketOwnershipControls:BucketOwnershipControls",
  bucketPolicy: "aws:s3/bucketPolicy:BucketPolicy",
  bucketEncryption: "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
  versioning: "aws:s3/bucketVersioning:BucketVersioning",
  lifecycle: "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
  subnetGroup: "aws:rds/subnetGroup:SubnetGroup",
  parameterGroup: "aws:rds/parameterGroup:ParameterGroup",
  database: "aws:rds/instance:Instance",
  secret: "aws:secretsmanager/secret:Secret",
  secretVersion: "aws:secretsmanager/secretVersion:SecretVersion",
} as const;

export type Noun = keyof typeof types;

export interface Made {
  readonly id: string;
  readonly noun: Noun;
  readonly inputs: Properties;
  readonly outputs: Properties;
}

/** Calls a provider as the engine does: check first, then the call. */
export function caller(provider: TestProvider) {
  const urn = (noun: Noun) => `urn:pulumi:dev::test::${types[noun]}::${noun}`;
  const check = async (noun: Noun, news: Properties) => {
    const request = { urn: urn(noun), type: types[noun], olds: {}, news, randomSeed: Buffer.from("seed") };
    const { inputs, failures = [] } = await provider.check(request);
    if (failures.length > 0) throw new Error(failures.map(({ reason }) => reason).join("; "));
    return inputs;
  };
  return {
    async create(noun: Noun, args: Properties): Promise<Made> {
      const inputs = await check(noun, { region, ...args });
      const made = await provider.create({ urn: urn(noun), type: types[noun], inputs, preview: false });
      return { ...made, noun, inputs };
    },
    async update({ id, noun, inputs, outputs }: Made, change: Properties) {
      const news = await check(noun, { ...inputs, ...change });
      const request = { id, urn: urn(noun), type: types[noun], state: outputs, olds: inputs, news, ignoreChanges: [] };
      const { changes, replaces = [] } = await provider.diff(request);
      return { changes, replaces, apply: () => provider.update({ ...request, preview: false }) };
    },
    delete: ({ id, noun, inputs, outputs }: Made) =>
      provider.delete({ id, urn: urn(noun), type: types[noun], olds: inputs, state: outputs }),
    read: ({ id, noun, inputs, outputs }: Made) =>
      provider.read({ id, urn: urn(noun), type: types[noun], inputs, state: outputs }),
  };
}

/** A trust policy for one service. */
export const trust = (service: string) =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: { Service: service }, Action: "sts:AssumeRole" }],
  });

/** A network in two zones, the roles, and a cluster that has what nodes need to join. */
export async function platform(options: AwsOptions = { onPaper: true }) {
  const cloud = awsCloud(options);
  const aws = caller(cloud.provider());
  const vpc = await aws.create("vpc", { cidrBlock: "10.0.0.0/16" });
  const gateway = await aws.create("gateway", { vpcId: vpc.id });
  const table = await aws.create("table", { vpcId: vpc.id });
  await aws.create("route", { routeTableId: table.id, destinationCidrBlock: "0.0.0.0/0", gatewayId: gateway.id });
  const subnets = await Promise.all(
    ["a", "b"].map((letter, index) =>
      aws.create("subnet", {
        vpcId: vpc.id,
        availabilityZone: `${region}${letter}`,
        cidrBlock: `10.0.${index}.0/24`,
        mapPublicIpOnLaunch: true,
      }),
    ),
  );
  for (const { id } of subnets) await aws.create("association", { subnetId: id, routeTableId: table.id });
  const role = async (name: string, service: string, policies: readonly string[]) => {
    const made = await aws.create("role", { name, assumeRolePolicy: trust(service) });
    for (const policy of policies) {
      await aws.create("attachment", { role: name, policyArn: `arn:aws:iam::aws:policy/${policy}` });
    }
    return String(made.outputs["arn"]);
  };
  const clusterRole = await role("cluster", "eks.amazonaws.com", ["AmazonEKSClusterPolicy"]);
  const nodeRole = await role("node", "ec2.amazonaws.com", [
    "AmazonEKSWorkerNodePolicy",
    "AmazonEC2ContainerRegistryPullOnly",
    "AmazonEKS_CNI_Policy",
  ]);
  const clusterArgs = {
    name: "c1",
    roleArn: clusterRole,
    version: "1.35",
    vpcConfig: { subnetIds: subnets.map(({ id }) => id), endpointPrivateAccess: true },
    accessConfig: { authenticationMode: "API", bootstrapClusterCreatorAdminPermissions: options.onPaper === true },
  };
  const cluster = await aws.create("cluster", clusterArgs);
  const template = await aws.create("template", { name: "t1" });
  const groupArgs = {
    clusterName: "c1",
    nodeGroupName: "g1",
    nodeRoleArn: nodeRole,
    subnetIds: subnets.map(({ id }) => id),
    instanceTypes: ["m7i.xlarge"],
    amiType: "AL2023_x86_64_STANDARD",
    scalingConfig: { minSize: 0, desiredSize: 1, maxSize: 4 },
    launchTemplate: { id: template.id, version: "1" },
  };
  return { cloud, aws, vpc, gateway, table, subnets, cluster, clusterArgs, clusterRole, nodeRole, template, groupArgs };
}

export type Platform = Awaited<ReturnType<typeof platform>>;

export const withGroup = (change: Properties) => (platform: Platform) =>
  platform.aws.create("group", { ...platform.groupArgs, ...change });

/** A change of a group that has one node. */
export const changedGroup = (change: Properties) => async (platform: Platform) => {
  const group = await platform.aws.create("group", platform.groupArgs);
  return (await platform.aws.update(group, change)).apply();
};

export const withTemplate = (template: Properties, change: Properties) => async (platform: Platform) => {
  const { id } = await platform.aws.create("template", { name: "t2", ...template });
  const { instanceTypes: _, ...args } = platform.groupArgs;
  return platform.aws.create("group", { ...args, ...change, launchTemplate: { id, version: "1" } });
};

export const withCluster = (change: Properties) => (platform: Platform) =>
  platform.aws.create("cluster", { ...platform.clusterArgs, name: "c2", ...change });

export const tags = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`key-${index}`, "value"] as const));

export const block = {
  instanceType: "p5.48xlarge",
  instanceMarketOptions: { marketType: "capacity-block" },
  capacityReservationSpecification: { capacityReservationTarget: { capacityReservationId: "cr-0123456789abcdef0" } },
};
const { instanceType: _, ...withoutType } = block;
export { withoutType };
export const blockGroup = {
  amiType: "AL2023_x86_64_NVIDIA",
  capacityType: "CAPACITY_BLOCK",
  scalingConfig: { minSize: 0, desiredSize: 0, maxSize: 1 },
};
export const deployer = `arn:aws:iam::${account}:role/other`;
export const adminPolicy = "arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy";

export function base64(text: string): string {
  return Buffer.from(text).toString("base64");
}

export function mime(type: string, body: string): string {
  return `MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="=="\n\n--==\nContent-Type: ${type}\n\n${body}\n--==--\n`;
}

export function autoscalingGroup(cloud: AwsCloud): string {
  return cloud.clusters()[0]?.nodeGroups()[0]?.autoscalingGroup ?? "";
}

export function tagOf(autoscalingGroupName: string, key: string): Properties {
  return { autoscalingGroupName, tag: { key, value: "v", propagateAtLaunch: false } };
}

export async function manyTags(platform: Platform, count: number): Promise<void> {
  await withGroup({})(platform);
  const name = autoscalingGroup(platform.cloud);
  for (let index = 0; index < count; index++) await platform.aws.create("tag", tagOf(name, `k${index}`));
}

export async function twoIdentities({ aws }: Platform, accounts: readonly string[]): Promise<void> {
  const role = await aws.create("role", { name: "pod", assumeRolePolicy: trust("pods.eks.amazonaws.com") });
  for (const serviceAccount of accounts) {
    await aws.create("identity", {
      clusterName: "c1",
      namespace: "n",
      serviceAccount,
      roleArn: role.outputs["arn"] ?? "",
    });
  }
}

export async function encryptedLogs({ aws }: Platform, service: string): Promise<void> {
  const statement = { Effect: "Allow", Action: "kms:*", Resource: "*" };
  const policy = JSON.stringify({
    Statement: [
      { ...statement, Principal: { AWS: `arn:aws:iam::${account}:root` } },
      { ...statement, Principal: { Service: service } },
    ],
  });
  const key = await aws.create("key", { policy });
  await aws.create("logGroup", { name: "l", kmsKeyId: key.outputs["arn"] ?? "" });
}
