import type { GraphResource, ResourceGraph } from "@roadstead/core";
import { isStack } from "@roadstead/core";
import { known, type Reading } from "./reading.js";
import type { Phase, ResourceView } from "./resource-view.js";
import { resourceView } from "./resource-view.js";

/** What another resource is, as far as it can be told from an input that refers to it. */
export type Referred =
  | { readonly state: "found"; readonly view: ResourceView }
  /** The input names nothing. */
  | { readonly state: "absent" }
  /** It names something that is not in the graph, or nothing that can be told apart. */
  | { readonly state: "elsewhere"; readonly path: string };

/** A whole graph as rules see it, in the order of URNs, so that what they say does not depend on who was first. */
export interface StackView {
  readonly project: string;
  readonly stack: string;
  readonly phase: Phase;
  /** False where resources may be missing: a broken plan, or an engine that shows one resource at a time. */
  readonly complete: boolean;
  readonly resources: readonly ResourceView[];
  get(urn: string): ResourceView | undefined;
  ofType(...types: readonly string[]): readonly ResourceView[];
  provider(view: ResourceView): ResourceView | undefined;
  /** What an input refers to: by the engine's own record, else by id, name, ARN or self link. */
  referred(view: ResourceView, input: string, types: readonly string[], value?: Reading<string>): Referred;
}

export interface StackViewOptions {
  readonly phase: Phase;
  /** Default: what the graph says of itself. */
  readonly complete?: boolean;
}

export function stackView(
  graph: Pick<ResourceGraph, "project" | "stack" | "resources" | "complete">,
  { phase, complete = graph.complete }: StackViewOptions,
): StackView {
  const resources = graph.resources
    .filter((resource) => !isStack(resource))
    .sort((a, b) => (a.urn < b.urn ? -1 : a.urn > b.urn ? 1 : 0))
    .map((resource) => resourceView(resource, phase));
  const urns = new Map(resources.map((view) => [view.urn, view]));
  const types = groupByType(resources);
  const names = new Map<string, ReadonlyMap<string, ResourceView>>();
  const ofType = (type: string): readonly ResourceView[] => types.get(type) ?? [];
  const namesOf = (type: string): ReadonlyMap<string, ResourceView> => {
    const table = names.get(type) ?? nameTable(ofType(type));
    names.set(type, table);
    return table;
  };
  return {
    project: graph.project,
    stack: graph.stack,
    phase,
    complete,
    resources,
    get: (urn) => urns.get(urn),
    ofType: (...wanted) => (wanted.length === 1 ? ofType(wanted[0] ?? "") : wanted.flatMap(ofType)),
    provider: (view) => urns.get(providerUrn(view.resource.provider)),
    referred: (view, input, wanted, value) => {
      const candidates = (view.resource.propertyDependencies[input] ?? [])
        .flatMap((urn) => urns.get(urn) ?? [])
        .filter(({ type }) => wanted.includes(type));
      const [only, ...others] = candidates;
      const name = value === undefined ? undefined : known(value);
      const named = name === undefined ? undefined : wanted.map((type) => namesOf(type).get(name)).find(Boolean);
      const found = named ?? (others.length === 0 ? only : undefined);
      if (found !== undefined) return { state: "found", view: found };
      if (view.read(input).state === "absent") return { state: "absent" };
      return { state: "elsewhere", path: value?.path ?? input };
    },
  };
}

function groupByType(resources: readonly ResourceView[]): ReadonlyMap<string, readonly ResourceView[]> {
  const types = new Map<string, ResourceView[]>();
  for (const view of resources) {
    const same = types.get(view.type);
    if (same === undefined) types.set(view.type, [view]);
    else same.push(view);
  }
  return types;
}

/** A state has `<urn>::<id>` where a plan has the URN. */
function providerUrn(reference = ""): string {
  const parts = reference.split("::");
  return parts.length > 4 ? parts.slice(0, 4).join("::") : reference;
}

/** Resources of one type by all that others may call them; a name that two have tells nothing, and is left out. */
function nameTable(resources: readonly ResourceView[]): ReadonlyMap<string, ResourceView> {
  const table = new Map<string, ResourceView>();
  const doubtful = new Set<string>();
  for (const view of resources) {
    for (const name of new Set(namesOf(view.resource, view))) {
      if (table.has(name)) doubtful.add(name);
      else table.set(name, view);
    }
  }
  for (const name of doubtful) table.delete(name);
  return table;
}

function namesOf({ id }: GraphResource, view: ResourceView): string[] {
  const names = ["id", "name", "arn", "selfLink", "selfLinkUnique"].map((key) => known(view.settled.text(key)));
  return [id, ...names].filter((name) => name !== undefined && name !== "") as string[];
}
