import { iamArn } from "../place.js";
import type { ResourceType, Rule } from "../resource-type.js";
import { eksId, iamId } from "../ids.js";
import { nameIsFree } from "../rules.js";
import { textAt } from "../values.js";
import { nodesUseRole } from "../eks/uses.js";
import { managedPolicies } from "./managed-policies.js";

function mustBePolicy(argument: string, code = "MalformedPolicyDocument"): Rule {
  return {
    code,
    link: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html",
    refuse: ({ args }) => {
      try {
        const document = JSON.parse(textAt(args, argument)) as { Version?: unknown; Statement?: unknown };
        const statements = [document.Statement ?? []].flat() as {
          Effect?: unknown;
          Action?: unknown;
          NotAction?: unknown;
        }[];
        if (statements.length === 0) return "Syntax errors in policy: no statement.";
        if (document.Version !== undefined && !["2012-10-17", "2008-10-17"].includes(String(document.Version))) {
          return "The policy has an unknown version.";
        }
        const wrong = statements.some(
          ({ Effect, Action, NotAction }) =>
            !["Allow", "Deny"].includes(String(Effect)) || (Action === undefined && NotAction === undefined),
        );
        return wrong ? "Syntax errors in policy: a statement needs Effect and Action." : undefined;
      } catch {
        return "This policy contains invalid Json";
      }
    },
  };
}

const roleMustExist: Rule = {
  code: "NoSuchEntity",
  link: "https://docs.aws.amazon.com/IAM/latest/APIReference/API_AttachRolePolicy.html",
  refuse: ({ world, place, args }) => {
    const name = textAt(args, "role");
    const known =
      world.state.find(place, "iam/role", name) !== undefined ||
      world.existingRoles.some((roleArn) => roleArn.split("/").at(-1) === name);
    return known ? undefined : `The role with name ${name} cannot be found.`;
  },
};

export const role: ResourceType = {
  token: "aws:iam/role:Role",
  kind: "iam/role",
  api: {
    service: "iam",
    shapes: ["CreateRoleRequest"],
    names: { name: "roleName", assumeRolePolicy: "assumeRolePolicyDocument" },
  },
  replaces: ["name", "namePrefix", "path"],
  computed: ["arn", "createDate", "uniqueId"],
  nameArgument: "name",
  rules: [
    nameIsFree(
      "iam/role",
      "EntityAlreadyExists",
      "https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html",
      (name) => `Role with name ${name} already exists.`,
    ),
    mustBePolicy("assumeRolePolicy"),
  ],
  keeps: [
    {
      code: "DeleteConflict",
      link: "https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteRole.html",
      refuse: (world, live) => {
        const has = (kind: string) => world.state.all(live.place, kind).some((other) => other.args["role"] === live.id);
        if (has("iam/rolePolicyAttachment")) return "Cannot delete entity, must detach all policies first.";
        return has("iam/rolePolicy") ? "Cannot delete entity, must delete policies first." : undefined;
      },
    },
    {
      code: "DeleteConflict",
      link: "https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteRole.html",
      refuse: (world, live) =>
        nodesUseRole(world.state, live.place, textAt(live.outputs, "arn"))
          ? "Cannot delete entity, must remove roles from instance profile first."
          : undefined,
    },
  ],
  create: ({ place, args }) => {
    const name = textAt(args, "name");
    const path = textAt(args, "path") || "/";
    return {
      id: name,
      outputs: {
        arn: iamArn(place, `role${path}${name}`),
        uniqueId: iamId("AROA"),
        createDate: "2026-01-01T00:00:00Z",
      },
    };
  },
};

export const rolePolicy: ResourceType = {
  token: "aws:iam/rolePolicy:RolePolicy",
  kind: "iam/rolePolicy",
  api: {
    service: "iam",
    shapes: ["PutRolePolicyRequest"],
    names: { name: "policyName", role: "roleName", policy: "policyDocument" },
  },
  replaces: ["name", "namePrefix", "role"],
  computed: [],
  nameArgument: "name",
  rules: [
    roleMustExist,
    mustBePolicy("policy"),
    {
      code: "LimitExceeded",
      link: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html",
      refuse: ({ args }) =>
        textAt(args, "policy").replace(/\s/g, "").length > 10_240
          ? `Maximum policy size of 10240 bytes exceeded for role ${textAt(args, "role")}`
          : undefined,
    },
  ],
  create: ({ args }) => ({ id: `${textAt(args, "role")}:${textAt(args, "name")}`, outputs: {} }),
};

export const rolePolicyAttachment: ResourceType = {
  token: "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
  kind: "iam/rolePolicyAttachment",
  api: { service: "iam", shapes: ["AttachRolePolicyRequest"], names: { role: "roleName" } },
  replaces: ["role", "policyArn"],
  computed: [],
  rules: [
    roleMustExist,
    {
      code: "NoSuchEntity",
      link: "https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html",
      refuse: ({ place, args }) => {
        const policy = textAt(args, "policyArn");
        const managed = new RegExp(`^arn:${place.partition}:iam::aws:policy/(.+)$`).exec(policy)?.[1];
        const own = policy.startsWith(iamArn(place, "policy/"));
        return own || (managed !== undefined && managedPolicies.includes(managed))
          ? undefined
          : `Policy ${policy} does not exist or is not attachable.`;
      },
    },
  ],
  create: ({ args }) => ({ id: `${textAt(args, "role")}-${eksId("")}`, outputs: {} }),
};
