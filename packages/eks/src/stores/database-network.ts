import { SecurityGroup } from "@pulumi/aws/ec2/securityGroup.js";
import { SubnetGroup } from "@pulumi/aws/rds/subnetGroup.js";
import type * as pulumi from "@pulumi/pulumi";
import type { Children, ChildOptions } from "../children.js";
import type { StoreScope } from "./store-scope.js";

export const postgresPort = 5432;

/** Where the server is: in the private subnets, reached from the nodes of the cluster and from nowhere else. */
export function makeDatabaseNetwork(
  { controlPlane, network, region, tags }: StoreScope,
  children: Children,
  logicalName: string,
  serverName: string,
  options: ChildOptions,
): { readonly subnetGroupName: pulumi.Output<string>; readonly securityGroupId: pulumi.Output<string> } {
  const { nodeSecurityGroupId, vpcId } = controlPlane;
  if (vpcId === undefined || nodeSecurityGroupId === undefined) {
    throw new Error("a database without a network: its problems were not looked at");
  }
  const subnetGroup = children.make(
    "databaseSubnetGroup",
    SubnetGroup,
    logicalName,
    {
      region,
      name: serverName,
      description: `Private subnets of ${serverName}`,
      subnetIds: network.privateSubnets.map(({ id }) => id),
      tags,
    },
    options,
  );
  const securityGroup = children.make(
    "securityGroup",
    SecurityGroup,
    logicalName,
    {
      region,
      vpcId,
      name: serverName,
      description: `Clients of ${serverName}`,
      ingress: [
        {
          description: "PostgreSQL from the nodes of the cluster and their pods",
          protocol: "tcp",
          fromPort: postgresPort,
          toPort: postgresPort,
          securityGroups: [nodeSecurityGroupId],
        },
      ],
      // A database server opens no connections.
      egress: [],
      tags: { ...tags, Name: serverName },
    },
    options,
  );
  return { subnetGroupName: subnetGroup.name, securityGroupId: securityGroup.id };
}
