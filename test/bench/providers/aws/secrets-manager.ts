import { randomUUID } from "node:crypto";
import type { CloudState } from "./cloud-state.js";
import { iamId } from "./ids.js";
import { keyMustExist } from "./kms.js";
import { arn, type Place } from "./place.js";
import type { ResourceType } from "./resource-type.js";
import { numberAt, textAt } from "./values.js";

/** Names of secrets that are deleted and can still be brought back. */
const scheduled = new WeakMap<CloudState, Set<string>>();

const nameIn = ({ account, region }: Place, name: string) => `${account}/${region}/${name}`;

export const secret: ResourceType = {
  token: "aws:secretsmanager/secret:Secret",
  kind: "secretsmanager/secret",
  api: {
    service: "secretsmanager",
    shapes: ["CreateSecretRequest", "DeleteSecretRequest"],
    implied: ["SecretId"],
  },
  replaces: ["name", "namePrefix"],
  computed: ["arn"],
  nameArgument: "name",
  rules: [
    {
      code: "ResourceExistsException",
      link: "https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_CreateSecret.html",
      when: "create",
      refuse: ({ world, place, args }) => {
        const name = textAt(args, "name");
        return world.state.all(place, "secretsmanager/secret").some((other) => other.args["name"] === name)
          ? `The operation failed because the secret ${name} already exists.`
          : undefined;
      },
    },
    {
      code: "InvalidRequestException",
      link: "https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_DeleteSecret.html",
      when: "create",
      refuse: ({ world, place, args }) =>
        scheduled.get(world.state)?.has(nameIn(place, textAt(args, "name"))) === true
          ? "You can't create this secret because a secret with this name is already scheduled for deletion."
          : undefined,
    },
    {
      code: "InvalidParameterException",
      link: "https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_CreateSecret.html",
      refuse: ({ args }) =>
        /^[A-Za-z0-9/_+=.@-]+$/.test(textAt(args, "name"))
          ? undefined
          : "Invalid name. Must be a valid name containing alphanumeric characters, or any of the following: -/_+=.@!",
    },
    {
      code: "InvalidParameterException",
      link: "https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_DeleteSecret.html",
      refuse: ({ args }) => {
        const days = numberAt(args, "recoveryWindowInDays");
        return days === undefined || days === 0 || (days >= 7 && days <= 30)
          ? undefined
          : "The RecoveryWindowInDays value must be between 7 and 30 days (inclusive).";
      },
    },
    keyMustExist("kmsKeyId", "InvalidParameterException"),
  ],
  create: ({ place, args }) => {
    const id = arn(place, "secretsmanager", `secret:${textAt(args, "name")}-${iamId("").slice(0, 6)}`);
    return { id, outputs: { arn: id } };
  },
  remove({ state }, { args, place }) {
    if ((numberAt(args, "recoveryWindowInDays") ?? 30) === 0) return;
    const names = scheduled.get(state) ?? new Set();
    scheduled.set(state, names.add(nameIn(place, textAt(args, "name"))));
  },
  describe: ({ args }) => textAt(args, "name"),
};

export const secretVersion: ResourceType = {
  token: "aws:secretsmanager/secretVersion:SecretVersion",
  kind: "secretsmanager/secretVersion",
  api: { service: "secretsmanager", shapes: ["PutSecretValueRequest"], names: { versionStages: "versionStages" } },
  replaces: ["secretId", "secretString", "secretBinary"],
  kept: ["versionStages"],
  computed: ["arn", "versionId", "versionStages"],
  rules: [
    {
      code: "ResourceNotFoundException",
      link: "https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_PutSecretValue.html",
      refuse: ({ world, place, args }) =>
        world.state.find(place, "secretsmanager/secret", textAt(args, "secretId")) === undefined
          ? "Secrets Manager can't find the specified secret."
          : undefined,
    },
  ],
  isPartOfOther: true,
  create: ({ args }) => {
    const versionId = randomUUID();
    const secretId = textAt(args, "secretId");
    return {
      id: `${secretId}|${versionId}`,
      outputs: { arn: secretId, versionId, versionStages: ["AWSCURRENT"] },
    };
  },
};
