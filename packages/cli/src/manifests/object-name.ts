import { createHash } from "node:crypto";
import type { GraphResource, PropertyMap, PropertyValue, ResourceGraph } from "@roadstead/core";
import { isPropertyMap, isSecret, isUnknown, memberPath } from "@roadstead/core";
import { secretText } from "./manifest-value.js";

export interface ObjectName {
  readonly name: string;
  readonly namespace?: string;
}

/**
 * Names an object: as the program does; where it leaves that to Pulumi or to the server, by the resource's logical
 * name. A namespace that is known only after deployment is the one Namespace that the resource depends on.
 */
export function objectNamer(
  graph: Pick<ResourceGraph, "resources">,
): (resource: GraphResource, fields: PropertyMap) => ObjectName {
  const byUrn = new Map(graph.resources.map((resource) => [resource.urn, resource]));
  return (resource, fields) => {
    const metadata = metadataOf(fields);
    const name = givenName(metadata) ?? derivedName(resource, metadata);
    const namespace = namespaceOf(resource, metadata, byUrn);
    return namespace === undefined ? { name } : { name, namespace };
  };
}

// A secret name is not looked at: a derived one stands for it.
function metadataOf({ metadata }: PropertyMap): PropertyMap {
  return isPropertyMap(metadata) ? metadata : {};
}

const text = (value: PropertyValue | undefined): string | undefined =>
  typeof value === "string" && value !== "" ? value : undefined;

const givenName = (metadata: PropertyMap): string | undefined => text(metadata["name"]);

/** A valid name made of the logical one; of `generateName` with a hash of the URN, as a server would add one. */
function derivedName(resource: GraphResource, metadata: PropertyMap): string {
  const prefix = text(metadata["generateName"]);
  if (prefix !== undefined) return `${prefix}${urnHash(resource)}`;
  const name = resource.name
    .toLowerCase()
    .replace(/[^a-z0-9.-]+/g, "-")
    .slice(0, 63)
    .replace(/^[-.]+|[-.]+$/g, "");
  return name === "" ? `unnamed-${urnHash(resource)}` : name;
}

export const urnHash = (resource: GraphResource): string =>
  createHash("sha256").update(resource.urn).digest("hex").slice(0, 5);

function namespaceOf(
  resource: GraphResource,
  metadata: PropertyMap,
  byUrn: ReadonlyMap<string, GraphResource>,
): string | undefined {
  const given = metadata["namespace"];
  if (isSecret(given)) return secretText;
  if (!isUnknown(given)) return text(given);
  const namespaces = (resource.propertyDependencies["metadata"] ?? []).flatMap((urn) => {
    const dependency = byUrn.get(urn);
    return dependency?.type === "kubernetes:core/v1:Namespace" ? [dependency] : [];
  });
  const only = namespaces.length === 1 ? namespaces[0] : undefined;
  if (only === undefined) return `<unknown:${memberPath("metadata", "namespace")}>`;
  return givenName(metadataOf(only.inputs)) ?? derivedName(only, metadataOf(only.inputs));
}
