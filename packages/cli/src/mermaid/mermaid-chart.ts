import type { GraphResource, ResourceGraph } from "@roadstead/core";
import { declaredResources } from "@roadstead/core";
import type { Detail, ViewNode } from "./graph-view.js";
import { graphView } from "./graph-view.js";
import { mermaidText } from "./mermaid-text.js";
import { viewEdges } from "./view-edges.js";

// Mermaid refuses more than 50,000 characters and 500 edges; far fewer boxes are past reading.
const mostBoxes = 120;
const mostEdges = 300;
const mostCharacters = 45_000;

const details: readonly Detail[] = [
  { depth: Infinity, perKind: 4, kind: "type" },
  { depth: Infinity, perKind: 1, kind: "type" },
  { depth: 1, perKind: 1, kind: "type" },
  { depth: 1, perKind: 1, kind: "package" },
  { depth: 0, perKind: 1, kind: "package" },
];

/**
 * The graph as a Mermaid flowchart: components are frames, an arrow leads from a resource to what needs it. The more
 * resources there are, the more of a kind are drawn as one box, so that every viewer can show it.
 */
export function mermaidChart(graph: Pick<ResourceGraph, "resources" | "project" | "stack">): string {
  const resources = declaredResources(graph);
  let chart: string | undefined;
  for (const detail of details) {
    chart = drawn(resources, detail);
    if (chart !== undefined) break;
  }
  const head = `%% ${mermaidText(graph.project)}, stack ${mermaidText(graph.stack)}: an arrow leads to what needs it`;
  return `flowchart LR\n  ${head}\n${chart ?? "  n1[too many packages to draw]\n"}`;
}

/** Undefined when it is too large for Mermaid or for a reader. */
function drawn(resources: readonly GraphResource[], detail: Detail): string | undefined {
  const view = graphView(resources, detail);
  if (boxes(view.roots) > mostBoxes) return undefined;
  const edges = viewEdges(resources, view);
  if (edges.length > mostEdges) return undefined;
  const lines = [
    ...view.roots.flatMap((node) => nodeLines(node, "  ")),
    ...edges.map(([from, to]) => `  ${from} --> ${to}`),
  ];
  const text = lines.map((line) => `${line}\n`).join("");
  return text.length > mostCharacters ? undefined : text;
}

const boxes = (nodes: readonly ViewNode[]): number => nodes.reduce((sum, node) => sum + 1 + boxes(node.children), 0);

function nodeLines({ id, label, type, children }: ViewNode, indent: string): string[] {
  const [name, kind] = [mermaidText(label), mermaidText(type)];
  if (children.length === 0) return [`${indent}${id}["${name}<br/>${kind}"]`];
  return [
    `${indent}subgraph ${id}["${name} (${kind})"]`,
    ...children.flatMap((child) => nodeLines(child, `${indent}  `)),
    `${indent}end`,
  ];
}
