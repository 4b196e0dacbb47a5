import type { GraphResource, PropertyMap, PropertyValue } from "@roadstead/core";
import { isPropertyMap, isUnknown, withoutSecret } from "@roadstead/core";
import { isFreeType } from "../free-types.js";

type Rename = (properties: PropertyMap) => PropertyMap;

const same: Rename = (properties) => properties;

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

const rootDevices = ["/dev/xvda", "/dev/sda1"];

/** CloudFormation has one list of disks; which of them is the root is told by its name. */
const withDisks: Rename = (properties) => {
  const list = properties["blockDeviceMappings"];
  if (!Array.isArray(list)) return properties;
  const disks = (list as readonly PropertyValue[]).map((item) => withoutSecret(item)).filter(isPropertyMap);
  const isRoot = ({ deviceName }: PropertyMap): boolean => rootDevices.includes(String(deviceName));
  const root = disks.find(isRoot)?.["ebs"];
  const others = disks.filter((disk) => !isRoot(disk)).flatMap((disk) => disk["ebs"] ?? []);
  return { ...properties, ebsBlockDevices: others, ...(root === undefined ? {} : { rootBlockDevice: root }) };
};

/** Resources of the Cloud Control provider, by what the other provider calls them and their properties. */
const table: Readonly<Record<string, readonly [type: string, rename: Rename]>> = {
  "eks:Cluster": ["aws:eks/cluster:Cluster", same],
  "eks:Nodegroup": ["aws:eks/nodeGroup:NodeGroup", same],
  "ec2:LaunchTemplate": [
    "aws:ec2/launchTemplate:LaunchTemplate",
    lifted("launchTemplateData", ["instanceType", "blockDeviceMappings", "instanceMarketOptions"], {
      launchTemplateName: "name",
    }),
  ],
  "autoscaling:AutoScalingGroup": [
    "aws:autoscaling/group:Group",
    renamed({ launchConfigurationName: "launchConfiguration" }),
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
  "ec2:NatGateway": ["aws:ec2/natGateway:NatGateway", same],
  "ec2:Eip": ["aws:ec2/eip:Eip", same],
  "ec2:VpcEndpoint": ["aws:ec2/vpcEndpoint:VpcEndpoint", same],
  "ec2:Subnet": ["aws:ec2/subnet:Subnet", same],
  "elasticloadbalancingv2:LoadBalancer": ["aws:lb/loadBalancer:LoadBalancer", renamed({ type: "loadBalancerType" })],
  "elasticloadbalancing:LoadBalancer": ["aws:elb/loadBalancer:LoadBalancer", same],
  "rds:DbInstance": ["aws:rds/instance:Instance", renamed({ dbInstanceClass: "instanceClass" })],
  "s3:Bucket": ["aws:s3/bucket:Bucket", renamed({ bucketName: "bucket" })],
  "logs:LogGroup": ["aws:cloudwatch/logGroup:LogGroup", renamed({ logGroupName: "name" })],
  "kms:Key": ["aws:kms/key:Key", same],
  "secretsmanager:Secret": ["aws:secretsmanager/secret:Secret", same],
  "efs:FileSystem": ["aws:efs/fileSystem:FileSystem", same],
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

/** Types of which nothing is billed and whose names differ more than in their spelling. */
const free = [
  "ec2:SubnetRouteTableAssociation",
  "ec2:VpcGatewayAttachment",
  "ec2:VpcCidrBlock",
  "ec2:SecurityGroupIngress",
  "ec2:SecurityGroupEgress",
  "ec2:DhcpOptions",
  "ec2:VolumeAttachment",
  "ec2:EipAssociation",
  "rds:DbSubnetGroup",
  "rds:DbParameterGroup",
  "s3:BucketPolicy",
  "logs:LogStream",
  "ecr:PullThroughCacheRule",
];

const prefix = "aws-native:";

/** `ec2:RouteTable` is `aws:ec2/routeTable:RouteTable` with the other provider. */
function siblingOf(token: string): string {
  const [module = "", name = ""] = token.split(":");
  return `aws:${module}/${name.charAt(0).toLowerCase()}${name.slice(1)}:${name}`;
}

/** Tags are a list of keys and values there. */
function withTags(properties: PropertyMap): PropertyMap {
  const list = properties["tags"];
  if (!Array.isArray(list)) return properties;
  const pairs = (list as readonly PropertyValue[]).flatMap((item) => {
    const tag = withoutSecret(item);
    return isPropertyMap(tag) && typeof tag["key"] === "string" && tag["value"] !== undefined
      ? [[tag["key"], tag["value"]] as const]
      : [];
  });
  return { ...properties, tags: Object.fromEntries(pairs) };
}

/** A resource of AWS' Cloud Control provider as the other AWS provider has it; all others as they are. */
export function fromAwsNative(resource: GraphResource): GraphResource {
  if (!resource.type.startsWith(prefix)) return resource;
  const token = resource.type.slice(prefix.length);
  const known = Object.hasOwn(table, token) ? table[token] : undefined;
  if (known === undefined) {
    const type = free.includes(token) ? "aws:ec2/tag:Tag" : siblingOf(token);
    return isFreeType(type) ? { ...resource, type } : resource;
  }
  const [type, rename] = known;
  const translate = (properties: PropertyMap): PropertyMap => withTags(rename(properties));
  return { ...resource, type, inputs: translate(resource.inputs), outputs: translate(resource.outputs) };
}
