import { FlowLog } from "@pulumi/aws/ec2/flowLog.js";
import type { Vpc } from "@pulumi/aws/ec2/vpc.js";
import * as pulumi from "@pulumi/pulumi";
import type { CreatedNetwork } from "./config.js";
import { type LogOptions, makeLogGroup } from "./log-group.js";
import { provisionRole } from "./role.js";
import type { Scope } from "./scope.js";

/** Records the traffic of the VPC in CloudWatch Logs. */
export function provisionFlowLogs(
  scope: Scope,
  vpc: Vpc,
  traffic: NonNullable<CreatedNetwork["create"]["flowLogs"]>,
  logs: LogOptions,
): void {
  if (traffic === "none") return;
  const { children, name, region, tags } = scope;
  const logGroup = makeLogGroup(scope, `${name}-flow-logs`, `/roadstead/${scope.clusterName}/flow-logs`, logs);
  const role = provisionRole(scope, {
    purpose: "flow-logs",
    services: ["vpc-flow-logs.amazonaws.com"],
    policy: pulumi.jsonStringify({
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Action: ["logs:CreateLogStream", "logs:PutLogEvents", "logs:DescribeLogStreams"],
          Resource: pulumi.interpolate`${logGroup.arn}:*`,
        },
      ],
    }),
  });
  children.make(
    "flowLog",
    FlowLog,
    `${name}-flow-logs`,
    {
      region,
      vpcId: vpc.id,
      trafficType: traffic === "all" ? "ALL" : "REJECT",
      logDestinationType: "cloud-watch-logs",
      logDestination: logGroup.arn,
      iamRoleArn: role.arn,
      tags: { ...tags, Name: name },
    },
    { dependsOn: [...role.attachments] },
  );
}
