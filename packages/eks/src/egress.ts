import { Eip } from "@pulumi/aws/ec2/eip.js";
import { InternetGateway } from "@pulumi/aws/ec2/internetGateway.js";
import { NatGateway } from "@pulumi/aws/ec2/natGateway.js";
import { Route } from "@pulumi/aws/ec2/route.js";
import { RouteTable } from "@pulumi/aws/ec2/routeTable.js";
import { RouteTableAssociation } from "@pulumi/aws/ec2/routeTableAssociation.js";
import type { Subnet } from "@pulumi/aws/ec2/subnet.js";
import type { Vpc } from "@pulumi/aws/ec2/vpc.js";
import { VpcEndpoint } from "@pulumi/aws/ec2/vpcEndpoint.js";
import type * as pulumi from "@pulumi/pulumi";
import type { Scope } from "./scope.js";

/** One zone of a network that is made. */
export interface Zone {
  readonly zone: string;
  readonly private: Subnet;
  readonly public: Subnet;
}

/**
 * The way out: public subnets through an internet gateway, private ones through NAT, S3 (where ECR keeps image
 * layers) past both. Gives back what nodes must wait for.
 */
export function provisionEgress(
  scope: Scope,
  vpc: Vpc,
  zones: readonly Zone[],
  nat: "one" | "per-zone",
): readonly pulumi.Resource[] {
  const { children, name, region, tags } = scope;
  const gateway = children.make("internetGateway", InternetGateway, `${name}-internet-gateway`, {
    region,
    vpcId: vpc.id,
    tags: { ...tags, Name: name },
  });
  const publicTable = makeRouteTable(scope, vpc, `${name}-public`);
  const publicRoute = children.make("route", Route, `${name}-public`, {
    region,
    routeTableId: publicTable.id,
    destinationCidrBlock: "0.0.0.0/0",
    gatewayId: gateway.id,
  });
  const publicSubnets = zones.map((zone) => associate(scope, `${name}-public-${zone.zone}`, zone.public, publicTable));

  const ways = [publicRoute, ...publicSubnets];
  const gateways = (nat === "one" ? zones.slice(0, 1) : zones).map((zone) => makeNat(scope, zone, ways));
  // A table for each zone also with one gateway, so that going over to one per zone changes routes alone.
  const privateTables = zones.map((zone) => makeRouteTable(scope, vpc, `${name}-private-${zone.zone}`));
  const privateRoutes = zones.flatMap((zone, index) => {
    const [table, natGateway] = [privateTables[index], gateways[index] ?? gateways[0]];
    if (table === undefined || natGateway === undefined) return [];
    const logicalName = `${name}-private-${zone.zone}`;
    const route = children.make("route", Route, logicalName, {
      region,
      routeTableId: table.id,
      destinationCidrBlock: "0.0.0.0/0",
      natGatewayId: natGateway.id,
    });
    return [route, associate(scope, logicalName, zone.private, table)];
  });
  const s3 = children.make("vpcEndpoint", VpcEndpoint, `${name}-s3`, {
    region,
    vpcId: vpc.id,
    serviceName: `com.amazonaws.${region}.s3`,
    vpcEndpointType: "Gateway",
    routeTableIds: privateTables.map((table) => table.id),
    tags: { ...tags, Name: `${name}-s3` },
  });
  return [...privateRoutes, s3];
}

function makeNat(scope: Scope, zone: Zone, ways: readonly pulumi.Resource[]): NatGateway {
  const { children, region, tags } = scope;
  const logicalName = `${scope.name}-nat-${zone.zone}`;
  const address = children.make(
    "elasticIp",
    Eip,
    logicalName,
    { region, domain: "vpc", tags: { ...tags, Name: logicalName } },
    { dependsOn: [...ways] },
  );
  return children.make(
    "natGateway",
    NatGateway,
    logicalName,
    { region, allocationId: address.id, subnetId: zone.public.id, tags: { ...tags, Name: logicalName } },
    { dependsOn: [...ways] },
  );
}

function makeRouteTable(scope: Scope, vpc: Vpc, logicalName: string): RouteTable {
  const { children, region, tags } = scope;
  return children.make("routeTable", RouteTable, logicalName, {
    region,
    vpcId: vpc.id,
    tags: { ...tags, Name: logicalName },
  });
}

function associate(scope: Scope, logicalName: string, subnet: Subnet, table: RouteTable): RouteTableAssociation {
  return scope.children.make("routeTableAssociation", RouteTableAssociation, logicalName, {
    region: scope.region,
    subnetId: subnet.id,
    routeTableId: table.id,
  });
}
