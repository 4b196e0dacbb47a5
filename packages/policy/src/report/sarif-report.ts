import type { Audit, AuditedRule } from "../run/audit.js";
import type { ControlResult } from "../run/finding.js";
import { jsonPieces } from "./json-pieces.js";
import { plainText } from "./plain-text.js";
import { outcomeOf } from "./summary.js";

const schema = "https://json.schemastore.org/sarif-2.1.0.json";

/**
 * SARIF 2.1.0 in pieces, a run for each pack and a line for each result. Passes are results too (`kind: pass`), so that a
 * control can be shown to hold. `hash` gives the fingerprint of a text by which a viewer knows a finding again.
 */
export function* sarifReport(audit: Audit, hash: (text: string) => string = textHash): Generator<string> {
  const packs = [...new Set(audit.rules.map(({ pack }) => pack))];
  const mandatory = new Set(audit.results.filter(({ level }) => level === "mandatory").map(({ rule }) => rule));
  const runs = packs.map((pack) => {
    const rules = audit.rules.filter((rule) => rule.pack === pack);
    return {
      tool: {
        driver: {
          name: `roadstead ${pack}`,
          ...versionOf(audit, pack),
          rules: rules.map((rule) => descriptor(rule, mandatory.has(rule.name))),
        },
      },
      automationDetails: { id: `roadstead/${pack}/` },
      columnKind: "utf16CodeUnits",
      results: sarifResults(audit, pack, new Map(rules.map((rule, i) => [rule.name, i])), hash),
      properties: { asOf: audit.asOf, hashes: audit.hashes, inputs: audit.inputs },
    };
  });
  yield* jsonPieces({ $schema: schema, version: "2.1.0", runs }, 4);
  yield "\n";
}

function* sarifResults(
  { results }: Audit,
  pack: string,
  index: ReadonlyMap<string, number>,
  hash: (text: string) => string,
): Generator<object> {
  for (const result of results) {
    if (result.pack === pack) yield sarifResult(result, index.get(result.rule) ?? 0, hash);
  }
}

const versionOf = ({ packs }: Audit, name: string) => {
  const version = packs.find((pack) => pack.name === name)?.version;
  return version === undefined ? {} : { version };
};

const securityScore = { low: "3.0", medium: "5.5", high: "8.0", critical: "9.5" } as const;

function descriptor(rule: AuditedRule, isMandatory: boolean) {
  return {
    id: rule.name,
    name: rule.name,
    shortDescription: { text: rule.title },
    fullDescription: { text: rule.why },
    help: { text: rule.fix, markdown: `${rule.why}\n\n**Fix:** ${rule.fix}` },
    ...(rule.source === undefined ? {} : { helpUri: rule.source }),
    defaultConfiguration: { level: isMandatory ? "error" : "warning" },
    properties: {
      severity: rule.severity,
      "security-severity": securityScore[rule.severity],
      tags: [rule.pack, ...rule.references.map(({ framework, control }) => `${framework} ${control}`)],
    },
  };
}

const kinds = { pass: "pass", fail: "fail", unknown: "review", "not-applicable": "notApplicable" } as const;

function sarifResult(result: ControlResult, ruleIndex: number, hash: (text: string) => string) {
  const outcome = outcomeOf(result);
  const isFailure = result.result === "fail" || result.blocking;
  return {
    ruleId: result.rule,
    ruleIndex,
    // The format's own rule: only failures have a level. An unknown that blocks is one.
    kind: isFailure ? "fail" : kinds[result.result],
    level: isFailure ? (result.level === "mandatory" ? "error" : "warning") : "none",
    message: { text: plainText(result.message ?? "the control holds").replaceAll("](", "\\](") },
    locations: [locationOf(result)],
    partialFingerprints: { "control/v1": hash(`${result.rule}\n${result.urn}\n${result.path ?? ""}`) },
    ...(outcome === "waived" && result.waiver !== undefined
      ? {
          suppressions: [
            {
              kind: "external",
              status: "accepted",
              justification: plainText(
                `${result.waiver.reason} (${result.waiver.id}, ${result.waiver.owner}, ${result.waiver.ticket}, until ${result.waiver.expires})`,
              ),
            },
          ],
        }
      : {}),
    // On every result or on none, says the format.
    baselineState: outcome === "baseline" ? "unchanged" : "new",
    properties: { outcome, blocking: result.blocking, ...valuesOf(result) },
  };
}

const valuesOf = ({ path, value, limit }: ControlResult) => ({
  ...(path === undefined ? {} : { path }),
  ...(value === undefined ? {} : { value }),
  ...(limit === undefined ? {} : { limit }),
});

/** Viewers want a file: the program's line where the state has it, else the project file. */
function locationOf({ urn, sourcePosition }: ControlResult) {
  const [, file, line, column] =
    /^(?:project:\/\/\/|file:\/\/\/?)?(.*?)(?:[:#](\d+)(?:[:,](\d+))?)?$/.exec(sourcePosition ?? "") ?? [];
  const isFile = file !== undefined && file !== "";
  return {
    physicalLocation: {
      artifactLocation: { uri: isFile ? encodeURI(plainText(file)) : "Pulumi.yaml" },
      region: {
        startLine: Math.max(1, Number(line ?? 1)),
        ...(column === undefined ? {} : { startColumn: Math.max(1, Number(column)) }),
      },
    },
    logicalLocations: [{ fullyQualifiedName: plainText(urn), kind: "resource" }],
  };
}

/** FNV-1a over UTF-16, twice with different starts: enough to know a finding again, not a proof of anything. */
export function textHash(text: string): string {
  const half = (start: number): string => {
    let hash = start;
    for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193) >>> 0;
    return hash.toString(16).padStart(8, "0");
  };
  return half(0x811c9dc5) + half(0x9e3779b9);
}
