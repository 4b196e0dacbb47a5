import { accountOf, arn } from "./place.js";
import type { ResourceType } from "./resource-type.js";
import { keyOf } from "./kms.js";
import type { CloudState, Live } from "./cloud-state.js";
import { nameIsFree } from "./rules.js";
import { listAt, numberAt, textAt } from "./values.js";

// https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html
const retentions = [
  ...[1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653],
];

export const logGroup: ResourceType = {
  token: "aws:cloudwatch/logGroup:LogGroup",
  kind: "cloudwatch/logGroup",
  api: {
    service: "logs",
    shapes: ["CreateLogGroupRequest", "PutRetentionPolicyRequest"],
    names: { name: "logGroupName", skipDestroy: null },
    implied: ["retentionInDays"],
  },
  replaces: ["name", "namePrefix", "logGroupClass"],
  kept: ["logGroupClass"],
  computed: ["arn", "logGroupClass"],
  nameArgument: "name",
  rules: [
    nameIsFree(
      "cloudwatch/logGroup",
      "ResourceAlreadyExistsException",
      "https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogGroup.html",
      () => "The specified log group already exists",
    ),
    {
      code: "InvalidParameterException",
      link: "https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html",
      refuse: ({ args }) => {
        const days = numberAt(args, "retentionInDays") ?? 0;
        return days === 0 || retentions.includes(days) ? undefined : `${days} days is no retention that there is`;
      },
    },
    {
      code: "InvalidParameterException",
      link: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html",
      refuse: ({ world, place, args }) => {
        const key = textAt(args, "kmsKeyId");
        if (key === "" || accountOf(key) !== place.account) return undefined;
        const found = keyOf(world, place, key);
        if (found === undefined) return `The specified KMS Key Id could not be found: ${key}`;
        const suffix = place.partition === "aws-cn" ? "amazonaws.com.cn" : "amazonaws.com";
        return textAt(found.args, "policy").includes(`logs.${place.region}.${suffix}`)
          ? undefined
          : "The specified KMS key does not exist or is not allowed to be used with Arn";
      },
    },
  ],
  create: ({ place, args }) => ({
    id: textAt(args, "name"),
    outputs: {
      arn: arn(place, "logs", `log-group:${textAt(args, "name")}`),
      logGroupClass: args["logGroupClass"] ?? "STANDARD",
    },
  }),
  // A cluster that logs makes its group again, without retention or key.
  remove: ({ state }, live) => {
    const clusterName = /^\/aws\/eks\/(.+)\/cluster$/.exec(live.id)?.[1];
    const cluster = state.find(live.place, "eks/cluster", clusterName ?? "");
    if (cluster !== undefined) ensureLogGroup(state, cluster);
  },
};

/** EKS makes the log group of a cluster that logs, where there is none. */
export function ensureLogGroup(state: CloudState, cluster: Live): void {
  const { place, args } = cluster;
  const name = `/aws/eks/${cluster.id}/cluster`;
  const isThere = state.find(place, "cloudwatch/logGroup", name) !== undefined;
  if (isThere || listAt(args, "enabledClusterLogTypes").length === 0) return;
  const outputs = { arn: arn(place, "logs", `log-group:${name}`), logGroupClass: "STANDARD" };
  state.add({ kind: "cloudwatch/logGroup", id: name, place, args: { name }, outputs });
}
