import { Alias } from "@pulumi/aws/kms/alias.js";
import { Key } from "@pulumi/aws/kms/key.js";
import * as pulumi from "@pulumi/pulumi";
import { parseArn } from "./arn.js";
import { dnsSuffixOf, partitionOf } from "./partition.js";
import type { Scope } from "./scope.js";

/**
 * The key of the cluster's secrets and logs: the factory's, or one that is made.
 *
 * @param roleArn ARN of any role of the account, for the account's id
 */
export function provisionKey(scope: Scope, roleArn: pulumi.Output<string>): pulumi.Output<string> {
  const { children, clusterName, encryption, name, region, tags } = scope;
  if (encryption.kmsKey !== undefined) return pulumi.output(encryption.kmsKey);
  const key = children.make(
    "kmsKey",
    Key,
    `${name}-secrets`,
    {
      region,
      description: `Secrets and logs of the EKS cluster ${clusterName}`,
      enableKeyRotation: true,
      deletionWindowInDays: 30,
      policy: roleArn.apply((arn) => keyPolicy(region, parseArn(arn)?.accountId ?? "")),
      tags,
    },
    // Whoever has a backup of etcd or the logs needs the key: it is as precious as the cluster.
    { protect: scope.layout.deletionProtection },
  );
  children.make("kmsAlias", Alias, `${name}-secrets`, {
    region,
    name: `alias/roadstead/${clusterName}`,
    targetKeyId: key.keyId,
  });
  return key.arn;
}

/** The account's own IAM policies decide who uses the key; CloudWatch Logs may, for the account's log groups. */
export function keyPolicy(region: string, accountId: string): string {
  const partition = partitionOf(region);
  return JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "Account",
        Effect: "Allow",
        Principal: { AWS: `arn:${partition}:iam::${accountId}:root` },
        Action: "kms:*",
        Resource: "*",
      },
      {
        Sid: "Logs",
        Effect: "Allow",
        Principal: { Service: `logs.${region}.${dnsSuffixOf(region)}` },
        Action: ["kms:Encrypt*", "kms:Decrypt*", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:Describe*"],
        Resource: "*",
        Condition: {
          ArnLike: { "kms:EncryptionContext:aws:logs:arn": `arn:${partition}:logs:${region}:${accountId}:log-group:*` },
        },
      },
    ],
  });
}
