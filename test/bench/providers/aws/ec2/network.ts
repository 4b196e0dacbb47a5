import type { ResourceType } from "../resource-type.js";
import { arn } from "../place.js";
import { ec2Id } from "../ids.js";
import { textAt } from "../values.js";
import { inUse, mustExist } from "../rules.js";
import { blockOf, contains, overlaps } from "../../cidr.js";
import { usesSubnet } from "../eks/uses.js";
import { zonesOf } from "./instance-types.js";

const subnetDependents = ["ec2/natGateway"] as const;

export const vpc: ResourceType = {
  token: "aws:ec2/vpc:Vpc",
  kind: "ec2/vpc",
  api: { service: "ec2", shapes: ["CreateVpcRequest", "ModifyVpcAttributeRequest"], implied: ["VpcId"] },
  replaces: ["cidrBlock", "ipv4IpamPoolId", "ipv4NetmaskLength"],
  kept: ["cidrBlock", "enableDnsHostnames"],
  computed: [
    ...["arn", "defaultSecurityGroupId", "defaultRouteTableId", "defaultNetworkAclId", "mainRouteTableId"],
    ...["dhcpOptionsId", "ownerId"],
  ],
  rules: [
    {
      code: "InvalidVpc.Range",
      link: "https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html",
      refuse: ({ args }) => {
        const block = blockOf(textAt(args, "cidrBlock"));
        if (block === undefined || block.prefix < 16 || block.prefix > 28) {
          return `The CIDR '${textAt(args, "cidrBlock")}' is invalid.`;
        }
      },
    },
    {
      code: "InvalidParameterCombination",
      link: "https://docs.aws.amazon.com/vpc/latest/userguide/vpc-dns.html",
      refuse: ({ args }) =>
        args["enableDnsHostnames"] === true && args["enableDnsSupport"] === false
          ? "DNS hostnames need DNS support in the VPC"
          : undefined,
    },
  ],
  keeps: [
    inUse("vpc", "https://docs.aws.amazon.com/vpc/latest/userguide/delete-vpc.html", {
      "ec2/subnet": "vpcId",
      "ec2/internetGateway": "vpcId",
      "ec2/vpcEndpoint": "vpcId",
      "ec2/routeTable": "vpcId",
      "ec2/securityGroup": "vpcId",
    }),
  ],
  create: ({ place }) => {
    const id = ec2Id("vpc");
    const table = ec2Id("rtb");
    return {
      id,
      outputs: {
        arn: arn(place, "ec2", `vpc/${id}`),
        ownerId: place.account,
        defaultSecurityGroupId: ec2Id("sg"),
        defaultRouteTableId: table,
        mainRouteTableId: table,
        defaultNetworkAclId: ec2Id("acl"),
        dhcpOptionsId: ec2Id("dopt"),
      },
    };
  },
};

/** Takes over the group that a VPC comes with; it stays when the resource goes. */
export const defaultSecurityGroup: ResourceType = {
  token: "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup",
  kind: "ec2/defaultSecurityGroup",
  replaces: ["vpcId"],
  kept: ["vpcId"],
  unordered: ["ingress", "egress"],
  computed: ["arn", "description", "name", "ownerId"],
  rules: [mustExist("vpcId", "ec2/vpc", "InvalidVpcID.NotFound")],
  isPartOfOther: true,
  create: ({ world, place, args }) => {
    const owner = world.state.find(place, "ec2/vpc", textAt(args, "vpcId"));
    const id = textAt(owner?.outputs, "defaultSecurityGroupId");
    return {
      id,
      outputs: {
        arn: arn(place, "ec2", `security-group/${id}`),
        name: "default",
        description: "default VPC security group",
        ownerId: place.account,
      },
    };
  },
};

