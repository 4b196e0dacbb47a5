import type { GraphResource, PropertyValue } from "@roadstead/core";
import type { GraphIndex } from "./graph-index.js";
import type { Reading } from "./read-property.js";
import { asResource, known, orElse, readAt, readList, readMap, readNumber, readText, textOf } from "./read-property.js";
import { poolsOfSpec } from "./spec-pools.js";

export const clusterComponent = "roadstead:index:AiCluster";

/** What pricing reads of an AiCluster's summary; everything that is not there or not known is left out. */
export interface SummaryPool {
  readonly cluster: string;
  readonly target: string;
  readonly component: GraphResource;
  readonly name: string;
  readonly gpusPerNode: number;
  readonly sharesPerGpu: number;
  readonly groups: readonly SummaryGroup[];
}

export interface SummaryGroup {
  readonly key: string;
  readonly capacity: string;
  readonly min: Reading<number>;
  readonly max: Reading<number>;
  /** Names of the nodes that the user owns. */
  readonly nodes: readonly string[];
}

/** Pools by cluster component, and the pool and group behind a child's name. */
export interface ClusterSummaries {
  readonly pools: readonly SummaryPool[];
  readonly ofCluster: (urn: string) => ReturnType<typeof readSummary> | undefined;
  readonly groupOf: (component: GraphResource, childName: string) => SummaryPlace | undefined;
}

export interface SummaryPlace {
  readonly pool: SummaryPool;
  readonly group: SummaryGroup;
}

export function clusterSummaries(graph: GraphIndex): ClusterSummaries {
  const clusters = new Map(
    graph.ofType(clusterComponent).map((component) => [component.urn, readSummary(component)] as const),
  );
  const places = new Map<string, SummaryPlace>();
  for (const [urn, { pools }] of clusters) {
    for (const pool of pools) {
      for (const group of pool.groups) places.set(`${urn} ${pool.cluster}-${pool.name}-${group.key}`, { pool, group });
    }
  }
  return {
    pools: [...clusters.values()].flatMap(({ pools }) => pools),
    ofCluster: (urn) => clusters.get(urn),
    groupOf: (component, childName) => places.get(`${component.urn} ${childName}`),
  };
}

function readSummary(component: GraphResource) {
  const reading = readAt(component.outputs, ["summary"]);
  const summary = asResource(reading.state === "known" ? reading.value : undefined);
  const spec = known(readAt(component.inputs, ["spec"]));
  const stated = reading.state === "absent" ? poolsOfSpec(spec) : [];
  const cluster = orElse(readText(summary, "name"), component.name);
  const target = orElse(readText(summary, "target"), "");
  return {
    state: reading.state,
    target,
    owner: known(readText(summary, "tags", "owner")) ?? known(readText(asResource(spec), "tags", "owner")),
    environment:
      known(readText(summary, "tags", "environment")) ?? known(readText(asResource(spec), "tags", "environment")),
    pools: [...orElse(readList(summary, "pools"), []).map(readPool), ...stated].map((pool): SummaryPool => ({
      cluster,
      target,
      component,
      ...pool,
    })),
  };
}

function readPool(item: PropertyValue): ReturnType<typeof poolsOfSpec>[number] {
  const pool = asResource(item);
  return {
    name: orElse(readText(pool, "name"), ""),
    gpusPerNode: orElse(readNumber(pool, "accelerator", "gpusPerNode"), 0),
    sharesPerGpu: orElse(readNumber(pool, "accelerator", "sharing", "sharesPerGpu"), 1),
    groups: orElse(readList(pool, "groups"), []).map(readGroup),
  };
}

function readGroup(item: PropertyValue): SummaryGroup {
  const group = asResource(item);
  const size = asResource(known(readMap(group, "size")));
  return {
    key: orElse(readText(group, "key"), ""),
    capacity: orElse(readText(group, "capacity"), ""),
    min: readNumber(size, "min"),
    max: readNumber(size, "max"),
    nodes: orElse(readList(group, "nodes"), []).flatMap((node) => textOf(node) ?? []),
  };
}
