import type { AcceleratorLayout, ClusterSummary, GroupLayout, PoolLayout, PoolSize } from "@roadstead/core";
import type { PageOptions } from "../text/page.js";
import { together } from "../text/together.js";
import { table } from "../text/table.js";

/** What a reader asks first of each pool: GPUs, sharing, nodes, how they are bought, what pods can ask for. */
export function poolTable(summary: ClusterSummary, page: PageOptions): string[] {
  const columns = [
    { head: "POOL" },
    { head: "GPU" },
    { head: "SHARING" },
    { head: "NODES" },
    { head: "CAPACITY" },
    { head: "GPU/NODE", align: "right" },
    { head: "AT MAX", align: "right" },
  ] as const;
  const rows = summary.pools.map((pool) => [
    pool.name,
    pool.accelerator === undefined ? "-" : together(`${pool.accelerator.gpusPerNode} x ${pool.accelerator.model}`),
    pool.accelerator === undefined ? "-" : sharingText(pool.accelerator.sharing),
    sizeText(pool.size),
    capacityText(pool),
    pool.accelerator === undefined ? "-" : String(pool.allocatable.gpu),
    pool.accelerator === undefined ? "-" : String(pool.allocatable.gpu * mostNodes(pool)),
  ]);
  return table(columns, rows, page);
}

/** Groups of nodes as the cloud will name them; for owned nodes, the nodes. */
export function groupTable(summary: ClusterSummary, page: PageOptions): string[] {
  const columns = ["GROUP", "CAPACITY", "NODES", "ZONES", "IMAGE", "REPLACEMENT"].map((head) => ({ head }));
  const rows = summary.pools.flatMap((pool) =>
    pool.groups.map((group) => [
      group.name,
      capacityKind(group),
      group.nodes === undefined
        ? sizeText(group.size)
        : `${sizeText(group.size)}${group.nodes.length > 0 ? `: ${group.nodes.join(", ")}` : ""}`,
      group.zones.join(", ") || "-",
      group.image ?? "-",
      group.replace === "create-first" ? "new first" : "old out first",
    ]),
  );
  return table(columns, rows, page);
}

/** Taints with the pools that have them. */
export function taintTable(summary: ClusterSummary, page: PageOptions): string[] {
  const pools = new Map<string, string[]>();
  for (const pool of summary.pools) {
    for (const { key, value, effect } of pool.taints) {
      const taint = `${key}${value === undefined ? "" : `=${value}`}:${effect}`;
      pools.set(taint, [...(pools.get(taint) ?? []), pool.name]);
    }
  }
  const rows = [...pools].map(([taint, names]) => [taint, names.join(", ")]);
  return table([{ head: "TAINT" }, { head: "POOLS" }], rows, page);
}

/** `0 to 8`, or `2` when it never changes. */
export const sizeText = ({ min, max }: PoolSize): string => (min === max ? String(max) : together(`${min} to ${max}`));

/** Nodes that the pool can grow to; of nodes that you own only those that are named. */
export function mostNodes({ groups, size }: PoolLayout): number {
  const named = groups.flatMap(({ nodes = [] }) => nodes).length;
  return named === 0 ? size.max : Math.min(size.max, named);
}

/** Order of preference in words. */
export function capacityText(pool: PoolLayout): string {
  if (pool.groups.length < 2) return pool.groups.map(capacityKind).join("");
  const kinds = pool.groups.map((group) => together(`${capacityKind(group)} ≤${group.size.max}`));
  return pool.capacityOrder === undefined
    ? `${kinds.join(" and ")}, any order`
    : `${kinds.join(", then ")} (${pool.capacityOrder})`;
}

const capacityKind = (group: GroupLayout): string => (group.capacity === "owned" ? "owned nodes" : group.capacity);

function sharingText({ mode, replicas, profile }: AcceleratorLayout["sharing"]): string {
  if (mode === "mig") return together(`MIG ${profile ?? ""}`.trimEnd());
  const name = mode === "mps" ? "MPS" : mode;
  return replicas === undefined ? name : `${name}, ${replicas} per GPU`;
}
