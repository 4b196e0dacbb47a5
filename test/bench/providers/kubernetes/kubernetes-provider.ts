import { kubeconfigConnection } from "../../control-plane/index.js";
import {
  InitializationError,
  UNKNOWN,
  type CheckFailure,
  type CheckRequest,
  type CheckResult,
  type CreateRequest,
  type DeleteRequest,
  type DiffRequest,
  type DiffResult,
  type Properties,
  type ReadRequest,
  type ReadResult,
  type TestProvider,
  type UpdateRequest,
} from "../test-provider.js";
import { annotations } from "./annotations.js";
import { ApiServer, hasStatus, isNamespaceMissing, isNoMatch, refOf } from "./api-server.js";
import { checkManifest } from "./check.js";
import { diffManifest } from "./diff.js";
import { fieldManager, fieldManagerKey } from "./field-managers.js";
import { kubeconfigText } from "./kubeconfig.js";
import { annotationOf, hasUnknown, isMarked, objectAt, textOf } from "./manifest.js";
import { objectId, parseObjectId } from "./object-id.js";
import { createObject, relinquish, stateRef, updateObject, type WriteContext } from "./object-writer.js";
import { ownedFields } from "./prune.js";
import { readSettings, settingsDiff, settingsFailures, type Settings } from "./settings.js";
import { isPatch, parseTypeToken } from "./type-token.js";
import { secondsGranted, untilGone, untilReady, type Outcome } from "./wait.js";

export interface KubernetesProviderOptions {
  /** Environment of the exec plugins that kubeconfigs name, and where PATH finds them. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** How long an object that is not ready is waited for, where the program says nothing. */
  readonly timeoutSeconds: number;
}

const initialApiVersionKey = "__initialApiVersion";

/** The API server of a configured provider, or why there is none. */
type Reach = { readonly server: ApiServer; readonly defaultNamespace: string } | { readonly unreachable: string };

/** The bench's provider of Kubernetes objects. See README.md for how it differs from Pulumi's own. */
export class KubernetesProvider implements TestProvider {
  readonly #options: KubernetesProviderOptions;
  #settings: Settings = readSettings({});
  #reach: Reach = { unreachable: "the provider is not configured" };

  constructor(options: KubernetesProviderOptions) {
    this.#options = options;
  }

  checkConfig(inputs: Properties): Promise<readonly CheckFailure[]> {
    return Promise.resolve(settingsFailures(inputs));
  }

  diffConfig(olds: Properties, news: Properties): Promise<DiffResult> {
    return Promise.resolve(settingsDiff(olds, news));
  }

  /** Looks for the cluster once: one that does not let the user in now is out of reach for the provider's whole life. */
  async configure(inputs: Properties): Promise<void> {
    this.#settings = readSettings(inputs, this.#options.env);
    this.#reach = await this.#connect();
  }

