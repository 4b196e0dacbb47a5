import * as aws from "@pulumi/aws";
import * as k8s from "@pulumi/kubernetes";

const vpc = aws.ec2.Vpc.get("found", "vpc-1");
const other = aws.ec2.Vpc.get("not-found", "vpc-2");
const node = k8s.core.v1.Node.get("node", "gpu-1");
new aws.ec2.Subnet("subnet", { vpcId: vpc.id, cidrBlock: vpc.cidrBlock });
export const known = vpc.cidrBlock;
export const unknown = other.cidrBlock;
export const id = other.id;
export const labels = node.metadata.labels;
