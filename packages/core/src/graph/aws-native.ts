import type { GraphResource } from "./resource.js";
import type { PropertyMap, PropertyValue } from "./value.js";
import { isPropertyMap, isUnknown, withoutSecret } from "./value.js";

type Rename = (properties: PropertyMap) => PropertyMap;

const same: Rename = (properties) => properties;

const all =
  (...renames: readonly Rename[]): Rename =>
  (properties) =>
    renames.reduce((renamed, rename) => rename(renamed), properties);

const renamed =
  (names: Readonly<Record<string, string>>): Rename =>
  (properties) =>
    Object.fromEntries(Object.entries(properties).map(([name, value]) => [names[name] ?? name, value]));

/** What stands below one property, as if it stood beside it; `members` are unknown where that is. */
const lifted =
  (holder: string, members: readonly string[], names: Readonly<Record<string, string>> = {}): Rename =>
  (properties) => {
    const inner = properties[holder] === undefined ? {} : withoutSecret(properties[holder]);
    const below = isUnknown(inner) ? Object.fromEntries(members.map((name) => [name, inner])) : inner;
    return { ...renamed(names)(properties), ...(isPropertyMap(below) ? below : {}) };
  };

/** One property by another name and in another form; what is unknown, or has no known form, stays as it is. */
const reshaped =
  (name: string, target: string, reshape: (value: PropertyValue) => PropertyValue | undefined): Rename =>
  (properties) => {
    const { [name]: value, ...others } = properties;
    if (value === undefined) return properties;
    const plain = withoutSecret(value);
    const made = isUnknown(plain) ? plain : reshape(plain);
    return made === undefined ? others : { ...others, [target]: made };
  };

const below =
  (holder: string, rename: Rename): Rename =>
  (properties) =>
    reshaped(holder, holder, (value) => (isPropertyMap(value) ? rename(value) : value))(properties);

/** Each item of a list as `change` has it; unknown ones stay. */
const each =
  (change: (item: PropertyMap) => PropertyValue) =>
  (value: PropertyValue): PropertyValue =>
    Array.isArray(value)
      ? (value as readonly PropertyValue[]).map((item) => {
          const plain = withoutSecret(item);
          return isPropertyMap(plain) ? change(plain) : item;
        })
      : value;

const rootDevices = ["/dev/xvda", "/dev/sda1"];

/** CloudFormation has one list of disks; which of them is the root is told by its name. */
const withDisks: Rename = (properties) => {
  const list = withoutSecret(properties["blockDeviceMappings"] ?? null);
  if (isUnknown(list)) return { ...properties, ebsBlockDevices: list, rootBlockDevice: list };
  if (!Array.isArray(list)) return properties;
  const disks = (list as readonly PropertyValue[]).map((item) => withoutSecret(item)).filter(isPropertyMap);
  const isRoot = ({ deviceName }: PropertyMap): boolean => rootDevices.includes(String(deviceName));
  const root = disks.find(isRoot)?.["ebs"];
  const others = disks.filter((disk) => !isRoot(disk)).flatMap((disk) => disk["ebs"] ?? []);
  return { ...properties, ebsBlockDevices: others, ...(root === undefined ? {} : { rootBlockDevice: root }) };
};

/** Tags are a list of keys and values there. */
const withTags: Rename = reshaped("tags", "tags", (list) => {
  if (!Array.isArray(list)) return list;
  const pairs = (list as readonly PropertyValue[]).flatMap((item) => {
    const tag = withoutSecret(item);
    return isPropertyMap(tag) && typeof tag["key"] === "string" && tag["value"] !== undefined
      ? [[tag["key"], tag["value"]] as const]
      : [];
  });
  return Object.fromEntries(pairs);
});

const cluster = all(
  renamed({ resourcesVpcConfig: "vpcConfig" }),
  reshaped("encryptionConfig", "encryptionConfig", (list) =>
    Array.isArray(list) ? (list as readonly PropertyValue[])[0] : list,
  ),
  reshaped("logging", "enabledClusterLogTypes", (logging) => {
    const set = isPropertyMap(logging) ? (logging["clusterLogging"] ?? {}) : logging;
    const types = isPropertyMap(set) ? (set["enabledTypes"] ?? []) : set;
    return each((item) => item["type"] ?? null)(types);
  }),
);

const group = all(
  renamed({ launchConfigurationName: "launchConfiguration" }),
  below("launchTemplate", renamed({ launchTemplateId: "id", launchTemplateName: "name" })),
);

const bucket = all(
  renamed({ bucketName: "bucket" }),
  reshaped("versioningConfiguration", "versioning", (value) =>
    isPropertyMap(value) ? { enabled: value["status"] === "Enabled" } : value,
  ),
  reshaped("lifecycleConfiguration", "lifecycleRules", (value) =>
    isPropertyMap(value) ? (value["rules"] ?? []) : value,
  ),
);

const network = (rule: PropertyMap): PropertyMap => ({
  ...renamed({ ipProtocol: "protocol" })(rule),
  ...(rule["cidrIp"] === undefined ? {} : { cidrBlocks: [rule["cidrIp"]] }),
  ...(rule["cidrIpv6"] === undefined ? {} : { ipv6CidrBlocks: [rule["cidrIpv6"]] }),
});

