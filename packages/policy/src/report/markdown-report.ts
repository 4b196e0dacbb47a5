import type { Audit, AuditedRule } from "../run/audit.js";
import type { ControlResult } from "../run/finding.js";
import { markdownText } from "./plain-text.js";
import type { Outcome } from "./summary.js";
import { outcomeOf, summaryOf } from "./summary.js";

const headings: readonly (readonly [string, (result: ControlResult) => boolean])[] = [
  ["Blocking", ({ blocking }) => blocking],
  ["Failed, advisory", (result) => !result.blocking && outcomeOf(result) === "failed"],
  ["Not known yet", (result) => !result.blocking && outcomeOf(result) === "unknown"],
  ["Waived", (result) => outcomeOf(result) === "waived"],
  ["In the baseline", (result) => outcomeOf(result) === "baseline"],
];

/** Markdown fit for a comment on a pull request: the worst first, passes as numbers per rule. */
export function markdownReport(audit: Audit): string {
  const summary = summaryOf(audit);
  const rules = new Map(audit.rules.map((rule) => [rule.name, rule]));
  const lines = [
    `## Audit: ${summary.blocking === 0 ? "nothing blocks" : `${summary.blocking} blocking`}`,
    "",
    `${summary.passed} passed, ${summary.failed} failed, ${summary.unknown} unknown, ${summary.waived} waived, ` +
      `${summary.baseline} in the baseline. As of ${audit.asOf}.`,
    ...inputLines(audit),
    ...headings.flatMap(([heading, belongs]) => section(heading, audit.results.filter(belongs), rules)),
    ...passedSection(audit),
  ];
  return `${lines.join("\n")}\n`;
}

const inputLines = ({ inputs }: Audit): readonly string[] => [
  "",
  ...inputs.map(({ name, project, stack, phase, resources, environment, complete }) => {
    const place = environment === undefined ? "no environment" : `environment ${markdownText(environment)}`;
    const warning = complete ? "" : ", **incomplete: resources may be missing**";
    return `- ${markdownText(name)}: ${markdownText(`${project}/${stack}`)} (${phase}, ${place}, ${resources} resources${warning})`;
  }),
];

function section(
  heading: string,
  results: readonly ControlResult[],
  rules: ReadonlyMap<string, AuditedRule>,
): readonly string[] {
  if (results.length === 0) return [];
  const rows = results.map(({ rule, urn, message = "", waiver }) => {
    const until = waiver === undefined ? "" : ` (${waiver.id}, ${waiver.owner}, until ${waiver.expires})`;
    const fix = rules.get(rule)?.fix ?? "";
    return `| ${markdownText(rule)} | ${markdownText(shortUrn(urn))} | ${markdownText(message + until)} | ${markdownText(fix)} |`;
  });
  return [
    "",
    `### ${heading} (${results.length})`,
    "",
    "| Rule | Resource | What | Fix |",
    "|---|---|---|---|",
    ...rows,
  ];
}

/** Type and name, which a reader of a pull request looks for. */
const shortUrn = (urn: string): string => urn.split("::").slice(2).join(" ") || urn;

function passedSection({ results, rules }: Audit): readonly string[] {
  const count = (rule: string, outcome: Outcome): number =>
    results.filter((result) => result.rule === rule && outcomeOf(result) === outcome).length;
  const rows = rules.flatMap(({ name }) => {
    const passed = count(name, "passed");
    return passed === 0 ? [] : [`| ${markdownText(name)} | ${passed} |`];
  });
  if (rows.length === 0) return [];
  return [
    "",
    "<details><summary>Controls that hold</summary>",
    "",
    "| Rule | Resources |",
    "|---|---|",
    ...rows,
    "",
    "</details>",
  ];
}
