import { randomUUID } from "node:crypto";
import type { ResourceType } from "../resource-type.js";
import type { World } from "../resource-type.js";
import { arn, type Place } from "../place.js";
import { ec2Id } from "../ids.js";
import { inUse, mustExist } from "../rules.js";
import { textAt, textsAt } from "../values.js";

export const elasticIp: ResourceType = {
  token: "aws:ec2/eip:Eip",
  kind: "ec2/eip",
  api: { service: "ec2", shapes: ["AllocateAddressRequest"] },
  replaces: ["domain", "address", "customerOwnedIpv4Pool", "networkBorderGroup", "publicIpv4Pool"],
  kept: ["domain", "networkBorderGroup", "publicIpv4Pool", "address"],
  computed: ["allocationId", "arn", "publicIp", "publicDns"],
  keeps: [
    inUse("address", "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ReleaseAddress.html", {
      "ec2/natGateway": "allocationId",
    }),
  ],
  create: ({ world, place }) => {
    const id = ec2Id("eipalloc");
    const publicIp = `198.51.100.${(world.state.all(place, "ec2/eip").length % 250) + 1}`;
    const publicDns = `ec2-${publicIp.replaceAll(".", "-")}.compute-1.amazonaws.com`;
    return {
      id,
      outputs: { allocationId: id, arn: arn(place, "ec2", `elastic-ip/${id}`), publicIp, publicDns },
    };
  },
};

export const natGateway: ResourceType = {
  token: "aws:ec2/natGateway:NatGateway",
  kind: "ec2/natGateway",
  api: { service: "ec2", shapes: ["CreateNatGatewayRequest"] },
  replaces: ["allocationId", "subnetId", "connectivityType", "privateIp"],
  kept: ["privateIp"],
  computed: ["associationId", "networkInterfaceId", "privateIp", "publicIp"],
  rules: [
    mustExist("subnetId", "ec2/subnet", "InvalidSubnetID.NotFound"),
    mustExist("allocationId", "ec2/eip", "InvalidAllocationID.NotFound"),
    {
      code: "Gateway.NotAttached",
      link: "https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-troubleshooting.html",
      when: "create",
      refuse: ({ world, place, args }) => {
        const vpcId = world.state.find(place, "ec2/subnet", textAt(args, "subnetId"))?.args["vpcId"] ?? "";
        const attached = world.state.all(place, "ec2/internetGateway").some((other) => other.args["vpcId"] === vpcId);
        return attached ? undefined : `Network ${String(vpcId)} has no Internet gateway attached`;
      },
    },
    {
      code: "Resource.AlreadyAssociated",
      link: "https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-troubleshooting.html",
      when: "create",
      refuse: ({ world, place, args }) =>
        world.state.all(place, "ec2/natGateway").some((other) => other.args["allocationId"] === args["allocationId"])
          ? `Elastic IP address ${textAt(args, "allocationId")} is already associated`
          : undefined,
    },
  ],
  create: ({ world, place, args }) => ({
    id: ec2Id("nat"),
    outputs: {
      associationId: ec2Id("eipassoc"),
      networkInterfaceId: ec2Id("eni"),
      privateIp: "10.0.0.10",
      publicIp: textAt(world.state.find(place, "ec2/eip", textAt(args, "allocationId"))?.outputs, "publicIp"),
    },
  }),
};

export const routeTable: ResourceType = {
  token: "aws:ec2/routeTable:RouteTable",
  kind: "ec2/routeTable",
  api: { service: "ec2", shapes: ["CreateRouteTableRequest"] },
  replaces: ["vpcId"],
  kept: ["propagatingVgws", "routes"],
  computed: ["arn", "ownerId", "propagatingVgws", "routes"],
  rules: [mustExist("vpcId", "ec2/vpc", "InvalidVpcID.NotFound")],
  keeps: [
    inUse("routeTable", "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DeleteRouteTable.html", {
      "ec2/routeTableAssociation": "routeTableId",
    }),
  ],
  create: ({ place }) => {
    const id = ec2Id("rtb");
    return {
      id,
      outputs: {
        arn: arn(place, "ec2", `route-table/${id}`),
        ownerId: place.account,
        propagatingVgws: [],
        routes: [],
      },
    };
  },
};

export const routeTableAssociation: ResourceType = {
  token: "aws:ec2/routeTableAssociation:RouteTableAssociation",
  kind: "ec2/routeTableAssociation",
  api: { service: "ec2", shapes: ["AssociateRouteTableRequest"] },
  replaces: ["subnetId", "gatewayId"],
  computed: [],
  rules: [
    mustExist("routeTableId", "ec2/routeTable", "InvalidRouteTableID.NotFound"),
    mustExist("subnetId", "ec2/subnet", "InvalidSubnetID.NotFound"),
    {
      code: "Resource.AlreadyAssociated",
      link: "https://docs.aws.amazon.com/vpc/latest/userguide/WorkWithRouteTables.html",
      when: "create",
      refuse: ({ world, place, args }) =>
        world.state.all(place, "ec2/routeTableAssociation").some((other) => other.args["subnetId"] === args["subnetId"])
          ? `the specified association for route table ${textAt(args, "routeTableId")} conflicts with an existing association`
          : undefined,
    },
  ],
  create: () => ({ id: ec2Id("rtbassoc"), outputs: {} }),
};

