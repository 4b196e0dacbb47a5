import { randomUUID } from "node:crypto";
import { accountOf, arn } from "./place.js";
import type { Place } from "./place.js";
import type { ResourceType, Rule, World } from "./resource-type.js";
import { nameIsFree } from "./rules.js";
import { numberAt, textAt } from "./values.js";

export const kmsKey: ResourceType = {
  token: "aws:kms/key:Key",
  kind: "kms/key",
  api: {
    service: "kms",
    shapes: ["CreateKeyRequest", "ScheduleKeyDeletionRequest", "EnableKeyRotationRequest"],
    names: {
      bypassPolicyLockoutSafetyCheck: "bypassPolicyLockoutSafetyCheck",
      deletionWindowInDays: "pendingWindowInDays",
      enableKeyRotation: null,
      isEnabled: null,
    },
    implied: ["KeyId"],
  },
  replaces: ["customKeyStoreId", "customerMasterKeySpec", "keyUsage", "multiRegion"],
  kept: ["description", "multiRegion", "policy", "rotationPeriodInDays"],
  computed: ["arn", "keyId", "policy", "multiRegion", "rotationPeriodInDays"],
  rules: [
    {
      code: "ValidationException",
      link: "https://docs.aws.amazon.com/kms/latest/APIReference/API_ScheduleKeyDeletion.html",
      refuse: ({ args }) => {
        const days = numberAt(args, "deletionWindowInDays");
        return days === undefined || (days >= 7 && days <= 30)
          ? undefined
          : `the waiting period of ${days} days must be between 7 and 30`;
      },
    },
    {
      code: "UnsupportedOperationException",
      link: "https://docs.aws.amazon.com/kms/latest/developerguide/rotate-keys.html",
      refuse: ({ args }) => {
        const spec = textAt(args, "customerMasterKeySpec") || "SYMMETRIC_DEFAULT";
        return args["enableKeyRotation"] === true && spec !== "SYMMETRIC_DEFAULT"
          ? "You cannot perform this operation on a CMK of this key spec."
          : undefined;
      },
    },
    {
      code: "MalformedPolicyDocumentException",
      link: "https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html",
      refuse: ({ place, args }) => {
        const policy = textAt(args, "policy");
        if (policy === "") return undefined;
        try {
          JSON.parse(policy);
        } catch {
          return "The new key policy is not JSON.";
        }
        return policy.includes(`arn:${place.partition}:iam::${place.account}:`)
          ? undefined
          : "The new key policy will not allow you to update the key policy in the future.";
      },
    },
  ],
  create: ({ place, args }) => {
    const keyId = randomUUID();
    return {
      id: keyId,
      outputs: {
        keyId,
        arn: arn(place, "kms", `key/${keyId}`),
        multiRegion: args["multiRegion"] ?? false,
        policy: args["policy"] ?? "{}",
        rotationPeriodInDays: args["enableKeyRotation"] === true ? (args["rotationPeriodInDays"] ?? 365) : 0,
      },
    };
  },
};

export const kmsAlias: ResourceType = {
  token: "aws:kms/alias:Alias",
  kind: "kms/alias",
  api: { service: "kms", shapes: ["CreateAliasRequest"], names: { name: "aliasName" } },
  replaces: ["name", "namePrefix"],
  computed: ["arn", "targetKeyArn"],
  nameArgument: "name",
  rules: [
    nameIsFree(
      "kms/alias",
      "AlreadyExistsException",
      "https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateAlias.html",
      (name) => `An alias with the name ${name} already exists`,
    ),
    {
      code: "ValidationException",
      link: "https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateAlias.html",
      refuse: ({ args }) => {
        const name = textAt(args, "name");
        if (!/^alias\/[a-zA-Z0-9/_-]+$/.test(name)) return "Alias must begin with alias/ and have a name";
        return name.startsWith("alias/aws/") ? "Alias must not begin with alias/aws/" : undefined;
      },
    },
    {
      code: "NotFoundException",
      link: "https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateAlias.html",
      refuse: ({ world, place, args }) =>
        keyOf(world, place, textAt(args, "targetKeyId")) === undefined
          ? `Key ${textAt(args, "targetKeyId")} does not exist`
          : undefined,
    },
  ],
  create: ({ world, place, args }) => {
    const name = textAt(args, "name");
    return {
      id: name,
      outputs: {
        arn: arn(place, "kms", name),
        targetKeyArn: textAt(keyOf(world, place, textAt(args, "targetKeyId"))?.outputs, "arn"),
      },
    };
  },
};

/** A key by its id or ARN. */
export function keyOf(world: World, place: Place, key: string) {
  return world.state.find(place, "kms/key", key.split(":key/").at(-1) ?? key);
}

/** The argument, where it is given, is a key of the account and the region that exists. */
export function keyMustExist(path: string, code: string): Rule {
  return {
    code,
    link: "https://docs.aws.amazon.com/kms/latest/developerguide/key-state.html",
    refuse: ({ world, place, args }) => {
      const key = textAt(args, path);
      if (key === "" || accountOf(key) !== place.account || keyOf(world, place, key) !== undefined) return undefined;
      return `The KMS key ${key} does not exist, is not enabled or is not accessible`;
    },
  };
}
