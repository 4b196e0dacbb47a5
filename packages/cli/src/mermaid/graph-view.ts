import type { GraphResource, ResourceTree } from "@roadstead/core";
import { resourceTree } from "@roadstead/core";
import { typeLabel, typeParts } from "../report/type-label.js";

/** A box of the drawing: a resource, several of a kind, or a component with what is in it. */
export interface ViewNode {
  readonly id: string;
  readonly label: string;
  readonly type: string;
  readonly children: readonly ViewNode[];
}

/** A drawing of a graph at one level of detail. */
export interface GraphView {
  readonly roots: readonly ViewNode[];
  /** Box that stands for each resource. */
  readonly nodeOf: ReadonlyMap<string, ViewNode>;
}

/** How much is drawn. */
export interface Detail {
  /** Levels of components that are drawn open; deeper ones are one box. */
  readonly depth: number;
  /** Boxes of one kind beside each other; more become one box with their number. */
  readonly perKind: number;
  /** What counts as one kind. */
  readonly kind: "type" | "package";
}

export function graphView(resources: readonly GraphResource[], detail: Detail): GraphView {
  const nodeOf = new Map<string, ViewNode>();
  let count = 0;
  const box = (trees: readonly ResourceTree[], node: Omit<ViewNode, "id">): ViewNode => {
    const made = { id: `n${++count}`, ...node };
    for (const urn of trees.flatMap(urnsOf)) if (!nodeOf.has(urn)) nodeOf.set(urn, made);
    return made;
  };
  const siblings = (trees: readonly ResourceTree[], depth: number): ViewNode[] => {
    const isOpen = (tree: ResourceTree): boolean => tree.children.length > 0 && depth < detail.depth;
    const open = trees.filter(isOpen).map((tree) => {
      const children = siblings(tree.children, depth + 1);
      const { name, type } = tree.resource;
      return box([tree], { label: name, type: typeLabel(type), children });
    });
    const closed = groups(
      trees.filter((tree) => !isOpen(tree)),
      detail.kind,
    ).flatMap(([kind, members]) =>
      members.length > detail.perKind
        ? [box(members, { label: `${members.length} x`, type: kind, children: [] })]
        : members.map((tree) => box([tree], boxText(tree))),
    );
    return [...open, ...closed];
  };
  return { roots: siblings(resourceTree(resources), 0), nodeOf };
}

function boxText(tree: ResourceTree): Omit<ViewNode, "id"> {
  const { name, type } = tree.resource;
  const within = urnsOf(tree).length - 1;
  return {
    label: name,
    type: within > 0 ? `${typeLabel(type)} with ${within} more` : typeLabel(type),
    children: [],
  };
}

const urnsOf = (tree: ResourceTree): string[] => [tree.resource.urn, ...tree.children.flatMap(urnsOf)];

function groups(trees: readonly ResourceTree[], kind: Detail["kind"]): [string, ResourceTree[]][] {
  const found = new Map<string, ResourceTree[]>();
  for (const tree of trees) {
    const { type } = tree.resource;
    const key = kind === "type" ? typeLabel(type) : `${typeParts(type).package} resources`;
    found.set(key, [...(found.get(key) ?? []), tree]);
  }
  return [...found];
}
