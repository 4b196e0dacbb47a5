import { arn } from "../place.js";
import type { ResourceType, Rule } from "../resource-type.js";
import { nameIsFree } from "../rules.js";
import { textAt, textsAt } from "../values.js";

const subnetsFit: Rule = {
  code: "DBSubnetGroupDoesNotCoverEnoughAZs",
  link: "https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBSubnetGroup.html",
  refuse: ({ world, place, args }) => {
    const ids = textsAt(args, "subnetIds");
    const subnets = ids.map((id) => world.state.find(place, "ec2/subnet", id));
    const missing = ids.find((_id, index) => subnets[index] === undefined);
    if (missing !== undefined) return `Some input subnets in :[${missing}] are invalid.`;
    if (new Set(subnets.map((subnet) => textAt(subnet?.args, "vpcId"))).size > 1) {
      return "The specified subnets are in different VPCs";
    }
    const zones = new Set(subnets.map((subnet) => textAt(subnet?.args, "availabilityZone")));
    return zones.size >= 2
      ? undefined
      : "The DB subnet group doesn't meet Availability Zone (AZ) coverage requirement. Add subnets to cover at least 2 AZs.";
  },
};

export const subnetGroup: ResourceType = {
  token: "aws:rds/subnetGroup:SubnetGroup",
  kind: "rds/subnetGroup",
  api: {
    service: "rds",
    shapes: ["CreateDBSubnetGroupMessage"],
    names: { name: "DBSubnetGroupName", description: "DBSubnetGroupDescription" },
    implied: ["DBSubnetGroupDescription"],
  },
  replaces: ["name", "namePrefix"],
  unordered: ["subnetIds"],
  computed: ["arn", "supportedNetworkTypes", "vpcId"],
  nameArgument: "name",
  rules: [
    subnetsFit,
    nameIsFree(
      "rds/subnetGroup",
      "DBSubnetGroupAlreadyExists",
      "https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBSubnetGroup.html",
    ),
    {
      code: "InvalidParameterValue",
      link: "https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBSubnetGroup.html",
      refuse: ({ args }) =>
        /^[a-z0-9 ._-]{1,255}$/.test(textAt(args, "name")) && textAt(args, "name") !== "default"
          ? undefined
          : "DBSubnetGroupName must contain no more than 255 lowercase letters, numbers, periods, underscores or hyphens",
    },
  ],
  keeps: [
    {
      code: "InvalidDBSubnetGroupStateFault",
      link: "https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_DeleteDBSubnetGroup.html",
      refuse: ({ state }, { id, place }) => {
        const user = state.all(place, "rds/instance").find(({ args }) => args["dbSubnetGroupName"] === id);
        return user === undefined
          ? undefined
          : `Cannot delete the subnet group '${id}' because at least one database instance: ${user.id} is still using it.`;
      },
    },
  ],
  create: ({ world, place, args }) => {
    const [first = ""] = textsAt(args, "subnetIds");
    return {
      id: textAt(args, "name"),
      outputs: {
        arn: arn(place, "rds", `subgrp:${textAt(args, "name")}`),
        supportedNetworkTypes: ["IPV4"],
        vpcId: textAt(world.state.find(place, "ec2/subnet", first)?.args, "vpcId"),
      },
    };
  },
};

export const parameterGroup: ResourceType = {
  token: "aws:rds/parameterGroup:ParameterGroup",
  kind: "rds/parameterGroup",
  api: {
    service: "rds",
    shapes: ["CreateDBParameterGroupMessage", "ModifyDBParameterGroupMessage"],
    names: {
      name: "DBParameterGroupName",
      family: "DBParameterGroupFamily",
      "parameters.name": "ParameterName",
      "parameters.value": "ParameterValue",
      skipDestroy: null,
    },
    implied: ["Description", "Parameters"],
  },
  replaces: ["name", "namePrefix", "family", "description"],
  unordered: ["parameters"],
  computed: ["arn"],
  nameArgument: "name",
  rules: [
    {
      code: "InvalidParameterValue",
      link: "https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBParameterGroup.html",
      refuse: ({ args }) => {
        const [name, family] = [textAt(args, "name"), textAt(args, "family")];
        if (!/^[a-zA-Z](-?[a-zA-Z0-9])*$/.test(name) || name.length > 255)
          return `Invalid parameter group name: ${name}`;
        return /^(postgres(1[1-8])|mysql[58].\d|mariadb1[01].\d+)$/.test(family)
          ? undefined
          : `ParameterGroupFamily ${family} is not a valid parameter group family`;
      },
    },
    nameIsFree(
      "rds/parameterGroup",
      "DBParameterGroupAlreadyExists",
      "https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBParameterGroup.html",
    ),
  ],
  keeps: [
    {
      code: "InvalidDBParameterGroupState",
      link: "https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_DeleteDBParameterGroup.html",
      refuse: ({ state }, { id, place }) =>
        state.all(place, "rds/instance").some(({ args }) => args["parameterGroupName"] === id)
          ? "One or more database instances are still members of this parameter group, so the group cannot be deleted"
          : undefined,
    },
  ],
  create: ({ place, args }) => ({
    id: textAt(args, "name"),
    outputs: { arn: arn(place, "rds", `pg:${textAt(args, "name")}`) },
  }),
};
