import type { GraphResource } from "@roadstead/core";
import type { GraphView, ViewNode } from "./graph-view.js";

/** From a box to one that needs it, by id. */
export type ViewEdge = readonly [from: string, to: string];

/**
 * Dependencies between boxes, without those that follow from others and those between a box and what is in it.
 * Sorted by id.
 */
export function viewEdges(resources: readonly GraphResource[], view: GraphView): ViewEdge[] {
  const within = containment(view.roots);
  const targets = new Map<string, Set<string>>();
  for (const resource of resources) {
    const to = view.nodeOf.get(resource.urn);
    for (const urn of resource.dependencies) {
      const from = view.nodeOf.get(urn);
      if (to === undefined || from === undefined || from === to) continue;
      if (within(from.id, to.id) || within(to.id, from.id)) continue;
      const known = targets.get(from.id) ?? new Set();
      targets.set(from.id, known.add(to.id));
    }
  }
  const edges = [...targets].flatMap(([from, tos]) => [...tos].map((to): ViewEdge => [from, to]));
  return edges.sort(([a, b], [c, d]) => order(a, c) || order(b, d)).filter((edge) => !followsFromOthers(edge, targets));
}

const order = (a: string, b: string): number => Number(a.slice(1)) - Number(b.slice(1));

/** Removes the edge when its end can be reached another way. */
function followsFromOthers([from, to]: ViewEdge, targets: Map<string, Set<string>>): boolean {
  const start = targets.get(from);
  start?.delete(to);
  const seen = new Set<string>();
  const ahead = [from];
  for (let node = ahead.pop(); node !== undefined; node = ahead.pop()) {
    for (const next of targets.get(node) ?? []) {
      if (next === to) return true;
      if (!seen.has(next)) ahead.push(next);
      seen.add(next);
    }
  }
  start?.add(to);
  return false;
}

/** Whether box `inner` is somewhere in box `outer`. */
function containment(roots: readonly ViewNode[]): (inner: string, outer: string) => boolean {
  const outerOf = new Map<string, readonly string[]>();
  const walk = (node: ViewNode, above: readonly string[]): void => {
    outerOf.set(node.id, above);
    for (const child of node.children) walk(child, [...above, node.id]);
  };
  for (const root of roots) walk(root, []);
  return (inner, outer) => outerOf.get(inner)?.includes(outer) ?? false;
}
