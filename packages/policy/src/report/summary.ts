import type { Audit } from "../run/audit.js";
import type { ControlResult } from "../run/finding.js";

/** What became of a result, in one word. */
export type Outcome = "passed" | "failed" | "unknown" | "waived" | "baseline" | "not-applicable";

export function outcomeOf({ result, status }: ControlResult): Outcome {
  if (status === "waived" || status === "baseline") return status;
  if (result === "fail") return "failed";
  return result === "pass" ? "passed" : result;
}

export interface AuditSummary {
  readonly passed: number;
  readonly failed: number;
  readonly unknown: number;
  readonly waived: number;
  readonly baseline: number;
  /** Pairs of a rule and a resource that it is not about. */
  readonly notApplicable: number;
  readonly blocking: number;
}

export function summaryOf({ results, rules }: Audit): AuditSummary {
  const counts = { passed: 0, failed: 0, unknown: 0, waived: 0, baseline: 0, "not-applicable": 0 };
  let blocking = 0;
  for (const result of results) {
    counts[outcomeOf(result)]++;
    if (result.blocking) blocking++;
  }
  const { passed, failed, unknown, waived, baseline } = counts;
  const notApplicable = rules.reduce((sum, rule) => sum + rule.notApplicable, 0);
  return { passed, failed, unknown, waived, baseline, notApplicable, blocking };
}

/** Which results make an audit fail: what blocks, any open failure, or also whatever is unknown. */
export type FailOn = "mandatory" | "fail" | "unknown" | "never";

export function auditFails({ results, inputs }: Audit, failOn: FailOn): boolean {
  if (failOn === "never") return false;
  const blocks = results.some(({ blocking }) => blocking);
  if (failOn === "mandatory") return blocks;
  const failed = blocks || results.some((result) => outcomeOf(result) === "failed");
  if (failOn === "fail") return failed;
  return (
    failed || inputs.some(({ complete }) => !complete) || results.some((result) => outcomeOf(result) === "unknown")
  );
}
