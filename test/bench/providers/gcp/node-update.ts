import { adminClient, type ControlPlane } from "../../control-plane/index.js";
import type { Node } from "../../nodes/index.js";
import type { NodeTemplate } from "./node-template.js";

/** Whether a change of a pool leaves its machines, and asks for other labels and taints at most. */
export function isSameMachine(before: NodeTemplate, after: NodeTemplate): boolean {
  const machine = ({ hardware, advertisedGpus, maxPods }: NodeTemplate) =>
    JSON.stringify({ hardware, advertisedGpus, maxPods });
  return machine(before) === machine(after);
}

/** Changes what the pool says of a node. Labels and taints that others put there stay. */
export async function rewriteNode(
  plane: ControlPlane,
  name: string,
  before: NodeTemplate,
  after: NodeTemplate,
): Promise<void> {
  const client = adminClient(plane);
  const reference = { apiVersion: "v1", kind: "Node", name };
  const node = (await client.get(reference)) as Node | undefined;
  const gone = Object.keys(before.labels).filter((key) => after.labels[key] === undefined);
  const labels = { ...Object.fromEntries(gone.map((key) => [key, null])), ...after.labels };
  const isPools = (taint: { readonly key: string; readonly effect: string }) =>
    [...before.taints, ...after.taints].some(({ key, effect }) => key === taint.key && effect === taint.effect);
  const foreign = (node?.spec.taints ?? []).filter((taint) => !isPools(taint));
  await client.patch(reference, { metadata: { labels }, spec: { taints: [...foreign, ...after.taints] } });
}
