import { UNKNOWN, type CheckFailure, type CheckRequest, type CheckResult, type Properties } from "../test-provider.js";
import type { ApiServer } from "./api-server.js";
import { withName } from "./autoname.js";
import { namespaceOf, nameOf, objectAt, textOf, withMetadata } from "./manifest.js";
import { isPatch, parseTypeToken } from "./type-token.js";

/** The cluster that a check asks. */
export interface CheckContext {
  readonly server: ApiServer;
  readonly defaultNamespace: string;
}

/**
 * The manifest as it will be sent: with kind, name and namespace.
 *
 * @param context undefined where no cluster can be reached
 */
export async function checkManifest(request: CheckRequest, context: CheckContext | undefined): Promise<CheckResult> {
  const manifest = withKind(request.type, request.news);
  const failures = manifestFailures(request.type, manifest);
  if (failures.length > 0) return { inputs: manifest, failures };
  // Nothing can be said of metadata that are not known.
  if (manifest["metadata"] === UNKNOWN) return { inputs: manifest };
  const named = withName(withoutServerFields(manifest), request);
  return { inputs: context === undefined ? named : await withNamespace(named, context) };
}

function withKind(type: string, news: Properties): Properties {
  const { apiVersion, kind } = parseTypeToken(type);
  return { apiVersion, kind, ...news };
}

function manifestFailures(type: string, manifest: Properties): readonly CheckFailure[] {
  const token = parseTypeToken(type);
  const kind = String(manifest["kind"]);
  const metadata = objectAt(manifest, "metadata");
  const failures: CheckFailure[] = [];
  if (manifest["apiVersion"] !== token.apiVersion || (kind !== token.kind && !isPatch(type, kind))) {
    const reason = `${String(manifest["apiVersion"])} ${kind} is no ${type}`;
    failures.push({ property: "kind", reason });
  }
  if (kind.endsWith("List") && "items" in manifest) {
    failures.push({ property: "items", reason: "a list is no object: make its items one by one" });
  }
  if (isPatch(type, kind) && nameOf(manifest) === undefined && manifest["metadata"] !== UNKNOWN) {
    const reason = "patch resources require the `.metadata.name` field to be set";
    failures.push({ property: "metadata.name", reason });
  }
  if (textOf(metadata["generateName"]) !== undefined && nameOf(manifest) === undefined) {
    const reason = "is not supported in Server-Side Apply mode";
    failures.push({ property: "metadata.generateName", reason });
  }
  return failures;
}

function withoutServerFields(manifest: Properties): Properties {
  const {
    creationTimestamp: _created,
    deletionGracePeriodSeconds: _grace,
    deletionTimestamp: _deleted,
    generation: _generation,
    managedFields: _managed,
    resourceVersion: _version,
    uid: _uid,
    ...metadata
  } = objectAt(manifest, "metadata");
  return { ...manifest, metadata };
}

async function withNamespace(manifest: Properties, { server, defaultNamespace }: CheckContext): Promise<Properties> {
  if (namespaceOf(manifest) !== undefined) return manifest;
  const ref = { apiVersion: String(manifest["apiVersion"]), kind: String(manifest["kind"]) };
  // A kind that is not served yet is a custom one, and most of these live in namespaces.
  const namespaced = (await server.isNamespaced(ref)) ?? true;
  return namespaced ? withMetadata(manifest, { namespace: defaultNamespace }) : manifest;
}
