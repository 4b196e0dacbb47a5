import type { WireMap } from "../wire/wire-value.js";
import { awsAnswers } from "./aws.js";
import { gcpAnswers } from "./gcp.js";
import { policyDocument } from "./iam-policy.js";
import { decodeYaml } from "./kubernetes-yaml.js";

/** What a built-in answer may look at besides the arguments. */
export interface BuiltinContext {
  /** Full keys; secret values marked. */
  readonly config: WireMap;
  /** Inputs of the provider that the call named. */
  readonly providerInputs?: WireMap;
}

export interface BuiltinAnswer {
  readonly result: WireMap;
  /** What was taken for granted, when the true answer depends on the account. */
  readonly assumption?: string;
}

export type Builtin = (
  args: WireMap,
  context: BuiltinContext,
) => BuiltinAnswer | undefined | Promise<BuiltinAnswer | undefined>;

const builtins: Readonly<Record<string, Builtin>> = {
  ...awsAnswers,
  ...gcpAnswers,
  "aws:iam/getPolicyDocument:getPolicyDocument": policyDocument,
  "kubernetes:yaml:decode": decodeYaml,
};

/** Tokens of the functions that need no answer from the user. */
export const builtinTokens: readonly string[] = Object.keys(builtins).sort();

/** The built-in answer, or undefined when there is none or it would need to know more (such as the region). */
export async function builtinAnswer(
  token: string,
  args: WireMap,
  context: BuiltinContext,
): Promise<BuiltinAnswer | undefined> {
  return Object.hasOwn(builtins, token) ? builtins[token]?.(args, context) : undefined;
}
