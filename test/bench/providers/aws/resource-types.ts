import { autoscalingTag } from "./autoscaling-tag.js";
import { elasticIp, natGateway, route, routeTable, routeTableAssociation, vpcEndpoint } from "./ec2/egress.js";
import { flowLog } from "./ec2/flow-log.js";
import { launchTemplate } from "./ec2/launch-template.js";
import { defaultSecurityGroup, internetGateway, subnet, vpc } from "./ec2/network.js";
import { securityGroup } from "./ec2/security-group.js";
import { accessEntry, accessPolicyAssociation } from "./eks/access.js";
import { addon } from "./eks/addon.js";
import { cluster } from "./eks/cluster.js";
import { nodeGroup } from "./eks/node-group.js";
import { podIdentityAssociation } from "./eks/pod-identity.js";
import { role, rolePolicy, rolePolicyAttachment } from "./iam/iam.js";
import { kmsAlias, kmsKey } from "./kms.js";
import { logGroup } from "./log-group.js";
import { parameterGroup, subnetGroup } from "./rds/groups.js";
import { rdsInstance } from "./rds/instance.js";
import type { ResourceType } from "./resource-type.js";
import { bucketSettings } from "./s3/bucket-settings.js";
import { bucket } from "./s3/bucket.js";
import { secret, secretVersion } from "./secrets-manager.js";

const all: readonly ResourceType[] = [
  ...[vpc, defaultSecurityGroup, subnet, internetGateway, elasticIp, natGateway, routeTable, routeTableAssociation],
  ...[route, vpcEndpoint, flowLog, launchTemplate],
  ...[role, rolePolicy, rolePolicyAttachment, kmsKey, kmsAlias, logGroup, autoscalingTag],
  ...[securityGroup, bucket, ...bucketSettings, rdsInstance, subnetGroup, parameterGroup, secret, secretVersion],
  ...[cluster, accessEntry, accessPolicyAssociation, addon, podIdentityAssociation, nodeGroup],
];

const byToken = new Map(all.map((type) => [type.token, type]));
const byKind = new Map(all.map((type) => [type.kind, type]));

/** @throws {Error} for a type that the emulator does not have */
export function resourceType(token: string): ResourceType {
  const found = byToken.get(token);
  if (found === undefined) throw new Error(`the bench's AWS has no ${token}`);
  return found;
}

export const typeOfKind = (kind: string): ResourceType | undefined => byKind.get(kind);