/** Resources of the Cloud Control provider, by what the other provider calls them and their properties. */
const table: Readonly<Record<string, readonly [type: string, rename: Rename]>> = {
  "eks:Cluster": ["aws:eks/cluster:Cluster", cluster],
  "eks:Nodegroup": ["aws:eks/nodeGroup:NodeGroup", same],
  "ec2:LaunchTemplate": [
    "aws:ec2/launchTemplate:LaunchTemplate",
    lifted(
      "launchTemplateData",
      ["instanceType", "blockDeviceMappings", "instanceMarketOptions", "metadataOptions", "tagSpecifications"],
      { launchTemplateName: "name" },
    ),
  ],
  "autoscaling:AutoScalingGroup": ["aws:autoscaling/group:Group", group],
  "autoscaling:ScheduledAction": [
    "aws:autoscaling/schedule:Schedule",
    renamed({ autoScalingGroupName: "autoscalingGroupName" }),
  ],
  "autoscaling:LaunchConfiguration": ["aws:ec2/launchConfiguration:LaunchConfiguration", same],
  "ec2:Instance": ["aws:ec2/instance:Instance", withDisks],
  "ec2:SpotFleet": [
    "aws:ec2/spotFleetRequest:SpotFleetRequest",
    lifted("spotFleetRequestConfigData", ["targetCapacity"]),
  ],
  "ec2:Ec2Fleet": ["aws:ec2/fleet:Fleet", same],
  "ec2:CapacityReservation": ["aws:ec2/capacityReservation:CapacityReservation", same],
  "ec2:Volume": ["aws:ebs/volume:Volume", renamed({ volumeType: "type" })],
  "ec2:VolumeAttachment": ["aws:ec2/volumeAttachment:VolumeAttachment", same],
  "ec2:NatGateway": ["aws:ec2/natGateway:NatGateway", same],
  "ec2:Eip": ["aws:ec2/eip:Eip", same],
  "ec2:EipAssociation": ["aws:ec2/eipAssociation:EipAssociation", same],
  "ec2:VpcEndpoint": ["aws:ec2/vpcEndpoint:VpcEndpoint", same],
  "ec2:Subnet": ["aws:ec2/subnet:Subnet", same],
  "ec2:SecurityGroup": [
    "aws:ec2/securityGroup:SecurityGroup",
    reshaped("securityGroupIngress", "ingress", each(network)),
  ],
  "ec2:SecurityGroupIngress": [
    "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
    renamed({ cidrIp: "cidrIpv4", groupId: "securityGroupId" }),
  ],
  "elasticloadbalancingv2:LoadBalancer": ["aws:lb/loadBalancer:LoadBalancer", renamed({ type: "loadBalancerType" })],
  "elasticloadbalancing:LoadBalancer": ["aws:elb/loadBalancer:LoadBalancer", same],
  "rds:DbInstance": ["aws:rds/instance:Instance", renamed({ dbInstanceClass: "instanceClass" })],
  "s3:Bucket": ["aws:s3/bucket:Bucket", bucket],
  "logs:LogGroup": ["aws:cloudwatch/logGroup:LogGroup", renamed({ logGroupName: "name" })],
  "kms:Key": ["aws:kms/key:Key", renamed({ keySpec: "customerMasterKeySpec" })],
  "secretsmanager:Secret": ["aws:secretsmanager/secret:Secret", same],
  "efs:FileSystem": ["aws:efs/fileSystem:FileSystem", renamed({ fileSystemTags: "tags" })],
  "elasticache:ReplicationGroup": [
    "aws:elasticache/replicationGroup:ReplicationGroup",
    renamed({ cacheNodeType: "nodeType" }),
  ],
  "elasticache:CacheCluster": ["aws:elasticache/cluster:Cluster", renamed({ cacheNodeType: "nodeType" })],
  "sagemaker:Endpoint": ["aws:sagemaker/endpoint:Endpoint", same],
  "sagemaker:EndpointConfig": [
    "aws:sagemaker/endpointConfiguration:EndpointConfiguration",
    renamed({ endpointConfigName: "name" }),
  ],
};

const prefix = "aws-native:";

/** Tags of a group are a list with either provider: each says whether it is handed on. */
const keepsTagList = "aws:autoscaling/group:Group";

const entryOf = (type: string): readonly [type: string, rename: Rename] | undefined => {
  if (!type.startsWith(prefix)) return undefined;
  const token = type.slice(prefix.length);
  return Object.hasOwn(table, token) ? table[token] : undefined;
};

/** A type of AWS' Cloud Control provider as the other AWS provider calls it; all others as they are. */
export const typeFromAwsNative = (type: string): string => entryOf(type)?.[0] ?? type;

/** A resource of AWS' Cloud Control provider as the other AWS provider has it; all others as they are. */
export function fromAwsNative(resource: GraphResource): GraphResource {
  const known = entryOf(resource.type);
  if (known === undefined) return resource;
  const [type, rename] = known;
  const translate = (properties: PropertyMap): PropertyMap =>
    type === keepsTagList ? rename(properties) : withTags(rename(properties));
  return { ...resource, type, inputs: translate(resource.inputs), outputs: translate(resource.outputs) };
}
