import * as aws from "@pulumi/aws";

// As `pulumi new aws-typescript` lays a project out.
const vpc = new aws.ec2.Vpc("main", { cidrBlock: "10.0.0.0/16", tags: { Name: "main" } });
const subnets = ["a", "b"].map(
  (zone, i) =>
    new aws.ec2.Subnet(`main-${zone}`, {
      vpcId: vpc.id,
      cidrBlock: `10.0.${i}.0/24`,
      availabilityZone: `us-east-1${zone}`,
    }),
);
new aws.eks.Cluster("cluster", {
  roleArn: "role",
  vpcConfig: { subnetIds: subnets.map((subnet) => subnet.id), endpointPrivateAccess: true },
});

export const vpcId = vpc.id;
export const cidrBlock = vpc.cidrBlock;
