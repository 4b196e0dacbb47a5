import type { Problem } from "../problem.js";
import type { GraphResource } from "./resource.js";
import { isDefaultProvider, isStack } from "./resource.js";
import type { PropertyMap } from "./value.js";

/** A question to a provider (`aws.getRegion()`) and whether it had an answer. */
export interface GraphInvoke {
  readonly token: string;
  readonly args: PropertyMap;
  /** URN of the provider asked, when the program named one. */
  readonly provider?: string;
  /** `builtin`: answered by the planner itself; `answers`: by the user's file; `none`: the program stopped. */
  readonly answeredBy: "builtin" | "answers" | "none";
}

export type DiagnosticSeverity = "error" | "warning" | "info";

/** Something to tell the reader about the program or about the limits of the plan. */
export interface GraphDiagnostic {
  readonly severity: DiagnosticSeverity;
  /** Stable word for machines, such as `config-missing`. */
  readonly code: string;
  readonly message: string;
  readonly urn?: string;
  /** Lines of the user's own code, nearest first, when an error was thrown. */
  readonly stack?: readonly string[];
}

/** All that a program declares (or a preview or state file holds), in order of registration. */
export interface ResourceGraph {
  readonly project: string;
  readonly stack: string;
  /** The stack itself and default providers are among them: see {@link declaredResources}. */
  readonly resources: readonly GraphResource[];
  readonly stackOutputs: PropertyMap;
  readonly invokes: readonly GraphInvoke[];
  readonly diagnostics: readonly GraphDiagnostic[];
  /** What the program's own validation refused. */
  readonly problems: readonly Problem[];
  /** False when resources may be missing: an error, a hang, a remote component, an early exit. */
  readonly complete: boolean;
}

/** The resources without the stack and without default providers: what a program says itself. */
export const declaredResources = (graph: Pick<ResourceGraph, "resources">): GraphResource[] =>
  graph.resources.filter((resource) => !isStack(resource) && !isDefaultProvider(resource));

/** A resource and what is below it. */
export interface ResourceTree {
  readonly resource: GraphResource;
  readonly children: readonly ResourceTree[];
}

/**
 * The forest of resources by parent, each level in order of registration. One whose parent is not in the graph is
 * a root, so nothing is lost from an incomplete graph.
 */
export function resourceTree(resources: readonly GraphResource[]): ResourceTree[] {
  const nodes = new Map(resources.map((resource) => [resource.urn, { resource, children: [] as ResourceTree[] }]));
  const roots: ResourceTree[] = [];
  for (const node of nodes.values()) {
    const parent = node.resource.parent === undefined ? undefined : nodes.get(node.resource.parent);
    (parent === undefined ? roots : parent.children).push(node);
  }
  return roots;
}

/** URNs without repetition, sorted by code unit, so that graphs compare equal whatever the promises' order was. */
export const sortedUrns = (urns: Iterable<string>): string[] => [...new Set(urns)].sort();
