import { Ajv2020 } from "ajv/dist/2020.js";

// What the OASIS specification of SARIF 2.1.0 says of the objects that a report here has, section by section; the whole
// schema comes with no package of a registry that could be asked for. Objects are closed: a member that is not listed
// here is one that this file forgot, or that the format does not have.
const closed = (properties: object, required: readonly string[] = []) => ({
  type: "object",
  properties,
  required,
  additionalProperties: false,
});
const text = { type: "string" };
const word = { type: "string", minLength: 1 };
const bag = { type: "object", properties: { tags: { type: "array", items: text, uniqueItems: true } } };
const fromOne = { type: "integer", minimum: 1 };
/** 3.11 */
const message = closed({ text, markdown: text }, ["text"]);
/** 3.10: a URI without the characters that must be written with %. */
const uri = { type: "string", pattern: "^[!#$&-;=?-\\[\\]_a-z~A-Z%]+$" };
const level = { enum: ["none", "note", "warning", "error"] };

/** 3.49 */
const rule = closed(
  {
    id: word,
    name: word,
    shortDescription: message,
    fullDescription: message,
    help: message,
    helpUri: uri,
    defaultConfiguration: closed({ level }),
    properties: bag,
  },
  ["id"],
);

/** 3.28 to 3.33 */
const location = closed({
  physicalLocation: closed({
    artifactLocation: closed({ uri }),
    region: closed({ startLine: fromOne, startColumn: fromOne }, ["startLine"]),
  }),
  logicalLocations: { type: "array", items: closed({ fullyQualifiedName: word, kind: word }) },
});

/** 3.27. What is no failure has no level (3.27.10). */
const result = {
  ...closed(
    {
      ruleId: word,
      ruleIndex: { type: "integer", minimum: 0 },
      kind: { enum: ["pass", "open", "informational", "notApplicable", "review", "fail"] },
      level,
      message,
      locations: { type: "array", items: location, minItems: 1 },
      partialFingerprints: { type: "object", additionalProperties: text },
      suppressions: {
        type: "array",
        uniqueItems: true,
        items: closed(
          {
            kind: { enum: ["inSource", "external"] },
            status: { enum: ["accepted", "underReview", "rejected"] },
            justification: text,
          },
          ["kind"],
        ),
      },
      baselineState: { enum: ["new", "unchanged", "updated", "absent"] },
      properties: bag,
    },
    ["message", "ruleId", "ruleIndex", "kind", "level", "locations"],
  ),
  if: { properties: { kind: { const: "fail" } } },
  else: { properties: { level: { const: "none" } } },
};

/** 3.14 */
const runObject = closed(
  {
    tool: closed({ driver: closed({ name: word, version: word, rules: { type: "array", items: rule } }, ["name"]) }, [
      "driver",
    ]),
    automationDetails: closed({ id: word }),
    columnKind: { enum: ["utf16CodeUnits", "unicodeCodePoints"] },
    results: { type: "array", items: result },
    properties: bag,
  },
  ["tool", "results"],
);

/** 3.13 */
const log = closed({ $schema: uri, version: { const: "2.1.0" }, runs: { type: "array", items: runObject } }, [
  "version",
  "runs",
]);

interface Run {
  readonly tool: { readonly driver: { readonly rules: readonly { readonly id: string }[] } };
  readonly results: readonly { readonly ruleId: string; readonly ruleIndex: number; readonly baselineState?: string }[];
}

const validate = new Ajv2020({ allErrors: true, strict: false }).compile(log);

/** What is wrong with a report, by the schema and by what the text demands beside it. */
export function sarifFaults(report: unknown): string[] {
  if (!validate(report)) {
    return (validate.errors ?? []).map(({ instancePath, message: why }) => `${instancePath} ${why ?? ""}`);
  }
  return (report as { readonly runs: readonly Run[] }).runs.flatMap(({ tool, results }, i) => {
    const { rules } = tool.driver;
    const strays = results.filter(({ ruleId, ruleIndex }) => rules[ruleIndex]?.id !== ruleId);
    const compared = results.filter(({ baselineState }) => baselineState !== undefined).length;
    return [
      ...(new Set(rules.map(({ id }) => id)).size < rules.length ? [`runs[${i}]: two rules of one id`] : []),
      ...strays.map(({ ruleId }) => `runs[${i}]: ruleIndex of ${ruleId} is another rule's`),
      ...(compared > 0 && compared < results.length ? [`runs[${i}]: baselineState on some results alone`] : []),
    ];
  });
}
