import { arn } from "../place.js";
import { randomUUID } from "../ids.js";
import type { ResourceType, Rule } from "../resource-type.js";
import { textAt, textsAt } from "../values.js";
import { clusterNamed, partsOf } from "./uses.js";

const entries = "https://docs.aws.amazon.com/eks/latest/userguide/access-entries.html";
const createEntry = "https://docs.aws.amazon.com/eks/latest/APIReference/API_CreateAccessEntry.html";

/** The cluster that `clusterName` names exists. */
export const clusterMustExist: Rule = {
  code: "ResourceNotFoundException",
  link: "https://docs.aws.amazon.com/eks/latest/APIReference/API_DescribeCluster.html",
  refuse: ({ world, place, args }) =>
    clusterNamed(world.state, place, textAt(args, "clusterName")) === undefined
      ? `No cluster found for name: ${textAt(args, "clusterName")}.`
      : undefined,
};

const modeMustKnowEntries: Rule = {
  code: "InvalidRequestException",
  link: "https://docs.aws.amazon.com/eks/latest/userguide/setting-up-access-entries.html",
  refuse: ({ world, place, args }) => {
    const cluster = clusterNamed(world.state, place, textAt(args, "clusterName"));
    return textAt(cluster?.outputs, "accessConfig.authenticationMode") === "CONFIG_MAP"
      ? "The cluster's authentication mode must be set to one of [API, API_AND_CONFIG_MAP] to perform this operation."
      : undefined;
  },
};

const entryTypes = ["STANDARD", "EC2_LINUX", "EC2_WINDOWS", "FARGATE_LINUX", "EC2", "HYBRID_LINUX", "HYPERPOD_LINUX"];
const reservedGroups = /^(system:|eks:|aws:|amazon:|iam:)/;

export const accessEntry: ResourceType = {
  token: "aws:eks/accessEntry:AccessEntry",
  kind: "eks/accessEntry",
  api: { service: "eks", shapes: ["CreateAccessEntryRequest"], names: { userName: "username" } },
  replaces: ["clusterName", "principalArn", "type"],
  unordered: ["kubernetesGroups"],
  kept: ["kubernetesGroups", "userName"],
  computed: ["accessEntryArn", "createdAt", "kubernetesGroups", "modifiedAt", "userName"],
  rules: [
    clusterMustExist,
    modeMustKnowEntries,
    {
      code: "ResourceInUseException",
      link: createEntry,
      when: "create",
      refuse: ({ world, place, args }) =>
        world.state.find(place, "eks/accessEntry", entryId(args["clusterName"], args["principalArn"])) === undefined
          ? undefined
          : "The specified access entry resource is already in use on this cluster.",
    },
    {
      code: "InvalidParameterException",
      link: createEntry,
      refuse: ({ place, args }) =>
        new RegExp(`^arn:${place.partition}:iam::\\d{12}:(role|user)/[\\w+=,.@/-]+$`).test(textAt(args, "principalArn"))
          ? undefined
          : "The specified principalArn is invalid: invalid principal.",
    },
    {
      code: "InvalidParameterException",
      link: createEntry,
      refuse: ({ args }) => {
        const type = textAt(args, "type") || "STANDARD";
        if (!entryTypes.includes(type)) return `The specified type ${type} is invalid.`;
        const groups = textsAt(args, "kubernetesGroups");
        if (type !== "STANDARD" && groups.length > 0)
          return "kubernetesGroups can be given with the type STANDARD only";
        return groups.some((group) => reservedGroups.test(group))
          ? "The kubernetes group name cannot start with system:, eks:, aws:, amazon: or iam:"
          : undefined;
      },
    },
  ],
  create({ place, args }) {
    const [clusterName, principalArn] = [textAt(args, "clusterName"), textAt(args, "principalArn")];
    const id = entryId(clusterName, principalArn);
    return {
      id,
      outputs: {
        accessEntryArn: arn(place, "eks", `access-entry/${clusterName}/${principalArn}/${randomUUID()}`),
        createdAt: "2026-01-01T00:00:00Z",
        modifiedAt: "2026-01-01T00:00:00Z",
        kubernetesGroups: args["kubernetesGroups"] ?? [],
        userName: args["userName"] ?? userNameOf(principalArn),
      },
    };
  },
  remove(world, live) {
    // Its policies go with it.
    for (const association of partsOf(
      world.state,
      live.place,
      textAt(live.args, "clusterName"),
      "eks/accessPolicyAssociation",
    )) {
      if (association.args["principalArn"] === live.args["principalArn"]) world.state.remove(association);
    }
  },
};

