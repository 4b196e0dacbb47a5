import { Eip } from "@pulumi/aws/ec2/eip.js";
import { Cluster } from "@pulumi/aws/eks/cluster.js";
import * as pulumi from "@pulumi/pulumi";

const config = new pulumi.Config();
// Where "office" is in the list, the address is one that only the cloud tells.
const networks = config.requireObject("networks");
const office = networks.includes("office") ? new Eip("office").publicIp : undefined;

new Cluster("research", {
  roleArn: "arn:aws:iam::111122223333:role/research",
  vpcConfig: {
    subnetIds: ["subnet-1", "subnet-2"],
    endpointPublicAccess: true,
    publicAccessCidrs: networks.map((network) => (network === "office" ? pulumi.interpolate`${office}` : network)),
  },
});
