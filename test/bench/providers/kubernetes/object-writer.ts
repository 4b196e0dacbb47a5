import { setTimeout as delay } from "node:timers/promises";
import type { Properties } from "../test-provider.js";
import { annotations } from "./annotations.js";
import { hasStatus, isNoMatch, refOf, type ApiServer, type ObjectRef, type WriteOptions } from "./api-server.js";
import { adoptionPatch, awaitsAdoption, createManager } from "./field-managers.js";
import { withIgnoredFields } from "./ignored-fields.js";
import { isMarked, listAt, nameOf, namespaceOf, objectAt, withMetadata } from "./manifest.js";

export interface WriteContext {
  readonly server: ApiServer;
  /** Name under which the resource applies its fields. */
  readonly manager: string;
  /** The resource owns single fields of an object. */
  readonly patch: boolean;
  readonly preview: boolean;
  /** Takes fields from other managers, whatever the manifest says. */
  readonly force: boolean;
}

const adoptAttempts = 5;
const createAttempts = 8;
const firstRetryMs = 50;

/**
 * Makes an object that is not there yet; a patch, or where the provider is told to, takes what it names of one that is.
 * A missing namespace or kind may be on its way, so that it tries again for a moment.
 */
export async function createObject(
  manifest: Properties,
  { server, manager, patch, preview, force, upsert }: WriteContext & { readonly upsert: boolean },
): Promise<Properties> {
  const attempt = async (): Promise<Properties> =>
    patch || upsert
      ? await server.apply(manifest, applyOptions(manifest, { manager, preview, force: force || preview }))
      : await server.create(manifest, { fieldManager: createManager, dryRun: preview });
  for (let tried = 1; ; tried++) {
    try {
      return await attempt();
    } catch (error) {
      const mayCome = hasStatus(error, 404) || isNoMatch(error);
      if (!mayCome || preview || tried === createAttempts) throw error;
      await delay(firstRetryMs * 2 ** (tried - 1));
    }
  }
}

/** Brings an object to its manifest by server-side apply: fields that the manifest no longer has go. */
export async function updateObject(
  manifest: Properties,
  { ignored, ...context }: WriteContext & { readonly ignored: readonly string[] },
): Promise<Properties> {
  const { server, manager, patch, preview, force } = context;
  const found = await server.get(refOf(manifest));
  if (String(manifest["kind"]) === "CustomResourceDefinition") {
    const { resourceVersion } = objectAt(found, "metadata");
    const replacement = withMetadata(manifest, { resourceVersion: resourceVersion ?? null });
    return await server.replace(replacement, { fieldManager: manager, dryRun: preview });
  }
  const live = patch || preview ? found : await adopt(found, server, manager);
  const applied = withIgnoredFields(manifest, { live, paths: ignored, manager });
  const unowned = listAt(live, "metadata", "managedFields").length === 0;
  const forced = force || unowned || (preview && awaitsAdoption(live));
  return await server.apply(applied, applyOptions(manifest, { manager, preview, force: forced }));
}

/** Others write while it reads and writes: it looks again then. */
async function adopt(found: Properties, server: ApiServer, manager: string): Promise<Properties> {
  for (let live = found, tried = 1; ; tried++) {
    const operations = adoptionPatch(live, manager);
    if (operations.length === 0) return live;
    try {
      return await server.jsonPatch(refOf(live), operations);
    } catch (error) {
      if (!hasStatus(error, 409) || tried === adoptAttempts) throw error;
    }
    live = await server.get(refOf(live));
  }
}

/** Gives back the fields that a manager applied: those that nobody else holds go. */
export async function relinquish(server: ApiServer, ref: ObjectRef, manager: string): Promise<void> {
  const { apiVersion, kind, name = "", namespace } = ref;
  const metadata = { name, ...(namespace === undefined ? {} : { namespace }) };
  await server.apply({ apiVersion, kind, metadata }, { fieldManager: manager });
}

function applyOptions(
  manifest: Properties,
  { manager, preview, force }: Pick<WriteContext, "manager" | "preview" | "force">,
): WriteOptions {
  return { fieldManager: manager, dryRun: preview, force: force || isMarked(manifest, annotations.patchForce) };
}

/** Where the live object of a resource is, as its state says. */
export function stateRef(state: Properties, manifest: Properties): ObjectRef {
  const namespace = namespaceOf(state) ?? namespaceOf(manifest);
  return {
    apiVersion: String(state["apiVersion"] ?? manifest["apiVersion"]),
    kind: String(state["kind"] ?? manifest["kind"]),
    name: nameOf(state) ?? nameOf(manifest) ?? "",
    ...(namespace === undefined ? {} : { namespace }),
  };
}