  async check(request: CheckRequest): Promise<CheckResult> {
    return await checkManifest(request, "server" in this.#reach ? this.#reach : undefined);
  }

  diff(request: DiffRequest): Promise<DiffResult> {
    const { enableConfigMapMutable: configMaps, enableSecretMutable: secrets } = this.#settings;
    return Promise.resolve(diffManifest(request, { configMaps, secrets }));
  }

  async create(request: CreateRequest): Promise<{ readonly id: string; readonly outputs: Properties }> {
    const { type, urn, inputs, preview } = request;
    const echo = { id: "", outputs: inputs };
    const patch = isPatch(type, String(inputs["kind"]));
    if (preview && (patch || !(await this.#canDryRun(inputs)))) return echo;
    const context = this.#writeContext(request, fieldManager(urn, inputs));
    let created: Properties;
    try {
      created = await createObject(inputs, { ...context, upsert: this.#settings.upsertExistingObjects });
    } catch (error) {
      const tolerated = hasStatus(error, 403, 409) || isNamespaceMissing(error);
      if (preview && tolerated) return echo;
      throw new Error(creationFailure(urn, error), { cause: error });
    }
    if (preview) {
      const { status: _, ...outputs } = this.#outputs(created, inputs, context.manager);
      return { id: "", outputs };
    }
    const outcome = await this.#untilReady(created, inputs, request);
    return { id: objectId(created), outputs: this.#settled(outcome, inputs, context.manager, created) };
  }

  async read({ id, type, urn, inputs, state }: ReadRequest): Promise<ReadResult | undefined> {
    if ("unreachable" in this.#reach) {
      if (this.#settings.deleteUnreachable) return undefined;
      if (this.#settings.skipUpdateUnreachable) return { id, inputs, outputs: state };
      throw new Error(`failed to read resource state due to unreachable cluster: ${this.#reach.unreachable}`);
    }
    const external = textOf(inputs["kind"]) === undefined;
    const ref = { ...stateRef(state, { ...parseTypeToken(type), ...inputs }), ...parseObjectId(id) };
    try {
      const live = await this.#reach.server.get(ref);
      const known = external ? objectFields(live) : ownedFields(live, inputs);
      const manager = fieldManager(urn, inputs, state);
      return { id, inputs: known, outputs: this.#outputs(live, inputs, manager, state) };
    } catch (error) {
      if (hasStatus(error, 404) || isNoMatch(error)) return undefined;
      throw error;
    }
  }

  async update(request: UpdateRequest): Promise<Properties> {
    const { urn, state, olds, news, ignoreChanges, preview } = request;
    if (preview && !(await this.#canDryRun(news))) return news;
    const context = this.#writeContext({ ...request, inputs: news }, fieldManager(urn, news, state));
    const before = fieldManager(urn, olds, state);
    let outcome: Outcome;
    try {
      const updated = await updateObject(news, { ...context, ignored: ignoreChanges });
      if (preview) return this.#outputs(updated, news, context.manager, state);
      if (before !== context.manager) await relinquish(context.server, refOf(news), before);
      outcome = await this.#untilReady(updated, news, request);
    } catch (error) {
      if (preview && hasStatus(error, 403)) return news;
      if (hasStatus(error, 404))
        throw new Error(`update of resource "${urn}" failed: ${text(error)}`, { cause: error });
      // The object is there, but not as the program has it: the engine keeps trying.
      outcome = { live: await context.server.get(stateRef(state, news)), reasons: [updateFailure(error, context)] };
    }
    return this.#settled(outcome, news, context.manager, state);
  }

  async delete(request: DeleteRequest): Promise<void> {
    const { id, type, urn, olds, state } = request;
    if ("unreachable" in this.#reach) {
      if (this.#settings.deleteUnreachable) return;
      throw new Error(`configured Kubernetes cluster is unreachable: ${this.#reach.unreachable}`);
    }
    const { server } = this.#reach;
    const ref = { ...stateRef(state, olds), ...parseObjectId(id) };
    try {
      if (isPatch(type, ref.kind)) return await relinquish(server, ref, fieldManager(urn, olds, state));
      const { uid } = objectAt(await server.get(ref), "metadata");
      await server.delete(ref, annotationOf(olds, annotations.deletionPropagation) ?? "Foreground");
      if (isMarked(olds, annotations.skipAwait) && leavesAtOnce.has(ref.kind)) return;
      await untilGone(server, ref, String(uid), this.#seconds(olds, request));
    } catch (error) {
      if (isPatch(type, ref.kind) || !(hasStatus(error, 404) || isNoMatch(error))) throw error;
    }
  }

  async #connect(): Promise<Reach> {
    const { kubeconfig, context, namespace } = this.#settings;
    if (kubeconfig === undefined) {
      return { unreachable: "the provider has no kubeconfig, and the bench never takes the machine's own" };
    }
    if (kubeconfig === UNKNOWN) return { unreachable: "the kubeconfig is not known yet" };
    try {
      const options = { env: this.#options.env, ...(context === undefined ? {} : { context }) };
      const connection = await kubeconfigConnection(kubeconfigText(kubeconfig), options);
      const server = new ApiServer(connection);
      await server.probe();
      return { server, defaultNamespace: namespace ?? connection.namespace ?? "default" };
    } catch (error) {
      return { unreachable: `unable to load schema information from the API server: ${text(error)}` };
    }
  }

  async #canDryRun(manifest: Properties): Promise<boolean> {
    if (hasUnknown(manifest) || "unreachable" in this.#reach) return false;
    return (await this.#reach.server.isNamespaced(refOf(manifest))) !== undefined;
  }

  #server(): ApiServer {
    if ("server" in this.#reach) return this.#reach.server;
    throw new Error(`configured Kubernetes cluster is unreachable: ${this.#reach.unreachable}`);
  }

  #writeContext(
    { type, inputs, preview }: Pick<CreateRequest, "type" | "inputs" | "preview">,
    manager: string,
  ): WriteContext {
    const patch = isPatch(type, String(inputs["kind"]));
    return { server: this.#server(), manager, patch, preview, force: this.#settings.enablePatchForce };
  }

  /** An object that is there stays in the state, whatever happens while it is waited for. */
  async #untilReady(live: Properties, manifest: Properties, request: CreateRequest | UpdateRequest): Promise<Outcome> {
    const seconds = this.#seconds(manifest, request);
    try {
      return await untilReady(live, manifest, { server: this.#server(), updating: "news" in request, seconds });
    } catch (error) {
      return { live, reasons: [text(error)] };
    }
  }

  #seconds(manifest: Properties, { timeoutSeconds }: { readonly timeoutSeconds?: number }): number {
    return secondsGranted(manifest, this.#options.timeoutSeconds, timeoutSeconds);
  }

  #outputs(live: Properties, manifest: Properties, manager: string, state: Properties = {}): Properties {
    const initialApiVersion = state[initialApiVersionKey] ?? manifest["apiVersion"] ?? live["apiVersion"] ?? null;
    return { ...live, [initialApiVersionKey]: initialApiVersion, [fieldManagerKey]: manager };
  }

  #settled({ live, reasons }: Outcome, manifest: Properties, manager: string, state: Properties): Properties {
    const outputs = this.#outputs(live, manifest, manager, state);
    if (reasons.length > 0) throw new InitializationError(objectId(live), outputs, reasons);
    return outputs;
  }
}

/** Kinds whose deletion is not waited for either where the program skips waiting. */
const leavesAtOnce = new Set([
  ...["DaemonSet", "Deployment", "Job", "Namespace", "Pod", "ReplicationController", "StatefulSet"],
]);

/** What a program that only reads an object sees as its inputs. */
function objectFields(live: Properties): Properties {
  const { status: _status, ...fields } = live;
  const {
    creationTimestamp: _created,
    generation: _generation,
    managedFields: _managed,
    resourceVersion: _version,
    uid: _uid,
    ...metadata
  } = objectAt(live, "metadata");
  return { ...fields, metadata };
}

function creationFailure(urn: string, error: unknown): string {
  return isNoMatch(error)
    ? `creation of resource "${urn}" failed because the Kubernetes API server reported that the apiVersion for this ` +
        `resource does not exist. Verify that any required CRDs have been created: ${text(error)}`
    : `resource "${urn}" was not successfully created by the Kubernetes API server: ${text(error)}`;
}

function updateFailure(error: unknown, { manager }: WriteContext): string {
  return hasStatus(error, 409)
    ? `server-side apply field conflict detected: the resource managed by field manager "${manager}" had an apply ` +
        `conflict: ${text(error)}`
    : text(error);
}

function text(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
