import type { GraphResource } from "@roadstead/core";
import type { CostOwnership } from "../cost-line.js";
import type { ClusterSummaries } from "./cluster-summaries.js";
import { clusterComponent } from "./cluster-summaries.js";
import type { GraphIndex } from "./graph-index.js";
import type { Step } from "./read-property.js";
import { known, readMap, textOf } from "./read-property.js";

/** Where providers and Kubernetes keep tags and labels. */
const tagPlaces: readonly (readonly Step[])[] = [
  ["tags"],
  ["tagsAll"],
  ["labels"],
  ["resourceLabels"],
  ["effectiveLabels"],
  ["nodeConfig", "resourceLabels"],
  ["settings", "userLabels"],
  ["metadata", "labels"],
  ["defaultTags", "tags"],
  ["defaultLabels"],
];

const spellings = {
  owner: ["owner", "team"],
  environment: ["environment", "env"],
} as const;

/** Clusters of any program, in which node groups and the like are. */
export const clusterTypes = ["aws:eks/cluster:Cluster", "gcp:container/cluster:Cluster"] as const;

function tagOf(resource: GraphResource, names: readonly string[]): string | undefined {
  for (const place of tagPlaces) {
    const tags = known(readMap(resource, ...place));
    if (tags === undefined) continue;
    for (const [key, value] of Object.entries(tags)) {
      if (names.includes(key.toLowerCase())) return textOf(value);
    }
  }
  return undefined;
}

/** Cluster, component, owner and environment of a resource; what only its pricer knows wins. */
export function ownershipOf(
  graph: GraphIndex,
  summaries: ClusterSummaries,
  resource: GraphResource,
  own: CostOwnership,
): CostOwnership {
  const ancestors = graph.ancestors(resource);
  const aiCluster = [resource, ...ancestors].find(({ type }) => type === clusterComponent);
  const summary = aiCluster && summaries.ofCluster(aiCluster.urn);
  const component = ancestors.at(-1) ?? (resource.kind === "component" ? resource : undefined);
  const provider = graph.provider(resource);
  const tag = (names: readonly string[]): string | undefined =>
    tagOf(resource, names) ?? (provider === undefined ? undefined : tagOf(provider, names));
  const cluster = aiCluster?.name ?? own.cluster ?? clusterOfInput(graph, resource);
  return withoutUndefined({
    cluster,
    pool: own.pool,
    component: component?.name,
    owner: tag(spellings.owner) ?? summary?.owner,
    environment: tag(spellings.environment) ?? summary?.environment,
  });
}

/** The EKS or GKE cluster that an input names, or that its Kubernetes provider was made from. */
function clusterOfInput(graph: GraphIndex, resource: GraphResource): string | undefined {
  if ((clusterTypes as readonly string[]).includes(resource.type)) return resource.name;
  for (const input of ["clusterName", "cluster"]) {
    const value = known(readMapText(resource, input));
    const found = graph.referred(resource, input, clusterTypes, value);
    if (found !== undefined) return found.name;
  }
  return clusterOfProvider(graph, resource)?.name;
}

const readMapText = (resource: GraphResource, input: string) => {
  const value = resource.inputs[input];
  const text = value === undefined ? undefined : textOf(value);
  return text === undefined
    ? ({ state: "absent", path: input } as const)
    : ({ state: "known", value: text, path: input } as const);
};

/** The cluster of a Kubernetes object: what its provider depends on, a few steps away. */
export function clusterOfProvider(graph: GraphIndex, resource: GraphResource): GraphResource | undefined {
  if (!resource.type.startsWith("kubernetes:")) return undefined;
  const provider = graph.provider(resource);
  let frontier = provider === undefined ? [] : [provider];
  const seen = new Set(frontier.map(({ urn }) => urn));
  for (let depth = 0; depth < 4 && frontier.length > 0; depth++) {
    const found = frontier.find(({ type }) => (clusterTypes as readonly string[]).includes(type));
    if (found !== undefined) return found;
    frontier = frontier
      .flatMap(({ dependencies }) => dependencies)
      .flatMap((urn) => {
        const next = graph.get(urn);
        if (next === undefined || seen.has(urn)) return [];
        seen.add(urn);
        return [next];
      });
  }
  return undefined;
}

const withoutUndefined = (values: { [K in keyof CostOwnership]?: CostOwnership[K] | undefined }): CostOwnership =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
