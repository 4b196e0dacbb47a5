import type { AuditedRule, ControlResult } from "@roadstead/policy";
import type { PlanPolicies } from "../report/plan-report.js";
import type { PageOptions } from "../text/page.js";
import { bullet, paragraph } from "../text/page.js";
import { resourceLabel } from "./findings.js";
import { section } from "./section.js";

type Paint = keyof PageOptions["style"];

const parts: readonly (readonly [string, Paint, (result: ControlResult) => boolean])[] = [
  ["Blocking", "error", ({ blocking }) => blocking],
  [
    "Failed, and let through",
    "warning",
    ({ blocking, result, status }) => !blocking && result === "fail" && status === "open",
  ],
  [
    "Unknown until the update",
    "warning",
    ({ blocking, result, status }) => !blocking && result === "unknown" && status === "open",
  ],
  ["Waived", "dim", ({ status }) => status === "waived"],
  ["In the baseline", "dim", ({ status }) => status === "baseline"],
];

/** What the rules found, the worst first; what they let pass is a number. */
export function planFindingSections({ audit, summary }: PlanPolicies, page: PageOptions): string[] {
  const rules = new Map(audit.rules.map((rule) => [rule.name, rule]));
  const environment = audit.inputs[0]?.environment;
  const { passed, failed, unknown, waived, baseline } = summary;
  const place = environment === undefined ? "in no environment" : `in the environment ${environment}`;
  const counts = `${passed} passed, ${failed} failed, ${unknown} unknown, ${waived} waived, ${baseline} in the baseline`;
  return [
    ...section("Rules", paragraph(`${counts}; ${place}, as of ${audit.asOf}`, page, { indent: 2 }), page),
    ...parts.flatMap(([title, paint, belongs]) => {
      const results = audit.results.filter(belongs);
      return section(`${title}: ${results.length}`, byRule(results, rules, page, page.style[paint]), page);
    }),
  ];
}

/** Each rule once, with what it found and how to mend it. */
function byRule(
  results: readonly ControlResult[],
  rules: ReadonlyMap<string, AuditedRule>,
  page: PageOptions,
  paint: (text: string) => string,
): string[] {
  return [...new Set(results.map(({ rule }) => rule))].flatMap((name) => [
    ...paragraph(`${name}: ${rules.get(name)?.title ?? ""}`, page, { indent: 2, hang: 2, paint }),
    ...results
      .filter(({ rule }) => rule === name)
      .flatMap((result) => bullet(findingText(result), page, { indent: 4 })),
    ...paragraph(`Fix: ${rules.get(name)?.fix ?? ""}`, page, { indent: 4, hang: 5, paint: page.style.dim }),
  ]);
}

function findingText({ urn, message = "", waiver }: ControlResult): string {
  const until = waiver === undefined ? "" : ` (${waiver.id} of ${waiver.owner}, until ${waiver.expires})`;
  return `${resourceLabel(urn)}: ${message}${until}`;
}
