import { LogGroup } from "@pulumi/aws/cloudwatch/logGroup.js";
import type * as pulumi from "@pulumi/pulumi";
import type { Scope } from "./scope.js";

/** How every log of the cluster is kept. */
export interface LogOptions {
  /** ARN of the KMS key. */
  readonly key: pulumi.Output<string>;
  readonly retentionDays: number;
}

export function makeLogGroup(scope: Scope, logicalName: string, name: string, logs: LogOptions): LogGroup {
  return scope.children.make("logGroup", LogGroup, logicalName, {
    region: scope.region,
    name,
    retentionInDays: logs.retentionDays,
    kmsKeyId: logs.key,
    tags: scope.tags,
  });
}
