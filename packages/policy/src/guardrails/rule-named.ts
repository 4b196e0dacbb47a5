import { nearest } from "@roadstead/core";
import type { Rule } from "../rule/rule.js";
import type { FileReader } from "./file-reader.js";

/**
 * What to do with rules that nobody here knows. A pack that is run alone ignores what the file says of other packs, unless
 * the name is so near to one of its own that it must be a slip.
 */
export type OtherRules = "refuse" | "ignore";

/** Known rule or a problem with the nearest name. */
export function ruleNamed(
  name: string,
  path: string,
  rules: ReadonlyMap<string, Rule>,
  reader: FileReader,
  others: OtherRules = "refuse",
): Rule | undefined {
  const rule = rules.get(name);
  if (rule !== undefined) return rule;
  const near = nearest(name, [...rules.keys()]);
  if (near === undefined && others === "ignore") return undefined;
  reader.problem("unknown-rule", path, "is not the name of a rule", {
    got: JSON.stringify(name),
    ...(near === undefined ? {} : { hint: `did you mean "${near}"?` }),
  });
  return undefined;
}
