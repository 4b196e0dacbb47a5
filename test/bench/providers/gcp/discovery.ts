import { readFileSync } from "node:fs";
import { dataFile } from "../../tools.js";

/** A schema of a discovery document, as far as it says what a request may hold. */
export interface ApiSchema {
  readonly $ref?: string;
  readonly type?: string;
  readonly format?: string;
  readonly enum?: readonly string[];
  readonly pattern?: string;
  readonly readOnly?: boolean;
  readonly items?: ApiSchema;
  readonly properties?: Readonly<Record<string, ApiSchema>>;
  readonly additionalProperties?: ApiSchema;
}

export type ApiName =
  | "cloudkms.v1"
  | "cloudresourcemanager.v1"
  | "compute.v1"
  | "container.v1"
  | "iam.v1"
  | "secretmanager.v1"
  | "sqladmin.v1"
  | "storage.v1";

interface DiscoveryDocument {
  readonly schemas: Readonly<Record<string, ApiSchema>>;
}

const documents = new Map<ApiName, DiscoveryDocument>();

function discoveryDocument(api: ApiName): DiscoveryDocument {
  let document = documents.get(api);
  if (document === undefined) {
    document = JSON.parse(readFileSync(dataFile(api), "utf8")) as DiscoveryDocument;
    documents.set(api, document);
  }
  return document;
}

/** A schema by its name, or the one that a schema refers to. */
export function apiSchema(api: ApiName, schema: string | ApiSchema): ApiSchema {
  const name = typeof schema === "string" ? schema : schema.$ref;
  if (name === undefined) return schema as ApiSchema;
  const found = discoveryDocument(api).schemas[name];
  if (found === undefined) throw new Error(`Google's API ${api} has no schema "${name}"`);
  return found;
}

/** The schema of a dotted path of members below a schema; undefined where the API has no such member. */
export function memberSchema(api: ApiName, schema: ApiSchema, path: string): ApiSchema | undefined {
  let found: ApiSchema | undefined = schema;
  for (const key of path.split(".")) {
    const object: ApiSchema = apiSchema(api, found);
    found = object.properties?.[key] ?? object.additionalProperties;
    if (found === undefined) return undefined;
  }
  // What stands beside a reference, such as "read only", belongs to the member and not to what it refers to.
  return found.$ref === undefined ? found : { ...apiSchema(api, found), readOnly: found.readOnly === true };
}
