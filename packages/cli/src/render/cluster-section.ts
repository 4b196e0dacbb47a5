import type { ClusterSummary, GraphResource } from "@roadstead/core";
import type { PageOptions } from "../text/page.js";
import { bullet, paragraph } from "../text/page.js";
import { gpuLayerTable } from "./gpu-layer-table.js";
import { machineTable } from "./machine-table.js";
import { groupTable, mostNodes, poolTable, taintTable } from "./pool-tables.js";
import { resourceKinds } from "./resource-kinds.js";
import { chapter, section } from "./section.js";

/** All that is said of one cluster. `resources` are those beneath its component. */
export function clusterSection(
  summary: ClusterSummary,
  resources: readonly GraphResource[],
  page: PageOptions,
): string[] {
  return chapter(
    `Cluster ${summary.name}`,
    [
      ...clusterHead(summary, page),
      ...section("Pools (GPU counts are of nvidia.com/gpu, as pods ask for it)", poolTable(summary, page), page),
      ...section("Machines (CPU and memory: what pods can use of all)", machineTable(summary, page), page),
      ...section("Node groups", groupTable(summary, page), page),
      ...section("Taints", taintTable(summary, page), page),
      ...section("Owner of each GPU layer", gpuLayerTable(summary, page), page),
      ...section(`Resources: ${resources.length}`, resourceKinds(resources, page), page),
      ...section(
        "Notes",
        summary.notes.flatMap((note) => bullet(`${note.path}: ${note.message}`, page, { indent: 2 })),
        page,
      ),
    ],
    page,
  );
}

function clusterHead(summary: ClusterSummary, page: PageOptions): string[] {
  const version =
    summary.kubernetesVersion === undefined ? "Kubernetes as installed" : `Kubernetes ${summary.kubernetesVersion}`;
  const protection = summary.deletionProtection ? "protected from deletion" : "not protected from deletion";
  const { owner, costCenter, environment } = summary.tags;
  return [
    ...paragraph(`${summary.target} in ${summary.location}, ${version}, ${protection}`, page, { indent: 2 }),
    ...paragraph(`owner ${owner}, cost centre ${costCenter}, environment ${environment}`, page, {
      indent: 2,
    }),
    ...paragraph(gpuTotals(summary), page, { indent: 2 }),
  ];
}

/** Whole GPUs at the pools' largest sizes, by model. */
function gpuTotals(summary: ClusterSummary): string {
  const totals = new Map<string, number>();
  for (const pool of summary.pools) {
    if (pool.accelerator === undefined) continue;
    const { model, gpusPerNode } = pool.accelerator;
    totals.set(model, (totals.get(model) ?? 0) + gpusPerNode * mostNodes(pool));
  }
  if (totals.size === 0) return "no GPUs";
  return `GPUs at most: ${[...totals].map(([model, count]) => `${count} x ${model}`).join(", ")}`;
}