/** https://docs.aws.amazon.com/eks/latest/userguide/creating-access-entries.html */
function userNameOf(principalArn: string): string {
  const match = /^arn:([^:]+):iam::(\d+):role\/(?:.*\/)?([^/]+)$/.exec(principalArn);
  return match === null ? principalArn : `arn:${match[1]}:sts::${match[2]}:assumed-role/${match[3]}/{{SessionName}}`;
}

export function entryId(clusterName: unknown, principalArn: unknown): string {
  return `${String(clusterName)}:${String(principalArn)}`;
}

/** https://docs.aws.amazon.com/eks/latest/userguide/access-policy-permissions.html */
export const accessPolicies: Readonly<Record<string, string>> = {
  AmazonEKSClusterAdminPolicy: "cluster-admin",
  AmazonEKSAdminPolicy: "admin",
  AmazonEKSEditPolicy: "edit",
  AmazonEKSViewPolicy: "view",
};

export const accessPolicyAssociation: ResourceType = {
  token: "aws:eks/accessPolicyAssociation:AccessPolicyAssociation",
  kind: "eks/accessPolicyAssociation",
  api: { service: "eks", shapes: ["AssociateAccessPolicyRequest"] },
  replaces: ["clusterName", "principalArn", "policyArn", "accessScope"],
  computed: ["associatedAt", "modifiedAt"],
  rules: [
    clusterMustExist,
    modeMustKnowEntries,
    {
      code: "ResourceNotFoundException",
      link: "https://docs.aws.amazon.com/eks/latest/APIReference/API_AssociateAccessPolicy.html",
      refuse: ({ world, place, args }) =>
        world.state.find(place, "eks/accessEntry", entryId(args["clusterName"], args["principalArn"])) === undefined
          ? `The specified principalArn could not be found. You can view your available access entries with 'list-access-entries'.`
          : undefined,
    },
    {
      code: "InvalidParameterException",
      link: "https://docs.aws.amazon.com/eks/latest/userguide/access-policies.html",
      refuse: ({ world, place, args }) => {
        const policy = textAt(args, "policyArn");
        const name = policy.split("/").at(-1) ?? "";
        if (policy !== `arn:${place.partition}:eks::aws:cluster-access-policy/${name}` || !(name in accessPolicies)) {
          return `The policyArn parameter format is not valid: ${policy}`;
        }
        const entry = world.state.find(place, "eks/accessEntry", entryId(args["clusterName"], args["principalArn"]));
        const type = textAt(entry?.args, "type") || "STANDARD";
        return type === "STANDARD" ? undefined : `Access policies cannot be associated with the type ${type}`;
      },
    },
    {
      code: "InvalidParameterException",
      link: entries,
      refuse: ({ args }) => {
        const [type, namespaces] = [textAt(args, "accessScope.type"), textsAt(args, "accessScope.namespaces")];
        if (type === "cluster")
          return namespaces.length > 0 ? "namespaces must be empty for the scope cluster" : undefined;
        return namespaces.length === 0 ? "namespaces must be given for the scope namespace" : undefined;
      },
    },
  ],
  create: ({ args }) => ({
    id: `${textAt(args, "clusterName")}#${textAt(args, "principalArn")}#${textAt(args, "policyArn")}`,
    outputs: { associatedAt: "2026-01-01T00:00:00Z", modifiedAt: "2026-01-01T00:00:00Z" },
  }),
};
