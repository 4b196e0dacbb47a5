import type { Waiver } from "../guardrails/guardrails.js";
import type { Level, OnUnknown } from "../rule/rule.js";

/** One control's result on one resource, or on the stack. */
export interface ControlResult {
  readonly pack: string;
  readonly rule: string;
  /** URN of the resource, or of the stack. */
  readonly urn: string;
  readonly type: string;
  readonly result: "pass" | "fail" | "unknown" | "not-applicable";
  readonly level: Exclude<Level, "disabled">;
  /** What an unknown does; only on unknown ones. */
  readonly onUnknown?: OnUnknown;
  /**
   * What becomes of a fail or unknown: `open` ones block when mandatory, the others stay visible. `waived` names the
   * waiver, `baseline` was there before.
   */
  readonly status?: "open" | "waived" | "baseline";
  readonly waiver?: Pick<Waiver, "id" | "owner" | "ticket" | "expires" | "reason">;
  /** True when this result alone makes the audit fail. */
  readonly blocking: boolean;
  readonly message?: string;
  readonly path?: string;
  readonly value?: string;
  readonly limit?: string;
  /** `file:line:column` of the program, where the state has it. */
  readonly sourcePosition?: string;
}

const sortKeys = ["pack", "rule", "urn", "path", "message"] as const;

/** Sorted by what a reader looks for: pack, rule, resource, then what tells several results of one apart. */
export function sortResults(results: readonly ControlResult[]): readonly ControlResult[] {
  return [...results].sort((a, b) => {
    for (const key of sortKeys) {
      const [left = "", right = ""] = [a[key], b[key]];
      if (left !== right) return left < right ? -1 : 1;
    }
    return 0;
  });
}
