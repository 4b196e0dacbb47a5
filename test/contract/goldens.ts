import type { GraphResource } from "@roadstead/core";
import { stringify } from "yaml";
import { manifestFiles } from "../../packages/cli/src/manifests/manifest-files.js";
import { type ClusterPlan, labelOf } from "./cluster-plan.js";

/** URNs without what all have in common: what a release must not change without an alias. */
export function urnsText({ urns }: ClusterPlan): string {
  return lines(urns.map((urn) => urn.replace(/^urn:pulumi:dev::project::/, "")));
}

export function summaryText({ summary }: ClusterPlan): string {
  return stringify(summary, { aliasDuplicateObjects: false, lineWidth: 0 });
}

/** The Kubernetes objects, as `roadstead plan --manifests` writes them, in one file. */
export function manifestsText({ plan }: ClusterPlan): string {
  return manifestFiles(plan)
    .map(({ text }) => `---\n${text}`)
    .join("");
}

/**
 * Who waits for whom: resources of one type that directly wait for the same, then what that is. What follows from
 * other lines is left out, and so is the deletion guard, which waits for all.
 */
export function orderText(plan: ClusterPlan): string {
  const before = new Map(plan.children.map((child) => [child.urn, plan.before(child)]));
  const labels = new Map(plan.children.map((child) => [child.urn, labelOf(child)]));
  const waitsFor = ({ urn }: GraphResource): string => {
    const all = [...(before.get(urn) ?? [])].filter((other) => labels.has(other));
    const direct = all.filter((other) => !all.some((later) => before.get(later)?.has(other)));
    return lines(direct.map((other) => `  after ${labels.get(other)}`).sort());
  };
  const blocks = new Map<string, string[]>();
  for (const child of plan.children.filter((candidate) => candidate !== plan.guard)) {
    const key = `${child.type} ${waitsFor(child)}`;
    blocks.set(key, [...(blocks.get(key) ?? []), labelOf(child)]);
  }
  const texts = [...blocks].map(([key, names]) => lines(names.sort()) + key.slice(key.indexOf(" ") + 1));
  return texts.sort().join("");
}

function lines(items: readonly string[]): string {
  return items.map((item) => `${item}\n`).join("");
}