export const subnet: ResourceType = {
  token: "aws:ec2/subnet:Subnet",
  kind: "ec2/subnet",
  api: {
    service: "ec2",
    shapes: ["CreateSubnetRequest", "ModifySubnetAttributeRequest"],
    implied: ["SubnetId"],
  },
  replaces: ["availabilityZone", "availabilityZoneId", "cidrBlock", "vpcId", "outpostArn"],
  kept: ["availabilityZone", "availabilityZoneId"],
  computed: ["arn", "availabilityZoneId", "ownerId"],
  rules: [
    mustExist("vpcId", "ec2/vpc", "InvalidVpcID.NotFound"),
    {
      code: "InvalidParameterValue",
      link: "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateSubnet.html",
      refuse: ({ place, args }) => {
        const zone = textAt(args, "availabilityZone");
        const zones = zonesOf(place.region);
        return zones.includes(zone)
          ? undefined
          : `Value (${zone}) for parameter availabilityZone is invalid. Subnets can currently only be created in the following availability zones: ${zones.join(", ")}.`;
      },
    },
    {
      code: "InvalidSubnet.Range",
      link: "https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html",
      refuse: ({ world, place, args }) => {
        const owner = world.state.find(place, "ec2/vpc", textAt(args, "vpcId"));
        const [outer, inner] = [blockOf(textAt(owner?.args, "cidrBlock")), blockOf(textAt(args, "cidrBlock"))];
        if (outer === undefined || inner === undefined || inner.prefix > 28 || !contains(outer, inner)) {
          return `The CIDR '${textAt(args, "cidrBlock")}' is invalid.`;
        }
      },
    },
    {
      code: "InvalidSubnet.Conflict",
      link: "https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html",
      when: "create",
      refuse: ({ world, place, args }) => {
        const block = blockOf(textAt(args, "cidrBlock"));
        const taken = world.state
          .all(place, "ec2/subnet")
          .filter((other) => other.args["vpcId"] === args["vpcId"])
          .map((other) => blockOf(textAt(other.args, "cidrBlock")));
        return taken.some((other) => other !== undefined && block !== undefined && overlaps(other, block))
          ? `The CIDR '${textAt(args, "cidrBlock")}' conflicts with another subnet`
          : undefined;
      },
    },
  ],
  keeps: [
    {
      code: "DependencyViolation",
      link: "https://docs.aws.amazon.com/vpc/latest/userguide/subnet-deleting.html",
      refuse: (world, live) => {
        const used =
          subnetDependents.some((kind) =>
            world.state.all(live.place, kind).some((other) => other.args["subnetId"] === live.id),
          ) || usesSubnet(world.state, live.place, live.id);
        return used ? `The subnet '${live.id}' has dependencies and cannot be deleted.` : undefined;
      },
    },
  ],
  create: ({ place, args }) => {
    const id = ec2Id("subnet");
    const zone = textAt(args, "availabilityZone");
    return {
      id,
      outputs: {
        arn: arn(place, "ec2", `subnet/${id}`),
        ownerId: place.account,
        availabilityZoneId: zoneId(zone),
      },
    };
  },
};

/** As "use1-az1"; which letter is which id differs between accounts. */
export function zoneId(zone: string): string {
  const [, area = "", where = "", number = "", letter = "a"] = /^([a-z]+)-([a-z-]+)-(\d)([a-z])$/.exec(zone) ?? [];
  const short = where
    .split("-")
    .map((word) => word.replace(/(north|south|east|west|central)/g, (part) => part.charAt(0)));
  return `${area}${short.join("")}${number}-az${letter.charCodeAt(0) - 96}`;
}

export const internetGateway: ResourceType = {
  token: "aws:ec2/internetGateway:InternetGateway",
  kind: "ec2/internetGateway",
  api: { service: "ec2", shapes: ["CreateInternetGatewayRequest"], names: { vpcId: null } },
  replaces: [],
  computed: ["arn", "ownerId"],
  rules: [
    mustExist("vpcId", "ec2/vpc", "InvalidVpcID.NotFound"),
    {
      code: "Resource.AlreadyAssociated",
      link: "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_AttachInternetGateway.html",
      when: "create",
      refuse: ({ world, place, args }) =>
        world.state.all(place, "ec2/internetGateway").some((other) => other.args["vpcId"] === args["vpcId"])
          ? `network ${textAt(args, "vpcId")} already has an internet gateway attached`
          : undefined,
    },
  ],
  keeps: [
    {
      code: "DependencyViolation",
      link: "https://repost.aws/knowledge-center/vpc-fix-detach-internet-gateway",
      refuse: (world, live) => {
        const vpcId = textAt(live.args, "vpcId");
        const mapped = world.state
          .all(live.place, "ec2/natGateway")
          .some(
            (nat) =>
              world.state.find(live.place, "ec2/subnet", textAt(nat.args, "subnetId"))?.args["vpcId"] === vpcId &&
              textAt(nat.args, "allocationId") !== "",
          );
        return mapped
          ? `Network ${vpcId} has some mapped public address(es). Please unmap those public address(es) before detaching the gateway.`
          : undefined;
      },
    },
  ],
  create: ({ place }) => {
    const id = ec2Id("igw");
    return { id, outputs: { arn: arn(place, "ec2", `internet-gateway/${id}`), ownerId: place.account } };
  },
};
