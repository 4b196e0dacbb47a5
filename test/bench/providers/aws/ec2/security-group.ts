import { ec2Id } from "../ids.js";
import { arn } from "../place.js";
import type { ResourceType } from "../resource-type.js";
import { mustExist } from "../rules.js";
import { isRecord, listAt, numberAt, textAt, textsAt } from "../values.js";

const link = "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateSecurityGroup.html";

export const securityGroup: ResourceType = {
  token: "aws:ec2/securityGroup:SecurityGroup",
  kind: "ec2/securityGroup",
  api: {
    service: "ec2",
    shapes: ["CreateSecurityGroupRequest"],
    names: { name: "groupName", ingress: null, egress: null, revokeRulesOnDelete: null },
    implied: ["Description", "GroupName"],
  },
  replaces: ["name", "namePrefix", "description", "vpcId"],
  unordered: ["ingress", "egress"],
  kept: ["ingress", "egress", "vpcId"],
  computed: ["arn", "ownerId"],
  nameArgument: "name",
  rules: [
    mustExist("vpcId", "ec2/vpc", "InvalidVpcID.NotFound"),
    {
      code: "InvalidParameterValue",
      link,
      refuse: ({ args }) => {
        const [name, description] = [textAt(args, "name"), textAt(args, "description")];
        if (name.startsWith("sg-")) return "invalid value for parameter groupName: may not begin with sg-";
        const allowed = /^[a-zA-Z0-9 ._\-:/()#,@[\]+=&;{}!$*]{1,255}$/;
        const wrong = [name, description].find((text) => text !== "" && !allowed.test(text));
        return wrong === undefined ? undefined : `Value (${wrong}) is invalid: character sets beyond ASCII`;
      },
    },
    {
      code: "InvalidGroup.Duplicate",
      link,
      when: "create",
      refuse: ({ world, place, args }) =>
        world.state
          .all(place, "ec2/securityGroup")
          .some((other) => other.args["vpcId"] === args["vpcId"] && other.args["name"] === args["name"])
          ? `The security group '${textAt(args, "name")}' already exists for VPC '${textAt(args, "vpcId")}'`
          : undefined,
    },
    {
      code: "InvalidGroup.NotFound",
      link: "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_AuthorizeSecurityGroupIngress.html",
      refuse: ({ world, place, args }) => {
        const named = ["ingress", "egress"].flatMap((side) =>
          listAt(args, side).flatMap((rule) => (isRecord(rule) ? textsAt(rule, "securityGroups") : [])),
        );
        const there = [
          ...world.state.all(place, "ec2/securityGroup").map(({ id }) => id),
          ...world.state.all(place, "eks/cluster").map(({ outputs }) => textAt(outputs, "clusterSecurityGroupId")),
        ];
        const missing = named.find((id) => !there.includes(id));
        return missing === undefined ? undefined : `The security group '${missing}' does not exist`;
      },
    },
    {
      code: "InvalidParameterValue",
      link: "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_IpPermission.html",
      refuse: ({ args }) => {
        const rules = ["ingress", "egress"].flatMap((side) => listAt(args, side).filter(isRecord));
        const wrong = rules.find((rule) => {
          const [from, to] = [numberAt(rule, "fromPort"), numberAt(rule, "toPort")];
          if (textAt(rule, "protocol") === "-1") return false;
          return from === undefined || to === undefined || from > to || to > 65_535;
        });
        return wrong === undefined ? undefined : `Invalid value for portRange in ${JSON.stringify(wrong)}`;
      },
    },
  ],
  keeps: [
    {
      code: "DependencyViolation",
      link: "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DeleteSecurityGroup.html",
      refuse: ({ state }, { id, place }) =>
        state.all(place, "rds/instance").some(({ args }) => textsAt(args, "vpcSecurityGroupIds").includes(id))
          ? `resource ${id} has a dependent object`
          : undefined,
    },
  ],
  create: ({ place }) => {
    const id = ec2Id("sg");
    return { id, outputs: { arn: arn(place, "ec2", `security-group/${id}`), ownerId: place.account } };
  },
};
