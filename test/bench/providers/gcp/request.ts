import { type CheckFailure, type Properties, UNKNOWN, type Value } from "../test-provider.js";
import { type ApiName, type ApiSchema, apiSchema, memberSchema } from "./discovery.js";
import { isList, isObject } from "./properties.js";

/** How the inputs of a resource become a request of Google's API. */
export interface ApiRequest {
  readonly api: ApiName;
  /** Name of the schema of the request's body. */
  readonly schema: string;
  /**
   * By path of an input, indexes left out: the path in the API, below what the parent became. `null` is an input that
   * is not sent (it stands in the URL, or the provider keeps it for itself). An input that is not listed has the same
   * name in the API.
   */
  readonly paths: Readonly<Record<string, string | null>>;
  /** Inputs that the provider spells "TRUE" and "FALSE" where the API has a boolean; last members of their paths. */
  readonly spelledBooleans?: readonly string[];
}

/** What Google's own description of the API says against these inputs; values that are not known yet pass. */
export function requestFailures(request: ApiRequest, inputs: Properties): CheckFailure[] {
  return membersOf(request, inputs, apiSchema(request.api, request.schema), "", "");
}

function membersOf(
  request: ApiRequest,
  value: Properties,
  schema: ApiSchema,
  path: string,
  shownPath: string,
): CheckFailure[] {
  return Object.entries(value).flatMap(([key, member]) => {
    if (key.startsWith("__") || member === null) return [];
    const inner = path === "" ? key : `${path}.${key}`;
    const shown = shownPath === "" ? key : `${shownPath}.${key}`;
    const to = Object.hasOwn(request.paths, inner) ? request.paths[inner] : key;
    if (to === null || to === undefined) return [];
    const found = memberSchema(request.api, schema, to);
    if (found === undefined) return [{ property: shown, reason: `${request.schema} has no field for it (${to})` }];
    if (found.readOnly === true) return [{ property: shown, reason: "is set by Google Cloud only" }];
    return valueFailures(request, member, found, inner, shown);
  });
}

function valueFailures(
  request: ApiRequest,
  value: Value,
  schema: ApiSchema,
  path: string,
  shown: string,
): CheckFailure[] {
  if (value === UNKNOWN || value === null) return [];
  const wrong = (reason: string): CheckFailure[] => [{ property: shown, reason }];
  if (isList(value)) {
    // Where the API has one message, the provider may have a list of at most one block.
    const item = schema.type === "array" ? resolved(request, schema.items ?? {}) : schema;
    if (schema.type !== "array" && value.length > 1) return wrong("takes one block only");
    return value.flatMap((it, index) => valueFailures(request, it, item, path, `${shown}[${index}]`));
  }
  if (isObject(value)) {
    if (schema.additionalProperties !== undefined) {
      const item = resolved(request, schema.additionalProperties);
      return Object.entries(value).flatMap(([key, it]) => valueFailures(request, it, item, path, `${shown}.${key}`));
    }
    return schema.properties === undefined
      ? wrong("is an object where the API has none")
      : membersOf(request, value, schema, path, shown);
  }
  // Where the API has a list, the provider may take one item.
  const single = schema.type === "array" ? resolved(request, schema.items ?? {}) : schema;
  return scalarFailure(request, value, single, path).map((reason) => ({ property: shown, reason }));
}

function scalarFailure(
  request: ApiRequest,
  value: boolean | number | string,
  schema: ApiSchema,
  path: string,
): string[] {
  if (schema.type === "boolean") {
    const spelled = request.spelledBooleans?.includes(path.slice(path.lastIndexOf(".") + 1)) === true;
    const right = spelled ? value === "TRUE" || value === "FALSE" : typeof value === "boolean";
    return right ? [] : [`must be ${spelled ? '"TRUE" or "FALSE"' : "a boolean"}`];
  }
  if (schema.type === "integer" || schema.format === "int64") {
    return Number.isInteger(value) ? [] : ["must be a whole number"];
  }
  if (schema.type === "number") return typeof value === "number" ? [] : ["must be a number"];
  if (schema.type !== "string" || typeof value !== "string") {
    return [`is a ${typeof value} where the API has ${schema.type ?? "an object"}`];
  }
  // The provider sends no empty text.
  if (schema.enum !== undefined && value !== "" && !schema.enum.includes(value))
    return [`must be one of ${schema.enum.join(", ")}`];
  if (schema.pattern !== undefined && !new RegExp(`^(?:${schema.pattern})$`).test(value)) {
    return [`must match ${schema.pattern}`];
  }
  return [];
}

function resolved(request: ApiRequest, schema: ApiSchema): ApiSchema {
  return schema.$ref === undefined ? schema : apiSchema(request.api, schema);
}
