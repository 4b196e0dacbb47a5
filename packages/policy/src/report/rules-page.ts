import type { ConfigField } from "../rule/config-field.js";
import type { Pack, Rule } from "../rule/rule.js";

/** A pack's page for its users, from the text of its rules. */
export const rulesPage = (pack: Pack): string =>
  [
    `# ${pack.name}`,
    "",
    `${pack.description}. Made from the text of the rules; settings go into \`guardrails.yaml\` under \`rules\`.`,
    "",
    "| Rule | Severity | Level | What holds |",
    "| --- | --- | --- | --- |",
    ...pack.rules.map(
      ({ name, severity, level, title }) => `| [${name}](#${name}) | ${severity} | ${level} | ${title} |`,
    ),
    ...pack.rules.flatMap(ruleSection),
    "",
  ].join("\n");

function ruleSection(rule: Rule): readonly string[] {
  const references = (rule.references ?? []).map(({ framework, control }) => `${framework} ${control}`);
  const config = Object.entries(rule.config);
  return [
    "",
    `## ${rule.name}`,
    "",
    `${rule.title}.`,
    "",
    `- **Why**: ${rule.why}`,
    `- **Fix**: ${rule.fix}`,
    `- **Reads**: ${rule.reads.map((one) => `\`${one}\``).join("; ")}`,
    `- **Looks at**: ${rule.scope === "stack" ? "the stack as a whole" : "each resource before it is made"}`,
    `- **When it is not known**: ${rule.onUnknown ?? "advise"}`,
    ...(rule.scope === "resource" && rule.remedy !== undefined
      ? ["- **Remedy**: `remedy: true` lets the pack mend it before the resource is made"]
      : []),
    ...(references.length === 0 ? [] : [`- **Shows**: ${references.join(", ")}`]),
    ...(rule.source === undefined ? [] : [`- **Source**: <${rule.source}>`]),
    ...(config.length === 0
      ? []
      : ["- **Config**:", ...config.map(([name, field]) => `  - ${fieldText(name, field)}`)]),
  ];
}

function fieldText(name: string, field: ConfigField): string {
  const unit = field.type === "number" ? `, in ${field.unit}` : "";
  return `\`${name}\`: ${field.description}${unit} (default \`${JSON.stringify(field.default)}\`)`;
}
