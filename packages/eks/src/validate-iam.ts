import { shown } from "@roadstead/core";
import { type Arn, parseArn } from "./arn.js";
import type { EksConfig } from "./config.js";
import { partitionOf } from "./partition.js";
import type { EksProblem } from "./rules.js";

/** Problems of roles, their path and boundary, and of KMS keys. Outputs are not looked at. */
export function iamProblems({ iam, encryption, region }: EksConfig<string>): readonly EksProblem[] {
  return [
    ...pathProblems(iam?.path),
    ...boundaryProblems(iam?.permissionsBoundary, region),
    ...Object.entries(iam?.roles ?? {}).flatMap(([purpose, arn]) =>
      roleArnProblems(arn, `eks.iam.roles.${purpose}`, region),
    ),
    ...Object.entries(iam?.workloadRoles ?? {}).flatMap(([account, arn]) => [
      ...accountProblems(account),
      ...roleArnProblems(arn, `eks.iam.workloadRoles.${account}`, region),
    ]),
    ...keyProblems(encryption?.kmsKey, "eks.encryption.kmsKey", region),
    ...keyProblems(encryption?.volumeKmsKey, "eks.encryption.volumeKmsKey", region),
  ];
}

/** Problems of the ARN of a role; a session of a role and a user are not roles. */
export function roleArnProblems(text: unknown, path: string, region: string): readonly EksProblem[] {
  if (typeof text !== "string") return [];
  const arn = parseArn(text);
  if (arn?.service === "iam" && /^\d{12}$/.test(arn.accountId) && /^role\/[\w+=,.@/-]+$/.test(arn.resource)) {
    return partitionProblems(arn, text, path, region);
  }
  const session = /^assumed-role\/([^/]+)\//.exec(arn?.resource ?? "")?.[1];
  const hint =
    session !== undefined
      ? `this is a session: give the role ${session} itself`
      : arn?.resource.startsWith("user/") === true
        ? "this is a user: give a role that the user may assume"
        : `one is such as "arn:${partitionOf(region)}:iam::111122223333:role/deployer"`;
  return [{ rule: "eks/role-arn", path, message: "must be the ARN of an IAM role", got: shown(text), hint }];
}

/** A name that no service account has would not be heard of: a role would be made in the place of the user's. */
function accountProblems(account: string): readonly EksProblem[] {
  if (/^[a-z0-9-]+\/[a-z0-9.-]+$/.test(account)) return [];
  return [
    {
      rule: "eks/workload-role",
      path: `eks.iam.workloadRoles.${account}`,
      message: "is not a namespace and a service account with a slash between them",
      hint: 'write them as in "models/mlflow"',
    },
  ];
}

function partitionProblems(arn: Arn, text: string, path: string, region: string): readonly EksProblem[] {
  const partition = partitionOf(region);
  if (arn.partition === partition) return [];
  const message = `is of another partition than ${region}`;
  return [{ rule: "eks/role-partition", path, message, got: shown(text), allowed: [`arn:${partition}:…`] }];
}

function pathProblems(path: string | undefined): readonly EksProblem[] {
  if (path === undefined || (/^\/([\x21-\x7e]+\/)?$/.test(path) && path.length <= 512)) return [];
  const hint = 'begin and end it with a slash, as in "/ml-platform/"';
  return [{ rule: "eks/iam-path", path: "eks.iam.path", message: "must be an IAM path", got: shown(path), hint }];
}

function boundaryProblems(text: unknown, region: string): readonly EksProblem[] {
  if (typeof text !== "string") return [];
  const path = "eks.iam.permissionsBoundary";
  const arn = parseArn(text);
  if (arn?.service === "iam" && arn.resource.startsWith("policy/")) return partitionProblems(arn, text, path, region);
  return [{ rule: "eks/permissions-boundary", path, message: "must be the ARN of an IAM policy", got: shown(text) }];
}

function keyProblems(text: unknown, path: string, region: string): readonly EksProblem[] {
  if (typeof text !== "string") return [];
  const arn = parseArn(text);
  if (arn?.service === "kms" && arn.region === region && arn.resource.startsWith("key/")) return [];
  const hint =
    arn?.resource.startsWith("alias/") === true
      ? "this is an alias: give the key that it stands for"
      : arn?.service === "kms" && arn.region !== region
        ? `the key is in ${arn.region}; EKS uses keys of its own region`
        : undefined;
  return [
    {
      rule: "eks/kms-key",
      path,
      message: `must be the ARN of a KMS key in ${region}`,
      got: shown(text),
      ...(hint === undefined ? {} : { hint }),
    },
  ];
}
