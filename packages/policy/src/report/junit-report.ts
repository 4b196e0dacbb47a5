import type { Audit } from "../run/audit.js";
import type { ControlResult } from "../run/finding.js";
import { xmlText } from "./plain-text.js";
import { outcomeOf } from "./summary.js";

/** JUnit XML: a suite for each pack, a case for each control on each resource. */
export function junitReport(audit: Audit): string {
  const packs = [...new Set(audit.rules.map(({ pack }) => pack))];
  const suites = packs.map((pack) => {
    const results = audit.results.filter((result) => result.pack === pack);
    const failures = results.filter(({ blocking }) => blocking).length;
    const skipped = results.filter(isSkipped).length;
    const attributes = `name="${xmlText(pack)}" tests="${results.length}" failures="${failures}" errors="0" skipped="${skipped}"`;
    return [`  <testsuite ${attributes}>`, ...results.flatMap(testCase), "  </testsuite>"].join("\n");
  });
  return ['<?xml version="1.0" encoding="UTF-8"?>', "<testsuites>", ...suites, "</testsuites>", ""].join("\n");
}

const isSkipped = (result: ControlResult): boolean =>
  !result.blocking && ["waived", "baseline", "not-applicable"].includes(outcomeOf(result));

function testCase(result: ControlResult): readonly string[] {
  const { pack, rule, urn, message = "", blocking, waiver } = result;
  const open = `    <testcase classname="${xmlText(`${pack}.${rule}`)}" name="${xmlText(urn)}"`;
  if (blocking) {
    return [
      `${open}>`,
      `      <failure type="${outcomeOf(result)}" message="${xmlText(message)}"/>`,
      "    </testcase>",
    ];
  }
  if (isSkipped(result)) {
    const why =
      waiver === undefined ? outcomeOf(result) : `waived until ${waiver.expires} (${waiver.id}): ${waiver.reason}`;
    return [`${open}>`, `      <skipped message="${xmlText(why)}"/>`, "    </testcase>"];
  }
  if (result.result === "pass") return [`${open}/>`];
  return [
    `${open}>`,
    `      <system-out>${xmlText(`${outcomeOf(result)}: ${message}`)}</system-out>`,
    "    </testcase>",
  ];
}
