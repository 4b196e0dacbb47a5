import { holds, tolerated } from "../../../../contract/scheduler.js";
import { allocatableDiskGib } from "../../../nodes/index.js";
import type { NodeTemplate } from "../node-template.js";
import type { PendingPod } from "./pending-pods.js";

/** What a node has left, by resource. */
export type Room = Readonly<Record<string, number>>;

export function allocatable({ hardware, disk, advertisedGpus, maxPods }: NodeTemplate): Room {
  return {
    cpu: hardware.vcpu,
    memory: hardware.memoryMib * 2 ** 20,
    "ephemeral-storage": allocatableDiskGib(disk) * 2 ** 30,
    pods: maxPods,
    ...(advertisedGpus === undefined ? {} : { "nvidia.com/gpu": advertisedGpus }),
  };
}

/** The room that is left beside a pod. */
export function taken(room: Room, { requests }: PendingPod): Room {
  const asked: Readonly<Record<string, number>> = { ...requests, pods: 1 };
  return Object.fromEntries(
    Object.entries(room).map(([resource, amount]) => [resource, amount - (asked[resource] ?? 0)]),
  );
}

/** Whether a pod would run on a node like this with that much room, by the same rules as the scheduler's. */
export function fits(pod: PendingPod, node: NodeTemplate, room: Room): boolean {
  return (
    Object.entries({ ...pod.requests, pods: 1 }).every(([resource, amount]) => amount <= (room[resource] ?? 0)) &&
    Object.entries(pod.nodeSelector).every(([key, value]) => node.labels[key] === value) &&
    (pod.nodeTerms.length === 0 ||
      pod.nodeTerms.some((term) => term.every((requirement) => holds(requirement, node.labels)))) &&
    tolerated(node.taints, pod.tolerations)
  );
}
