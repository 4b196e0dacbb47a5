import type { GraphResource, JsonValue, PropertyMap, PropertyValue, ResourceGraph } from "@roadstead/core";
import { isPropertyMap } from "@roadstead/core";
import { manifestValue } from "./manifest-value.js";
import { objectNamer } from "./object-name.js";
import { secretStringData } from "./secret-data.js";

/** An object of the Kubernetes API as a manifest has it. */
export interface KubernetesObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string } & {
    readonly [name: string]: JsonValue;
  };
  readonly [field: string]: JsonValue;
}

/** An object and the resource that declares it. */
export interface PlannedObject {
  readonly resource: GraphResource;
  /** A patch of an object that exists: to be applied on the server's side, never created. */
  readonly patch: boolean;
  readonly object: KubernetesObject;
}

/** The objects that the program declares on clusters, items of lists one by one, sorted by URN. */
export function plannedObjects(graph: Pick<ResourceGraph, "resources">): PlannedObject[] {
  const nameOf = objectNamer(graph);
  const declared = [...graph.resources]
    .filter((resource) => resource.kind === "custom" && resource.type.startsWith("kubernetes:"))
    .sort((a, b) => (a.urn < b.urn ? -1 : 1));
  return declared.flatMap((resource) =>
    objectsOf(resource.inputs).map((fields) => ({
      resource,
      patch: resource.type.endsWith("Patch") && fields["kind"] !== typeName(resource),
      object: kubernetesObject(fields, nameOf(resource, fields)),
    })),
  );
}

/** Kubernetes resources that hold no object of their own: Helm releases, and components of another process. */
export const unwritableResources = (graph: Pick<ResourceGraph, "resources">): GraphResource[] =>
  graph.resources.filter(
    ({ kind, type, inputs }) =>
      type.startsWith("kubernetes:") && (kind === "remote" || (kind === "custom" && objectsOf(inputs).length === 0)),
  );

/** Inputs with `apiVersion` and `kind`; the items of a list, each with both. */
function objectsOf(inputs: PropertyMap): PropertyMap[] {
  const { apiVersion, kind, items } = inputs;
  if (typeof apiVersion !== "string" || typeof kind !== "string") return [];
  if (!kind.endsWith("List") || items === undefined) return [inputs];
  const list = Array.isArray(items) ? (items as readonly PropertyValue[]) : [];
  return list.filter(isPropertyMap).map((item) => ({ apiVersion, kind: kind.slice(0, -"List".length), ...item }));
}

// Fields in the order in which people write them; the rest as the program gave them.
function kubernetesObject(
  inputs: PropertyMap,
  { name, namespace }: { readonly name: string; readonly namespace?: string },
): KubernetesObject {
  const { apiVersion, kind, metadata, ...rest } = inputs;
  const {
    name: _name,
    namespace: _namespace,
    generateName: _generateName,
    ...more
  } = isPropertyMap(metadata) ? metadata : ({} as PropertyMap);
  const { __defaults: _defaults, __internal: _internal, status: _status, ...body } = rest;
  const fields = isCoreSecret(inputs) ? secretStringData(body) : body;
  return {
    apiVersion: String(apiVersion),
    kind: String(kind),
    metadata: {
      name,
      ...(namespace === undefined ? {} : { namespace }),
      ...(manifestValue(withoutPulumiAnnotations(more), "metadata") as Record<string, JsonValue>),
    },
    ...(manifestValue(fields, "") as Record<string, JsonValue>),
  };
}

const isCoreSecret = ({ apiVersion, kind }: PropertyMap): boolean => apiVersion === "v1" && kind === "Secret";

/** Instructions to Pulumi's own provider (`pulumi.com/skipAwait`) mean nothing to a server. */
function withoutPulumiAnnotations(metadata: PropertyMap): PropertyMap {
  const { annotations, ...rest } = metadata;
  if (!isPropertyMap(annotations)) return metadata;
  const kept = Object.entries(annotations).filter(([name]) => !name.startsWith("pulumi.com/"));
  return kept.length === 0 ? rest : { ...rest, annotations: Object.fromEntries(kept) };
}

/** `NodePatch` of `kubernetes:core/v1:NodePatch`. A kind of its own that ends in "Patch" is no patch. */
const typeName = ({ type }: GraphResource): string => type.slice(type.lastIndexOf(":") + 1);
