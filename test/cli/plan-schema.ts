import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Ajv2020 } from "ajv/dist/2020.js";

type Schema = Record<string, unknown>;

/** The schema as it is shipped. */
export const planSchema = (): Schema =>
  JSON.parse(
    readFileSync(fileURLToPath(new URL("../../packages/cli/schema/plan.schema.json", import.meta.url)), "utf8"),
  ) as Schema;

// Readers must take fields that a later version adds; these tests must not miss that the schema lacks one.
/** The schema with no room for fields that it does not name. */
export function closed(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(closed);
  if (typeof schema !== "object" || schema === null) return schema;
  const parts = Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, closed(value)]));
  return "required" in parts && "properties" in parts ? { ...parts, additionalProperties: false } : parts;
}

const validate = new Ajv2020({ allErrors: true, strict: false, validateFormats: false }).compile(
  closed(planSchema()) as Schema,
);

/** What is wrong with a document, or not described. */
export function schemaFaults(document: unknown): string[] {
  validate(document);
  return (validate.errors ?? []).map(
    ({ instancePath, message, params }) => `${instancePath} ${message ?? ""} ${JSON.stringify(params)}`,
  );
}
