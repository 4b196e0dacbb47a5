import { isPlainObject } from "@roadstead/core";
import type { Rule } from "../rule/rule.js";
import type { FileReader } from "./file-reader.js";
import { daysBetween } from "./file-reader.js";
import type { Waiver, Waivers, WaiverTarget } from "./guardrails.js";
import { noGuardrails } from "./guardrails.js";
import type { OtherRules } from "./rule-named.js";
import { ruleNamed } from "./rule-named.js";

const required = ["id", "rule", "targets", "reason", "owner", "ticket", "created", "expires"];

/** Longer than this no file can let a waiver live. */
const longestDays = 366;

export function readWaivers(
  value: unknown,
  rules: ReadonlyMap<string, Rule>,
  reader: FileReader,
  others: OtherRules,
): Waivers {
  if (value === undefined || value === null) return noGuardrails.waivers;
  const fields = reader.object(value, "waivers", ["maxDays", "soonDays", "entries"]);
  const days = { minimum: 1, maximum: longestDays, integer: true };
  const maxDays = reader.number(fields["maxDays"], "waivers.maxDays", days) ?? noGuardrails.waivers.maxDays;
  const soonDays = reader.number(fields["soonDays"], "waivers.soonDays", { ...days, minimum: 0 });
  const ids = new Set<string>();
  const entries = reader.list(fields["entries"], "waivers.entries").flatMap(([entry, path]) => {
    const waiver = readWaiver(entry, path, maxDays, rules, reader, others);
    if (waiver === undefined) return [];
    if (ids.has(waiver.id))
      reader.problem("duplicate", `${path}.id`, "is the id of another waiver", { got: waiver.id });
    ids.add(waiver.id);
    return [waiver];
  });
  return { maxDays, soonDays: soonDays ?? noGuardrails.waivers.soonDays, entries };
}

function readWaiver(
  value: unknown,
  path: string,
  maxDays: number,
  rules: ReadonlyMap<string, Rule>,
  reader: FileReader,
  others: OtherRules,
): Waiver | undefined {
  const before = reader.problems.length;
  const fields = reader.object(value, path, [...required, "maxMonthlyUsd"], required);
  const text = (key: string): string => reader.text(fields[key], `${path}.${key}`) ?? "";
  const name = text("rule");
  if (name !== "") ruleNamed(name, `${path}.rule`, rules, reader, others);
  const created = reader.date(fields["created"], `${path}.created`);
  const expires = reader.date(fields["expires"], `${path}.expires`);
  if (created !== undefined && expires !== undefined) {
    const length = daysBetween(created, expires);
    const at = `${path}.expires`;
    if (length <= 0) reader.problem("waiver-order", at, "is not after created", { got: expires });
    if (length > maxDays) {
      reader.problem("waiver-length", at, `is ${length} days after created`, { allowed: [`${maxDays} days or fewer`] });
    }
  }
  const cap = reader.number(fields["maxMonthlyUsd"], `${path}.maxMonthlyUsd`, { minimum: 0 });
  const targets = reader
    .list(fields["targets"], `${path}.targets`)
    .flatMap(([target, at]) => readTarget(target, at, reader) ?? []);
  if (Array.isArray(fields["targets"]) && fields["targets"].length === 0) {
    reader.problem("empty", `${path}.targets`, "names nothing");
  }
  const waiver = {
    id: text("id"),
    rule: name,
    targets,
    reason: text("reason"),
    owner: text("owner"),
    ticket: text("ticket"),
    created: created ?? "",
    expires: expires ?? "",
    ...(cap === undefined ? {} : { maxMonthlyUsd: cap }),
  };
  return reader.problems.length > before || (name !== "" && !rules.has(name)) ? undefined : waiver;
}

const targetKinds = ["urn", "glob", "type"] as const;

function readTarget(value: unknown, path: string, reader: FileReader): WaiverTarget | undefined {
  const fields = reader.object(value, path, targetKinds);
  const kinds = targetKinds.filter((kind) => fields[kind] !== undefined);
  const [kind] = kinds;
  if (kind === undefined || kinds.length > 1) {
    if (isPlainObject(value)) reader.problem("target", path, "must name exactly one thing", { allowed: targetKinds });
    return undefined;
  }
  const pattern = reader.text(fields[kind], `${path}.${kind}`);
  if (pattern === undefined) return undefined;
  const at = `${path}.${kind}`;
  if (kind === "urn" && !/^urn:pulumi:[^:*?]+::[^:*?]+::[^*?]+$/.test(pattern)) {
    return reader.problem("urn", at, "is not a whole URN", { got: pattern, hint: "use glob for a pattern" });
  }
  if (kind === "glob" && !/^urn:pulumi:[^:]+::[^:]+::[^:]+/.test(pattern)) {
    return reader.problem("glob", at, "must begin as a URN does, so that it names stacks and a project", {
      got: pattern,
      allowed: ["urn:pulumi:<stack>::<project>::<type>::<name>, with * and ?"],
    });
  }
  if (kind === "glob" && !/[\w-]/.test(pattern.split("::").slice(1).join(""))) {
    return reader.problem("glob", at, "would match every resource", { got: pattern });
  }
  return kind === "type" && /[*?]/.test(pattern)
    ? reader.problem("target-type", at, "must be a whole type", { got: pattern, hint: "use glob for a pattern" })
    : { kind, pattern };
}
