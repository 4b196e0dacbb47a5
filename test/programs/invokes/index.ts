import * as pulumi from "@pulumi/pulumi";
import * as aws from "@pulumi/aws";

export = async () => {
  const zones = await aws.getAvailabilityZones({ state: "available" });
  const vpc = new aws.ec2.Vpc("vpc", { cidrBlock: "10.0.0.0/16" });
  for (const zone of zones.names.slice(0, 2)) {
    new aws.ec2.Subnet(zone, { vpcId: vpc.id, availabilityZone: zone });
  }
  const ami = aws.ec2.getAmiOutput({ owners: ["amazon"], mostRecent: true });
  const instance = new aws.ec2.Instance("instance", { ami: ami.id, instanceType: "t3.micro", userData: ami.name });
  const policy = aws.iam.getPolicyDocumentOutput({
    statements: [
      {
        actions: ["s3:GetObject", "s3:PutObject"],
        resources: ["*"],
        principals: [{ type: "Service", identifiers: ["ec2.amazonaws.com"] }],
      },
    ],
  });
  const subnetOfNew = aws.ec2.getSubnetOutput({ vpcId: vpc.id });
  const identity = await aws.getCallerIdentity();
  const west = new aws.Provider("west", { region: "cn-north-1" });
  return {
    region: aws.getRegionOutput().region,
    partition: aws.getPartitionOutput({}, { provider: west }).partition,
    account: identity.accountId,
    policy: policy.json,
    subnetOfNew: subnetOfNew.cidrBlock,
    instance: instance.ami,
    secretArgument: aws.ec2.getAmiOutput({ owners: [pulumi.secret("me")] }).id,
  };
};
