import { discover, resourcePath, type ServedResource } from "./discovery.js";
import { KubernetesError } from "./kubernetes-error.js";
import {
  type Connection,
  httpsTransport,
  type KubernetesRequest,
  type KubernetesResponse,
  type Transport,
} from "./transport.js";

export interface ObjectMetadata {
  readonly name: string;
  readonly namespace?: string;
  readonly uid?: string;
  readonly resourceVersion?: string;
  readonly generation?: number;
  readonly deletionTimestamp?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly ownerReferences?: readonly { readonly kind: string; readonly name: string; readonly uid: string }[];
  readonly [field: string]: unknown;
}

export interface KubernetesObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: ObjectMetadata;
  readonly [field: string]: unknown;
}

/** Names one object; in the connection's namespace when it says none. */
export interface ObjectReference {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace?: string;
}

export interface WriteOptions {
  readonly fieldManager?: string;
  readonly dryRun?: boolean;
}

export interface ApplyOptions extends WriteOptions {
  /** Takes fields from other managers, instead of the error 409. */
  readonly force?: boolean;
}

export interface PatchOptions extends WriteOptions {
  readonly type?: "json" | "merge" | "strategic-merge";
  readonly subresource?: string;
}

export interface ListOptions {
  /** All of them when left out. */
  readonly namespace?: string;
  readonly labelSelector?: string;
  readonly fieldSelector?: string;
}

export interface DeleteOptions {
  readonly propagationPolicy?: "Background" | "Foreground" | "Orphan";
  readonly gracePeriodSeconds?: number;
  readonly preconditions?: { readonly uid?: string; readonly resourceVersion?: string };
}

/** A request, and what the server said to it; undefined when it did not answer. */
export type Observer = (request: KubernetesRequest, response: KubernetesResponse | undefined) => void;

/**
 * Objects by kind and name. Everything is written with strict field validation: a field that the server does not know
 * is an error. Methods throw {@link KubernetesError} for a refusal.
 */
export class KubernetesClient {
  /** All that the server warned of. */
  readonly warnings: string[] = [];
  readonly #transport: Transport;
  readonly #namespace: string;
  #served: Promise<ServedResource[]> | undefined;

