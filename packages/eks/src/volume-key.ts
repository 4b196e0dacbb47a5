import * as pulumi from "@pulumi/pulumi";
import type { Scope } from "./scope.js";

/** Rights of the EBS driver on the key of the volumes; none where the account's own key for EBS is used. */
export function volumeKeyPolicy({ encryption }: Scope): { readonly policy?: pulumi.Output<string> } {
  const key = encryption.volumeKmsKey;
  if (key === undefined) return {};
  return {
    policy: pulumi.jsonStringify({
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Action: ["kms:CreateGrant", "kms:ListGrants", "kms:RevokeGrant"],
          Resource: key,
          Condition: { Bool: { "kms:GrantIsForAWSResource": "true" } },
        },
        {
          Effect: "Allow",
          Action: ["kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:DescribeKey"],
          Resource: key,
        },
      ],
    }),
  };
}
