import { fits, type SchedulerPod } from "../../../../contract/scheduler.js";
import { adminClient } from "../../../control-plane/index.js";
import { type Node, type Pod, waitForPods } from "../../../nodes/index.js";
import type { EmulatedCluster, EmulatedNodeGroup } from "../index.js";
import { deployedAutoscaler } from "./deployed.js";
import { requestsOf } from "./pod-requests.js";
import { type TemplateNode, templateNode } from "./template-node.js";

export type { TemplateNode } from "./template-node.js";

/** A group that grew, and the node that its tags had promised. */
export interface Growth {
  readonly group: string;
  readonly promised: TemplateNode;
}

/**
 * One round of Cluster Autoscaler: grows the best group that would take a pod that nothing takes now, by one node.
 * Undefined when no group would. It knows of a group what its tags and its instance type say, and nothing else.
 *
 * @param groups what it is told of the groups, for tests that tell it something else
 */
export async function scaleUp(
  cluster: EmulatedCluster,
  groups: readonly EmulatedNodeGroup[] = cluster.nodeGroups(),
): Promise<Growth | undefined> {
  const autoscaler = await deployedAutoscaler(adminClient(cluster.plane));
  if (autoscaler === undefined) return undefined;
  const upcoming = await upcomingNodes(cluster, groups);
  const pending = (await waitForPods(cluster.plane)).filter(
    (pod) => isUnschedulable(pod) && !upcoming.some((node) => wouldFit(pod, node)),
  );
  const choices = groups.flatMap((group) => {
    const limits = autoscaler.limitsOf(group);
    const priority = autoscaler.priorityOf(group);
    if (limits === undefined || priority === undefined || group.desired >= limits.max) return [];
    const promised = templateNode(group);
    const isBelowMin = autoscaler.enforcesMin && group.desired < limits.min;
    return isBelowMin || pending.some((pod) => wouldFit(pod, promised)) ? [{ group, priority, promised }] : [];
  });
  const [best] = choices.sort((a, b) => b.priority - a.priority || (a.group.name < b.group.name ? -1 : 1));
  if (best === undefined) return undefined;
  await cluster.setNodeCount(best.group.name, best.group.desired + 1);
  return { group: best.group.name, promised: best.promised };
}

/**
 * Nodes that are there and whose device plugin has not told of their GPUs yet: a pod that they will take is no reason
 * to grow.
 * https://github.com/kubernetes/autoscaler/blob/master/cluster-autoscaler/processors/customresources/gpu_processor.go
 */
async function upcomingNodes(
  { plane }: EmulatedCluster,
  groups: readonly EmulatedNodeGroup[],
): Promise<readonly TemplateNode[]> {
  const nodes = (await adminClient(plane).list("v1", "Node")) as Node[];
  const waiting = new Set(
    nodes
      .filter(({ status }) => status.allocatable?.["nvidia.com/gpu"] === undefined)
      .map(({ metadata }) => metadata.name),
  );
  return groups.flatMap((group) => {
    const promised = templateNode(group);
    return promised.gpus > 0 && group.nodes.some(({ name }) => waiting.has(name)) ? [promised] : [];
  });
}

function isUnschedulable({ spec, status }: Pod): boolean {
  return (
    spec.nodeName === undefined &&
    (status.conditions ?? []).some(({ type, reason }) => type === "PodScheduled" && reason === "Unschedulable")
  );
}

function wouldFit(pod: Pod, node: TemplateNode): boolean {
  const { cpus, memoryMib, diskMib } = requestsOf(pod);
  return (
    fits(pod.spec as unknown as SchedulerPod, node) &&
    cpus <= node.cpus &&
    memoryMib <= node.memoryMib &&
    diskMib <= node.diskMib
  );
}
