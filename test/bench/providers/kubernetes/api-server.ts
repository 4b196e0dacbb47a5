import {
  KubernetesClient,
  KubernetesError,
  type Connection,
  type KubernetesRequest,
  type KubernetesResponse,
} from "../../control-plane/index.js";
import type { Properties } from "../test-provider.js";
import { isObject, listAt, nameOf, namespaceOf } from "./manifest.js";

/** Which object a request is about; the name is missing where all are meant. */
export interface ObjectRef {
  readonly apiVersion: string;
  readonly kind: string;
  readonly namespace?: string;
  readonly name?: string;
}

export interface WriteOptions {
  readonly dryRun?: boolean;
  readonly fieldManager?: string;
  readonly force?: boolean;
}

/** Objects of one API server by apiVersion and kind. */
export class ApiServer {
  readonly server: string;
  readonly #client: KubernetesClient;

  constructor(connection: Connection) {
    this.server = connection.server;
    this.#client = new KubernetesClient(connection);
  }

  /** Fails where the server cannot be reached or does not know the user. */
  async probe(): Promise<void> {
    await this.#client.served();
  }

  /** Undefined where the server serves no such kind, for example before its CustomResourceDefinition is there. */
  async isNamespaced({ apiVersion, kind }: ObjectRef): Promise<boolean | undefined> {
    try {
      return (await this.#client.resource(apiVersion, kind)).namespaced;
    } catch (error) {
      if (isNoMatch(error)) return undefined;
      throw error;
    }
  }

  async get(ref: ObjectRef): Promise<Properties> {
    return await this.#send("get", ref, { method: "GET" });
  }

  async list(ref: ObjectRef, query: Readonly<Record<string, string>> = {}): Promise<readonly Properties[]> {
    return listAt(await this.#send("list", ref, { method: "GET", query }), "items").filter(isObject);
  }

  async create(manifest: Properties, options: WriteOptions = {}): Promise<Properties> {
    return await this.#send("create", refOf(manifest), { method: "POST", query: writeQuery(options), body: manifest });
  }

  /** Server-side apply. */
  async apply(manifest: Properties, options: WriteOptions): Promise<Properties> {
    const contentType = "application/apply-patch+yaml";
    const request = { method: "PATCH", query: writeQuery(options), body: manifest, contentType } as const;
    return await this.#send("apply", refOf(manifest), request);
  }

  async replace(manifest: Properties, options: WriteOptions): Promise<Properties> {
    return await this.#send("update", refOf(manifest), { method: "PUT", query: writeQuery(options), body: manifest });
  }

  async jsonPatch(ref: ObjectRef, body: readonly Properties[]): Promise<Properties> {
    const contentType = "application/json-patch+json";
    return await this.#send("patch", ref, { method: "PATCH", query: writeQuery({}), body, contentType });
  }

  async delete(ref: ObjectRef, propagationPolicy: string): Promise<void> {
    await this.#send("delete", ref, { method: "DELETE", body: { propagationPolicy } });
  }

  async #send(verb: string, ref: ObjectRef, request: Omit<KubernetesRequest, "path">): Promise<Properties> {
    const path = await this.#path(verb === "create" ? { ...ref, name: "" } : ref);
    return accepted(`${verb} ${ref.kind} ${ref.name ?? ""}`, await this.#client.request({ ...request, path }));
  }

  async #path({ apiVersion, kind, namespace = "default", name = "" }: ObjectRef): Promise<string> {
    const { plural, namespaced } = await this.#client.resource(apiVersion, kind);
    const group = apiVersion.includes("/") ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
    const steps = [...(namespaced ? ["namespaces", namespace] : []), plural, ...(name === "" ? [] : [name])];
    return [group, ...steps.map(encodeURIComponent)].join("/");
  }
}

export function refOf(manifest: Properties): ObjectRef & { readonly name: string } {
  const namespace = namespaceOf(manifest);
  return {
    apiVersion: String(manifest["apiVersion"]),
    kind: String(manifest["kind"]),
    name: nameOf(manifest) ?? "",
    ...(namespace === undefined ? {} : { namespace }),
  };
}

/** The API server serves no such kind: its CustomResourceDefinition is not there. */
export function isNoMatch(error: unknown): boolean {
  return error instanceof KubernetesError && error.reason === "NoKindMatch";
}

export function hasStatus(error: unknown, ...statuses: readonly number[]): error is KubernetesError {
  return error instanceof KubernetesError && statuses.includes(error.status);
}

/** The object's namespace is missing. */
export function isNamespaceMissing(error: unknown): boolean {
  if (!hasStatus(error, 404)) return false;
  return (error.body as { details?: { kind?: string } }).details?.kind === "namespaces";
}

/** Fields that the kind does not have are refused: the server would drop them and warn, and nobody reads warnings. */
function writeQuery({ dryRun = false, fieldManager, force }: WriteOptions): Readonly<Record<string, string>> {
  return {
    fieldValidation: "Strict",
    ...(dryRun ? { dryRun: "All" } : {}),
    ...(fieldManager === undefined ? {} : { fieldManager }),
    ...(force === undefined ? {} : { force: String(force) }),
  };
}

function accepted(action: string, response: KubernetesResponse): Properties {
  if (response.status >= 300) throw new KubernetesError(action, response);
  return response.body as Properties;
}
