import type { Wire, WireMap } from "../wire/wire-value.js";
import { isWireMap } from "../wire/wire-value.js";
import type { BuiltinAnswer } from "./builtin.js";

/**
 * Renders `aws.iam.getPolicyDocument` as the provider does: one value alone, several sorted downwards, statements
 * of source documents first, an overriding statement in place of the one with its id.
 */
export function policyDocument(args: WireMap): BuiltinAnswer {
  const sources = textsOf(args["sourcePolicyDocuments"]).flatMap(statementsOf);
  const own = mapsOf(args["statements"]).map(statement);
  const overrides = textsOf(args["overridePolicyDocuments"]).flatMap(statementsOf);
  const document: WireMap = { Version: args["version"] ?? "2012-10-17" };
  if (typeof args["policyId"] === "string") document["Id"] = args["policyId"];
  document["Statement"] = merge([...sources, ...own], overrides);
  const json = JSON.stringify(document, null, 2);
  return { result: { ...args, id: "policy", json, minifiedJson: JSON.stringify(document) } };
}

function statement(args: WireMap): WireMap {
  const fields: readonly (readonly [name: string, value: Wire | undefined])[] = [
    ["Sid", args["sid"]],
    ["Effect", args["effect"] ?? "Allow"],
    ["Action", oneOrSorted(args["actions"])],
    ["NotAction", oneOrSorted(args["notActions"])],
    ["Resource", oneOrSorted(args["resources"])],
    ["NotResource", oneOrSorted(args["notResources"])],
    ["Principal", principals(args["principals"])],
    ["NotPrincipal", principals(args["notPrincipals"])],
    ["Condition", conditions(args["conditions"])],
  ];
  return Object.fromEntries(
    fields.filter((field): field is [string, Wire] => field[1] !== undefined && field[1] !== ""),
  );
}

// The provider writes `&{…}` for IAM's own variables, as `${…}` belongs to its configuration language.
const iamVariables = (text: string): string => text.replaceAll("&{", "${");

function oneOrSorted(value: Wire | undefined): Wire | undefined {
  const texts = textsOf(value).map(iamVariables);
  return texts.length > 1 ? texts.sort().reverse() : texts[0];
}

function principals(value: Wire | undefined): Wire | undefined {
  const found = mapsOf(value);
  if (found.length === 0) return undefined;
  const [first] = found;
  if (found.length === 1 && first?.["type"] === "*" && oneOrSorted(first["identifiers"]) === "*") return "*";
  const byType: Record<string, string[]> = {};
  for (const principal of found) {
    (byType[String(principal["type"])] ??= []).push(...textsOf(principal["identifiers"]));
  }
  return Object.fromEntries(Object.entries(byType).map(([type, texts]) => [type, oneOrSorted(texts) ?? []]));
}

function conditions(value: Wire | undefined): Wire | undefined {
  const found = mapsOf(value);
  if (found.length === 0) return undefined;
  const byTest: Record<string, Record<string, Wire>> = {};
  for (const condition of found) {
    const values = textsOf(condition["values"]).map(iamVariables);
    (byTest[String(condition["test"])] ??= {})[String(condition["variable"])] =
      values.length === 1 ? (values[0] ?? "") : values;
  }
  return byTest;
}

function statementsOf(json: string): WireMap[] {
  const document = JSON.parse(json) as WireMap;
  const statements = document["Statement"];
  return mapsOf(Array.isArray(statements) ? statements : [statements ?? {}]);
}

function merge(statements: readonly WireMap[], overrides: readonly WireMap[]): WireMap[] {
  const merged: WireMap[] = [...statements];
  for (const override of overrides) {
    const sid = override["Sid"];
    const place = sid === undefined || sid === "" ? -1 : merged.findIndex((item) => item["Sid"] === sid);
    if (place < 0) merged.push(override);
    else merged[place] = override;
  }
  return merged;
}

function textsOf(value: Wire | undefined): string[] {
  if (typeof value === "string") return [value];
  return Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
}

const mapsOf = (value: Wire | undefined): WireMap[] => (Array.isArray(value) ? value.filter(isWireMap) : []);
