import type { CloudState } from "../cloud-state.js";
import { arn, type Place } from "../place.js";
import { type Args, textAt, textsAt } from "../values.js";

/**
 * RDS makes the log group of every log that it exports, where there is none, and leaves it behind.
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/publishing_cloudwatchlogs.html
 */
export function ensureServerLogs(state: CloudState, place: Place, args: Args): void {
  for (const log of textsAt(args, "enabledCloudwatchLogsExports")) {
    const name = `/aws/rds/instance/${textAt(args, "identifier")}/${log}`;
    if (state.find(place, "cloudwatch/logGroup", name) !== undefined) continue;
    const outputs = { arn: arn(place, "logs", `log-group:${name}`), logGroupClass: "STANDARD" };
    state.add({ kind: "cloudwatch/logGroup", id: name, place, args: { name }, outputs });
  }
}
