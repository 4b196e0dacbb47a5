import type { GraphResource } from "@roadstead/core";
import { fromAwsNative } from "@roadstead/core";
import { isFreeType } from "../free-types.js";

/** Types of which nothing is billed and whose names differ more than in their spelling. */
const free = [
  "ec2:SubnetRouteTableAssociation",
  "ec2:VpcGatewayAttachment",
  "ec2:VpcCidrBlock",
  "ec2:SecurityGroupEgress",
  "ec2:DhcpOptions",
  "rds:DbSubnetGroup",
  "rds:DbParameterGroup",
  "s3:BucketPolicy",
  "logs:LogStream",
  "ecr:PullThroughCacheRule",
];

/** What is billed, in a module of which nothing else is. */
const billed = ["autoscaling:WarmPool"];

const prefix = "aws-native:";

/** `ec2:RouteTable` is `aws:ec2/routeTable:RouteTable` with the other provider. */
function siblingOf(token: string): string {
  const [module = "", name = ""] = token.split(":");
  return `aws:${module}/${name.charAt(0).toLowerCase()}${name.slice(1)}:${name}`;
}

/** {@link fromAwsNative}, and types that are free as what the other provider calls them. */
export function asPriced(resource: GraphResource): GraphResource {
  const known = fromAwsNative(resource);
  if (!known.type.startsWith(prefix)) return known;
  const token = known.type.slice(prefix.length);
  const type = free.includes(token) ? "aws:ec2/tag:Tag" : siblingOf(token);
  return isFreeType(type) && !billed.includes(token) ? { ...known, type } : known;
}
