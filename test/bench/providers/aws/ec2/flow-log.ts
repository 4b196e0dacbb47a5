import { accountOf, arn } from "../place.js";
import type { ResourceType } from "../resource-type.js";
import { ec2Id } from "../ids.js";
import { textAt } from "../values.js";
import { mustExist } from "../rules.js";
import { mustBeAssumable } from "../iam/trust.js";

export const flowLog: ResourceType = {
  token: "aws:ec2/flowLog:FlowLog",
  kind: "ec2/flowLog",
  api: {
    service: "ec2",
    shapes: ["CreateFlowLogsRequest"],
    names: { vpcId: null, subnetId: null, eniId: null, iamRoleArn: "deliverLogsPermissionArn" },
    implied: ["ResourceIds", "ResourceType"],
  },
  replaces: [
    ...["vpcId", "subnetId", "eniId", "trafficType", "logDestination", "logDestinationType", "logFormat"],
    ...["iamRoleArn", "maxAggregationInterval", "deliverCrossAccountRole", "destinationOptions"],
  ],
  kept: ["logFormat", "logDestination"],
  computed: ["arn", "logFormat"],
  rules: [
    mustExist("vpcId", "ec2/vpc", "InvalidVpcId.NotFound"),
    mustBeAssumable("iamRoleArn", "vpc-flow-logs.amazonaws.com"),
    {
      code: "LogDestinationNotFoundException",
      link: "https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-cwl.html",
      refuse: ({ world, place, args }) => {
        const destination = textAt(args, "logDestination");
        if (textAt(args, "logDestinationType") !== "cloud-watch-logs" || accountOf(destination) !== place.account)
          return;
        const name = destination.split(":log-group:")[1]?.replace(/:\*$/, "") ?? "";
        return world.state.find(place, "cloudwatch/logGroup", name) === undefined
          ? `LogDestination: ${name} does not exist.`
          : undefined;
      },
    },
  ],
  create: ({ place }) => {
    const id = ec2Id("fl");
    return {
      id,
      outputs: {
        arn: arn(place, "ec2", `vpc-flow-log/${id}`),
        logFormat:
          "${version} ${account-id} ${interface-id} ${srcaddr} ${dstaddr} ${srcport} ${dstport} ${protocol} ${packets} ${bytes} ${start} ${end} ${action} ${log-status}",
      },
    };
  },
};
