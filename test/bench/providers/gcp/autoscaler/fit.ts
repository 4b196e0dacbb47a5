import { allocatableDiskGib } from "../../../nodes/index.js";
import type { NodeTemplate } from "../node-template.js";
import type { PendingPod, Requirement, Toleration } from "./pending-pods.js";

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
    node.taints.every(
      (taint) =>
        taint.effect === "PreferNoSchedule" || pod.tolerations.some((toleration) => tolerates(toleration, taint)),
    )
  );
}

function holds({ key, operator, values = [] }: Requirement, labels: Readonly<Record<string, string>>): boolean {
  const value = labels[key];
  switch (operator) {
    case "In":
      return value !== undefined && values.includes(value);
    case "NotIn":
      return value === undefined || !values.includes(value);
    case "Exists":
      return value !== undefined;
    case "DoesNotExist":
      return value === undefined;
    case "Gt":
      return Number(value) > Number(values[0]);
    case "Lt":
      return Number(value) < Number(values[0]);
    default:
      return false;
  }
}

function tolerates(
  { key, operator = "Equal", value = "", effect }: Toleration,
  taint: { readonly key: string; readonly value?: string; readonly effect: string },
): boolean {
  if (effect !== undefined && effect !== "" && effect !== taint.effect) return false;
  if (operator === "Exists") return key === undefined || key === "" || key === taint.key;
  return key === taint.key && value === (taint.value ?? "");
}
