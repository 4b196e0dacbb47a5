import type { Audit, AuditedRule } from "../run/audit.js";
import type { ControlResult } from "../run/finding.js";
import { evidenceOf } from "./evidence.js";
import { markdownText } from "./plain-text.js";
import { outcomeOf, summaryOf } from "./summary.js";

const headings: readonly (readonly [string, (result: ControlResult) => boolean])[] = [
  ["Blocking", ({ blocking }) => blocking],
  ["Failed, advisory", (result) => !result.blocking && outcomeOf(result) === "failed"],
  ["Not known yet", (result) => !result.blocking && outcomeOf(result) === "unknown"],
  ["Waived", (result) => outcomeOf(result) === "waived"],
  ["In the baseline", (result) => outcomeOf(result) === "baseline"],
];

/** GitHub takes 65,536 characters of a comment. What does not fit is counted, and stands in the other reports. */
const mostCharacters = 60_000;

/** Markdown fit for a comment on a pull request, in lines: the worst first, passes as numbers per rule. */
export function* markdownReport(audit: Audit): Generator<string> {
  const summary = summaryOf(audit);
  const rules = new Map(audit.rules.map((rule) => [rule.name, rule]));
  const head = [
    `## Audit: ${summary.blocking === 0 ? "nothing blocks" : `${summary.blocking} blocking`}`,
    "",
    `${summary.passed} passed, ${summary.failed} failed, ${summary.unknown} unknown, ${summary.waived} waived, ` +
      `${summary.baseline} in the baseline. As of ${audit.asOf}.`,
    ...inputLines(audit),
  ];
  const tail = [...passedSection(audit), ...evidenceSection(audit)];
  let room = [...head, ...tail].reduce((left, line) => left - line.length, mostCharacters);
  yield* lines(head);
  for (const [heading, belongs] of headings) {
    const results = audit.results.filter(belongs);
    if (results.length === 0) continue;
    yield `\n### ${heading} (${results.length})\n\n| Rule | Resource | What | Fix |\n|---|---|---|---|\n`;
    for (const [i, result] of results.entries()) {
      const row = tableRow(result, rules);
      room -= row.length;
      if (room < 0) {
        yield `\n${results.length - i} more do not fit here; the other reports have them.\n`;
        break;
      }
      yield `${row}\n`;
    }
  }
  yield* lines(tail);
}

function* lines(texts: readonly string[]): Generator<string> {
  for (const text of texts) yield `${text}\n`;
}

const inputLines = ({ inputs }: Audit): readonly string[] => [
  "",
  ...inputs.map(({ name, project, stack, phase, resources, environment, complete, disabledRules = [] }) => {
    const place = environment === undefined ? "no environment" : `environment ${markdownText(environment)}`;
    const warning = complete ? "" : ", **incomplete: resources may be missing**";
    const off = disabledRules.length === 0 ? "" : `; not asked: ${disabledRules.map(markdownText).join(", ")}`;
    return `- ${markdownText(name)}: ${markdownText(`${project}/${stack}`)} (${phase}, ${place}, ${resources} resources${warning})${off}`;
  }),
];

function tableRow({ rule, urn, message = "", waiver }: ControlResult, rules: ReadonlyMap<string, AuditedRule>): string {
  const until = waiver === undefined ? "" : ` (${waiver.id}, ${waiver.owner}, until ${waiver.expires})`;
  const cells = [rule, shortUrn(urn), message + until, rules.get(rule)?.fix ?? ""];
  return `| ${cells.map(markdownText).join(" | ")} |`;
}

/** Type and name, which a reader of a pull request looks for. */
const shortUrn = (urn: string): string => urn.split("::").slice(2).join(" ") || urn;

function passedSection({ results, rules }: Audit): readonly string[] {
  const passed = new Map<string, number>();
  for (const result of results) {
    if (outcomeOf(result) === "passed") passed.set(result.rule, (passed.get(result.rule) ?? 0) + 1);
  }
  const rows = rules.flatMap(({ name }) => {
    const count = passed.get(name);
    return count === undefined ? [] : [`| ${markdownText(name)} | ${count} |`];
  });
  return rows.length === 0 ? [] : folded("Controls that hold", ["Rule", "Resources"], rows);
}

const evidenceSection = (audit: Audit): readonly string[] =>
  folded(
    "What this rests on",
    ["What", "Day, or SHA-256"],
    evidenceOf(audit).map(([name, value]) => `| ${markdownText(name)} | ${markdownText(value)} |`),
  );

const folded = (title: string, columns: readonly [string, string], rows: readonly string[]): readonly string[] => [
  "",
  `<details><summary>${title}</summary>`,
  "",
  `| ${columns.join(" | ")} |`,
  "|---|---|",
  ...rows,
  "",
  "</details>",
];
