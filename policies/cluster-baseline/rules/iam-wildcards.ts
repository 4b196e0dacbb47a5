import type { PropertyValue } from "@roadstead/core";
import type { Answer, PropertyReader } from "@roadstead/policy";
import { allOf, fail, known, pass, resourceRule, unknown, valueReader } from "@roadstead/policy";

export const iamWildcards = resourceRule({
  name: "iam-wildcards",
  title: "No policy allows every action on everything",
  severity: "critical",
  level: "mandatory",
  config: {},
  types: ["aws:iam/policy:Policy", "aws:iam/rolePolicy:RolePolicy", "aws:iam/userPolicy:UserPolicy"],
  reads: ["aws:iam/policy:Policy, aws:iam/rolePolicy:RolePolicy, aws:iam/userPolicy:UserPolicy: policy"],
  why: "Whoever takes over one pod with it has the account.",
  fix: "Name the actions that are needed.",
  references: [
    { framework: "Checkov", control: "CKV_AWS_62" },
    { framework: "Checkov", control: "CKV_AWS_63" },
  ],
  check(view) {
    const document = view.read("policy");
    if (document.state !== "known") return unknown(document, "the policy may allow everything");
    const policy = parsed(document.value);
    if (policy === undefined) return unknown(document, "what is no JSON may allow everything");
    const statements = valueReader({ Statement: policy }, "policy").oneOrMore("Statement", "Statement");
    if (statements.state !== "known") return unknown(statements, "the policy may allow everything");
    return allOf([pass, ...statements.value.map(statementAnswer)]);
  },
});

function parsed(value: PropertyValue): PropertyValue | undefined {
  if (typeof value !== "string") return value;
  try {
    return JSON.parse(value) as PropertyValue;
  } catch {
    return undefined;
  }
}

function statementAnswer(statement: PropertyReader): Answer {
  if (known(statement.text("Effect")) === "Deny") return pass;
  const but = statement.read("NotAction");
  if (but.state === "unknown") return unknown(but, "the policy may allow everything");
  if (but.state === "known") return fail(`the policy allows every action but some: ${but.path}`, { path: but.path });
  const action = statement.read("Action");
  if (action.state === "unknown") return unknown(action, "the policy may allow everything");
  const actions = action.state === "known" ? [action.value].flat() : [];
  if (!actions.some((one) => typeof one === "string" && /^\*+(:\*+)?$/.test(one.trim()))) return pass;
  return fail(`the policy allows every action: ${action.path} is *`, { path: action.path, value: "*" });
}
