// A network as a user may have it: private subnets in two zones, and one gateway that translates addresses for both.
import { Eip } from "@pulumi/aws/ec2/eip.js";
import { InternetGateway } from "@pulumi/aws/ec2/internetGateway.js";
import { NatGateway } from "@pulumi/aws/ec2/natGateway.js";
import { Route, type RouteArgs } from "@pulumi/aws/ec2/route.js";
import { RouteTable } from "@pulumi/aws/ec2/routeTable.js";
import { RouteTableAssociation } from "@pulumi/aws/ec2/routeTableAssociation.js";
import { Subnet } from "@pulumi/aws/ec2/subnet.js";
import { Vpc } from "@pulumi/aws/ec2/vpc.js";
import * as pulumi from "@pulumi/pulumi";

export const zones = ["us-east-1a", "us-east-1b"] as const;

/** Declares it, on every call: a module is run once, however often the program of a process is. */
export function privateSubnets() {
  const vpc = new Vpc("team", { cidrBlock: "10.20.0.0/16" });
  const gateway = new InternetGateway("team", { vpcId: vpc.id });
  const publicSubnet = subnet(vpc, "team-public", zones[0], 0, { gatewayId: gateway.id });
  const address = new Eip("team", { domain: "vpc" });
  const nat = new NatGateway("team", { subnetId: publicSubnet, allocationId: address.id });
  return zones.map((zone, index) => ({
    zone,
    id: subnet(vpc, `team-private-${zone}`, zone, index + 1, { natGatewayId: nat.id }),
  }));
}

type Way = Pick<RouteArgs, "gatewayId" | "natGatewayId">;

function subnet(vpc: Vpc, name: string, zone: string, block: number, way: Way) {
  const made = new Subnet(name, { vpcId: vpc.id, availabilityZone: zone, cidrBlock: `10.20.${block}.0/24` });
  const table = new RouteTable(name, { vpcId: vpc.id });
  const out = new Route(name, { routeTableId: table.id, destinationCidrBlock: "0.0.0.0/0", ...way });
  const association = new RouteTableAssociation(name, { subnetId: made.id, routeTableId: table.id });
  // Whoever takes the id waits for the way out.
  return pulumi.all([made.id, out.id, association.id]).apply(([id]) => id);
}