  constructor(connection: Connection, observe?: Observer) {
    const transport = httpsTransport(connection);
    this.#namespace = connection.namespace ?? "default";
    this.#transport = async (request) => {
      let response: KubernetesResponse | undefined;
      try {
        response = await transport(request);
        this.warnings.push(...response.warnings);
        return response;
      } finally {
        observe?.(request, response);
      }
    };
  }

  /** The answer, whatever its status. */
  request(request: KubernetesRequest): Promise<KubernetesResponse> {
    return this.#transport(request);
  }

  /** Undefined when there is none. */
  async get(reference: ObjectReference): Promise<KubernetesObject | undefined> {
    const path = await this.#pathOf(reference);
    const response = await this.#transport({ method: "GET", path });
    return isNotFound(response) ? undefined : objectIn(response, `get ${nameOf(reference)}`);
  }

  async list(apiVersion: string, kind: string, options: ListOptions = {}): Promise<KubernetesObject[]> {
    const { namespace, labelSelector, fieldSelector } = options;
    const path = resourcePath(await this.resource(apiVersion, kind), namespace);
    const response = await this.#transport({ method: "GET", path, query: { labelSelector, fieldSelector } });
    const { items } = objectIn(response, `list ${apiVersion}/${kind}`) as unknown as { items: KubernetesObject[] };
    // Items of a list leave out what they are.
    return items.map((item) => ({ ...item, apiVersion, kind }));
  }

  /** Server-side apply. */
  async apply(object: KubernetesObject, options: ApplyOptions = {}): Promise<KubernetesObject> {
    const path = await this.#pathOf(referenceTo(object));
    return this.#write("apply", object, {
      method: "PATCH",
      path,
      query: { ...writeQuery(options), force: String(options.force ?? true) },
      // JSON is YAML.
      contentType: "application/apply-patch+yaml",
      body: object,
    });
  }

  async create(object: KubernetesObject, options: WriteOptions = {}): Promise<KubernetesObject> {
    const resource = await this.resource(object.apiVersion, object.kind);
    const path = resourcePath(resource, object.metadata.namespace ?? this.#namespace);
    return this.#write("create", object, { method: "POST", path, query: writeQuery(options), body: object });
  }

  async patch(reference: ObjectReference, body: unknown, options: PatchOptions = {}): Promise<KubernetesObject> {
    const { type = "merge", subresource } = options;
    const path = await this.#pathOf(reference, ...(subresource === undefined ? [] : [subresource]));
    const contentType = `application/${type}-patch+json`;
    const request = { method: "PATCH", path, query: writeQuery(options), contentType, body } as const;
    return objectIn(await this.#transport(request), `patch ${nameOf(reference)}`);
  }

  /** False when there was none. The object may live on until its finalizers are done. */
  async delete(reference: ObjectReference, options: DeleteOptions = {}): Promise<boolean> {
    const path = await this.#pathOf(reference);
    const body = { apiVersion: "v1", kind: "DeleteOptions", propagationPolicy: "Background", ...options };
    const response = await this.#transport({ method: "DELETE", path, body });
    if (isNotFound(response)) return false;
    objectIn(response, `delete ${nameOf(reference)}`);
    return true;
  }

  /** How a kind is served; asks anew for one that is not known, as it may have come with a CRD. */
  async resource(apiVersion: string, kind: string): Promise<ServedResource> {
    const find = (served: readonly ServedResource[]): ServedResource | undefined =>
      served.find((resource) => resource.apiVersion === apiVersion && resource.kind === kind);
    const resource = find(await (this.#served ?? this.served())) ?? find(await this.served());
    if (resource !== undefined) return resource;
    const message = `no matches for kind "${kind}" in version "${apiVersion}"`;
    throw new KubernetesError(`find ${apiVersion}/${kind}`, { status: 404, body: { message, reason: "NoKindMatch" } });
  }

  /** All that the server serves now. */
  served(): Promise<ServedResource[]> {
    const served = discover(this.#transport);
    this.#served = served;
    served.catch(() => (this.#served = undefined));
    return served;
  }

  async #pathOf({ apiVersion, kind, name, namespace }: ObjectReference, ...rest: string[]): Promise<string> {
    return resourcePath(await this.resource(apiVersion, kind), namespace ?? this.#namespace, name, ...rest);
  }

  async #write(verb: string, object: KubernetesObject, request: KubernetesRequest): Promise<KubernetesObject> {
    return objectIn(await this.#transport(request), `${verb} ${nameOf(referenceTo(object))}`);
  }
}

export function referenceTo({ apiVersion, kind, metadata: { name, namespace } }: KubernetesObject): ObjectReference {
  return { apiVersion, kind, name, ...(namespace === undefined ? {} : { namespace }) };
}

/** `apps/v1/DaemonSet gpu-system/plugin` */
export function nameOf({ apiVersion, kind, name, namespace }: ObjectReference): string {
  return `${apiVersion}/${kind} ${namespace === undefined ? "" : `${namespace}/`}${name}`;
}

function writeQuery({ fieldManager = "roadstead-bench", dryRun = false }: WriteOptions): Record<string, string> {
  return { fieldManager, fieldValidation: "Strict", ...(dryRun ? { dryRun: "All" } : {}) };
}

function objectIn(response: KubernetesResponse, action: string): KubernetesObject {
  if (response.status >= 300) throw new KubernetesError(action, response);
  return response.body as KubernetesObject;
}

function isNotFound({ status, body }: KubernetesResponse): boolean {
  return status === 404 && (body as { reason?: string }).reason === "NotFound";
}
