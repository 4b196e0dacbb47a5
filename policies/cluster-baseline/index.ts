import { PolicyPack, type ResourceValidationPolicy, UnknownValueError } from "@pulumi/policy";
import { readInputs } from "./inputs.js";
import type { Rule, RuleAnswer } from "./rule.js";
import { rules } from "./rules/index.js";

/**
 * Two policies for each rule, so that the level of "not known yet" is set as every level is. Mandatory refuses a
 * preview that cannot tell; advisory, the default, says so and leaves it to `up`, which knows before it creates.
 */
new PolicyPack("cluster-baseline", {
  policies: rules.flatMap((rule) => [policy(rule, "fail"), policy(rule, "unknown")]),
});

function policy(rule: Rule, reports: "fail" | "unknown"): ResourceValidationPolicy {
  return {
    name: reports === "fail" ? rule.name : `${rule.name}-unknown`,
    description: reports === "fail" ? rule.title : `It is known whether: ${rule.title}`,
    enforcementLevel: reports === "fail" ? "mandatory" : "advisory",
    severity: rule.severity,
    remediationSteps: rule.fix,
    url: rule.source,
    validateResource: ({ type, props, notApplicable }, reportViolation) => {
      const answer: RuleAnswer = rule.check({ type, inputs: readInputs(props, isUnknownValueError) });
      if (answer.result === "not-applicable") notApplicable();
      if (answer.result === reports) reportViolation(`${answer.message}. ${rule.fix}`);
    },
  };
}

function isUnknownValueError(error: unknown): boolean {
  return error instanceof UnknownValueError;
}
