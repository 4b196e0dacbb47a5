import type { Answer } from "../rule/answer.js";
import { allOf, notApplicable, unknown } from "../rule/answer.js";
import type { PropertyReader } from "../view/property-reader.js";
import type { Reading, Step } from "../view/reading.js";
import type { ResourceView } from "../view/resource-view.js";

/** Where a kind keeps the pod that it makes. */
const templates: Readonly<Record<string, readonly Step[]>> = {
  "kubernetes:core/v1:Pod": ["spec"],
  "kubernetes:core/v1:PodTemplate": ["template", "spec"],
  "kubernetes:core/v1:ReplicationController": ["spec", "template", "spec"],
  "kubernetes:apps/v1:Deployment": ["spec", "template", "spec"],
  "kubernetes:apps/v1:StatefulSet": ["spec", "template", "spec"],
  "kubernetes:apps/v1:DaemonSet": ["spec", "template", "spec"],
  "kubernetes:apps/v1:ReplicaSet": ["spec", "template", "spec"],
  "kubernetes:batch/v1:Job": ["spec", "template", "spec"],
  "kubernetes:batch/v1:CronJob": ["spec", "jobTemplate", "spec", "template", "spec"],
};

/** Kinds of Kubernetes that make pods. */
export const podTypes: readonly string[] = Object.keys(templates);

/** Steps to the pod's spec in a resource of one of {@link podTypes}. */
export const podSteps = (type: string): readonly Step[] => templates[type] ?? ["spec"];

/** All containers of a pod: its own, those that run before, those added for debugging. */
export function containersOf(view: ResourceView): Reading<readonly PropertyReader[]> {
  const steps = podSteps(view.type);
  const lists = ["containers", "initContainers", "ephemeralContainers"].map((key) => view.items(...steps, key));
  const unknown = lists.find(({ state }) => state === "unknown");
  if (unknown !== undefined) return unknown;
  const path = view.read(...steps, "containers").path;
  return { state: "known", value: lists.flatMap((list) => (list.state === "known" ? list.value : [])), path };
}

export const namespaceOf = (view: ResourceView): Reading<string> => {
  const namespace = view.text("metadata", "namespace");
  return namespace.state === "absent" ? { state: "known", value: "default", path: namespace.path } : namespace;
};

export const gpuResource = "nvidia.com/gpu";

/** Namespaces whose pods may do what no other pod may: they run the nodes. */
export const systemNamespaces = ["kube-system", "gpu-system", "gpu-operator", "kube-node-lease", "kube-public"];

/** What `check` says of all containers of a pod together. */
export function everyContainer(
  view: ResourceView,
  otherwise: string,
  check: (container: PropertyReader) => Answer,
): Answer {
  const containers = containersOf(view);
  return containers.state === "known" ? allOf(containers.value.map(check)) : unknown(containers, otherwise);
}

/** What `check` says, unless the object is in one of some namespaces. */
export function outsideNamespaces(view: ResourceView, exempt: readonly string[], check: () => Answer): Answer {
  const namespace = namespaceOf(view);
  if (namespace.state === "known" && exempt.includes(namespace.value)) return notApplicable;
  const answer = check();
  if (namespace.state !== "unknown" || answer.result !== "fail") return answer;
  return unknown(namespace, `it may be that ${answer.message}`);
}
