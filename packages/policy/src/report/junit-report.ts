import type { Audit } from "../run/audit.js";
import type { ControlResult } from "../run/finding.js";
import { evidenceOf } from "./evidence.js";
import { xmlText } from "./plain-text.js";
import { outcomeOf } from "./summary.js";

/** JUnit XML in lines: a suite for each pack, a case for each control on each resource. */
export function* junitReport(audit: Audit): Generator<string> {
  const properties = [...evidenceOf(audit), ...notAsked(audit)];
  yield '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n';
  for (const pack of new Set(audit.rules.map((rule) => rule.pack))) {
    const results = audit.results.filter((result) => result.pack === pack);
    const failures = results.filter(({ blocking }) => blocking).length;
    const skipped = results.filter(isSkipped).length;
    yield `  <testsuite name="${xmlText(pack)}" tests="${results.length}" failures="${failures}" errors="0" skipped="${skipped}">\n`;
    yield "    <properties>\n";
    for (const [name, value] of properties)
      yield `      <property name="${xmlText(name)}" value="${xmlText(value)}"/>\n`;
    yield "    </properties>\n";
    for (const result of results) yield testCase(result);
    yield "  </testsuite>\n";
  }
  yield "</testsuites>\n";
}

const notAsked = ({ inputs }: Audit): readonly (readonly [name: string, value: string])[] =>
  inputs.flatMap(({ name, disabledRules }) =>
    disabledRules === undefined ? [] : [[`not asked of ${name}`, disabledRules.join(", ")] as const],
  );

const isSkipped = (result: ControlResult): boolean =>
  !result.blocking && ["waived", "baseline", "not-applicable"].includes(outcomeOf(result));

function testCase(result: ControlResult): string {
  const { pack, rule, urn } = result;
  const open = `    <testcase classname="${xmlText(`${pack}.${rule}`)}" name="${xmlText(urn)}"`;
  const content = caseContent(result);
  return content === undefined ? `${open}/>\n` : `${open}>\n      ${content}\n    </testcase>\n`;
}

/** Undefined for a control that holds. */
function caseContent(result: ControlResult): string | undefined {
  const { message = "", blocking, waiver } = result;
  if (blocking) return `<failure type="${outcomeOf(result)}" message="${xmlText(message)}"/>`;
  if (isSkipped(result)) {
    const why =
      waiver === undefined ? outcomeOf(result) : `waived until ${waiver.expires} (${waiver.id}): ${waiver.reason}`;
    return `<skipped message="${xmlText(why)}"/>`;
  }
  if (result.result === "pass") return undefined;
  return `<system-out>${xmlText(`${outcomeOf(result)}: ${message}`)}</system-out>`;
}
