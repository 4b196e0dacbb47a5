import * as pulumi from "@pulumi/pulumi";
import * as aws from "@pulumi/aws";

const vpc = new aws.ec2.Vpc("vpc", { cidrBlock: "10.0.0.0/16" });
const bucket = new aws.s3.Bucket("bucket", {});
const key = new aws.kms.Key("key", {});
new aws.ec2.Subnet(
  "subnet",
  { vpcId: vpc.id, cidrBlock: "10.0.0.0/24" },
  {
    protect: true,
    retainOnDelete: true,
    deleteBeforeReplace: true,
    ignoreChanges: ["tags", "cidrBlock"],
    replaceOnChanges: ["vpcId"],
    hideDiffs: ["tags"],
    additionalSecretOutputs: ["cidrBlock"],
    customTimeouts: { create: "30m", delete: "1h" },
    import: "subnet-1",
    deletedWith: vpc,
    replaceWith: [key],
    dependsOn: [bucket],
    aliases: [
      "urn:pulumi:test::options::aws:ec2/subnet:Subnet::whole",
      { name: "former" },
      { type: "aws:ec2/oldSubnet:OldSubnet", parent: pulumi.rootStackResource },
      { name: "moved", parent: vpc },
    ],
    version: "7.0.0",
  },
);
