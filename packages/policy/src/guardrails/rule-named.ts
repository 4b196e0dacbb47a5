import { nearest } from "@roadstead/core";
import type { Rule } from "../rule/rule.js";
import type { FileReader } from "./file-reader.js";

/** Known rule or a problem with the nearest name. */
export function ruleNamed(
  name: string,
  path: string,
  rules: ReadonlyMap<string, Rule>,
  reader: FileReader,
): Rule | undefined {
  const rule = rules.get(name);
  if (rule !== undefined) return rule;
  const near = nearest(name, [...rules.keys()]);
  reader.problem("unknown-rule", path, "is not the name of a rule", {
    got: JSON.stringify(name),
    ...(near === undefined ? {} : { hint: `did you mean "${near}"?` }),
  });
  return undefined;
}
