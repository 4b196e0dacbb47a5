import type { GraphResource, ResourceGraph } from "@roadstead/core";
import { isStack } from "@roadstead/core";
import { known, readText } from "./read-property.js";

/** Look-ups that pricing needs again and again; each is made once. */
export interface GraphIndex {
  readonly resources: readonly GraphResource[];
  readonly get: (urn: string | undefined) => GraphResource | undefined;
  /** From the parent to the outermost, the stack left out. */
  readonly ancestors: (resource: GraphResource) => readonly GraphResource[];
  /** Resources of a type, in the order of their URNs. */
  readonly ofType: (type: string) => readonly GraphResource[];
  readonly provider: (resource: GraphResource) => GraphResource | undefined;
  /** Resources that depend on one, by what they are made from or because the program says so. */
  readonly dependents: (resource: GraphResource) => readonly GraphResource[];
  /**
   * The resource of one of `types` that an input refers to: by the engine's record of what the input was made from,
   * else by an id, name or self link that is equal to `value`.
   */
  readonly referred: (
    resource: GraphResource,
    input: string,
    types: readonly string[],
    value?: string,
  ) => GraphResource | undefined;
}

const byUrn = (a: GraphResource, b: GraphResource): number => (a.urn < b.urn ? -1 : a.urn > b.urn ? 1 : 0);

export function graphIndex(graph: Pick<ResourceGraph, "resources">): GraphIndex {
  const resources = [...graph.resources].sort(byUrn);
  const urns = new Map(resources.map((resource) => [resource.urn, resource]));
  const types = new Map<string, GraphResource[]>();
  for (const resource of resources) {
    const same = types.get(resource.type);
    if (same === undefined) types.set(resource.type, [resource]);
    else same.push(resource);
  }
  const get = (urn: string | undefined): GraphResource | undefined => (urn === undefined ? undefined : urns.get(urn));
  const ofType = (type: string): readonly GraphResource[] => types.get(type) ?? [];
  let dependents: ReadonlyMap<string, readonly GraphResource[]> | undefined;
  const tables = new Map<string, ReadonlyMap<string, GraphResource>>();
  const namesOf = (type: string): ReadonlyMap<string, GraphResource> => {
    const table = tables.get(type) ?? nameTable(ofType(type));
    tables.set(type, table);
    return table;
  };
  return {
    resources,
    get,
    ofType,
    ancestors: (resource) => {
      const found: GraphResource[] = [];
      const seen = new Set([resource.urn]);
      for (let at = get(resource.parent); at !== undefined && !seen.has(at.urn); at = get(at.parent)) {
        seen.add(at.urn);
        if (!isStack(at)) found.push(at);
      }
      return found;
    },
    provider: (resource) => get(providerUrn(resource.provider)),
    dependents: ({ urn }) => (dependents ??= dependentsByUrn(resources)).get(urn) ?? [],
    referred: (resource, input, wanted, value) => {
      const candidates = (resource.propertyDependencies[input] ?? []).flatMap((urn) => {
        const found = get(urn);
        return found !== undefined && wanted.includes(found.type) ? [found] : [];
      });
      const [only, ...others] = candidates;
      if (only !== undefined && others.length === 0) return only;
      const named = value === undefined ? undefined : wanted.map((type) => namesOf(type).get(value)).find(Boolean);
      // Which of several is meant, only a name tells.
      return named;
    },
  };
}

function dependentsByUrn(resources: readonly GraphResource[]): ReadonlyMap<string, readonly GraphResource[]> {
  const table = new Map<string, GraphResource[]>();
  for (const resource of resources) {
    for (const urn of resource.dependencies) {
      const same = table.get(urn);
      if (same === undefined) table.set(urn, [resource]);
      else same.push(resource);
    }
  }
  return table;
}

/** A state has `<urn>::<id>` where a plan has the URN. */
const providerUrn = (reference: string | undefined): string | undefined => {
  if (reference === undefined) return undefined;
  const parts = reference.split("::");
  return parts.length > 4 ? parts.slice(0, 4).join("::") : reference;
};

/** Resources of one type by all that others may call them. */
function nameTable(resources: readonly GraphResource[]): ReadonlyMap<string, GraphResource> {
  const table = new Map<string, GraphResource>();
  for (const resource of resources) {
    const names = ["id", "name", "arn", "selfLink", "selfLinkUnique"].map((key) => known(readText(resource, key)));
    for (const name of [resource.id, ...names]) if (name !== undefined && !table.has(name)) table.set(name, resource);
  }
  return table;
}