const routeTargets = {
  gatewayId: "ec2/internetGateway",
  natGatewayId: "ec2/natGateway",
} as const;

export const route: ResourceType = {
  token: "aws:ec2/route:Route",
  kind: "ec2/route",
  api: { service: "ec2", shapes: ["CreateRouteRequest"] },
  replaces: ["routeTableId", "destinationCidrBlock", "destinationIpv6CidrBlock", "destinationPrefixListId"],
  computed: ["instanceOwnerId", "origin", "state"],
  rules: [
    mustExist("routeTableId", "ec2/routeTable", "InvalidRouteTableID.NotFound"),
    {
      code: "InvalidGatewayID.NotFound",
      link: "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateRoute.html",
      refuse: ({ world, place, args }) => {
        for (const [argument, kind] of Object.entries(routeTargets)) {
          const id = textAt(args, argument);
          if (id !== "" && world.state.find(place, kind, id) === undefined) return `The ID '${id}' does not exist`;
        }
      },
    },
    {
      code: "RouteAlreadyExists",
      link: "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateRoute.html",
      when: "create",
      refuse: ({ world, place, args }) =>
        world.state.find(
          place,
          "ec2/route",
          routeId(textAt(args, "routeTableId"), textAt(args, "destinationCidrBlock")),
        )
          ? `The route identified by ${textAt(args, "destinationCidrBlock")} already exists.`
          : undefined,
    },
  ],
  create: ({ args }) => ({
    id: routeId(textAt(args, "routeTableId"), textAt(args, "destinationCidrBlock")),
    outputs: { origin: "CreateRoute", state: "active" },
  }),
};

// The provider's own form of an id, which the API does not have.
function routeId(table: string, destination: string): string {
  let hash = 0;
  for (const letter of destination) hash = (hash * 31 + letter.charCodeAt(0)) >>> 0;
  return `r-${table}${hash}`;
}

export const vpcEndpoint: ResourceType = {
  token: "aws:ec2/vpcEndpoint:VpcEndpoint",
  kind: "ec2/vpcEndpoint",
  api: { service: "ec2", shapes: ["CreateVpcEndpointRequest"], names: { policy: "policyDocument" } },
  replaces: ["serviceName", "vpcEndpointType", "vpcId", "serviceRegion"],
  unordered: ["routeTableIds", "subnetIds", "securityGroupIds"],
  kept: ["policy", "routeTableIds", "subnetIds", "securityGroupIds", "ipAddressType", "privateDnsEnabled"],
  computed: ["arn", "cidrBlocks", "dnsEntries", "ownerId", "policy", "prefixListId", "state", "networkInterfaceIds"],
  rules: [
    mustExist("vpcId", "ec2/vpc", "InvalidVpcId.NotFound"),
    {
      code: "InvalidServiceName",
      link: "https://docs.aws.amazon.com/vpc/latest/privatelink/aws-services-privatelink-support.html",
      refuse: ({ place, args }) => {
        const name = textAt(args, "serviceName");
        const prefix = place.partition === "aws-cn" ? "cn.com.amazonaws" : "com.amazonaws";
        return name.startsWith(`${prefix}.${place.region}.`)
          ? undefined
          : `The Vpc Endpoint Service '${name}' does not exist`;
      },
    },
    {
      code: "InvalidRouteTableId.NotFound",
      link: "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateVpcEndpoint.html",
      refuse: ({ world, place, args }) => {
        const missing = textsAt(args, "routeTableIds").find(
          (id) => world.state.find(place, "ec2/routeTable", id) === undefined,
        );
        return missing === undefined ? undefined : `The routeTable ID '${missing}' does not exist`;
      },
    },
  ],
  create: ({ place }) => {
    const id = ec2Id("vpce");
    return {
      id,
      outputs: {
        arn: arn(place, "ec2", `vpc-endpoint/${id}`),
        ownerId: place.account,
        state: "available",
        policy: JSON.stringify({ Statement: [{ Action: "*", Effect: "Allow", Principal: "*", Resource: "*" }] }),
        prefixListId: `pl-${randomUUID().slice(0, 8)}`,
        cidrBlocks: ["198.51.100.0/24"],
        dnsEntries: [],
        networkInterfaceIds: [],
      },
    };
  },
};

/** Whether what runs in the subnet reaches the internet or, by endpoints, the registry of images. */
export function hasEgress(world: World, place: Place, subnetId: string): boolean {
  const association = world.state
    .all(place, "ec2/routeTableAssociation")
    .find((other) => other.args["subnetId"] === subnetId);
  const table = textAt(association?.args, "routeTableId");
  const subnet = world.state.find(place, "ec2/subnet", subnetId);
  const routed = world.state.all(place, "ec2/route").some((other) => {
    if (other.args["routeTableId"] !== table || other.args["destinationCidrBlock"] !== "0.0.0.0/0") return false;
    return textAt(other.args, "gatewayId") === "" || subnet?.args["mapPublicIpOnLaunch"] === true;
  });
  const byEndpoint = world.state
    .all(place, "ec2/vpcEndpoint")
    .some(({ args }) => args["vpcId"] === subnet?.args["vpcId"] && textAt(args, "serviceName").endsWith(".ecr.api"));
  return routed || byEndpoint;
}
