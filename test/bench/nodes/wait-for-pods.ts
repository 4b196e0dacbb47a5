import { setTimeout as delay } from "node:timers/promises";
import type { ControlPlane, KubernetesClient, KubernetesObject } from "../control-plane/index.js";
import { nodesClient } from "./nodes-client.js";
import type { Condition, Pod } from "./objects.js";

export interface WaitOptions {
  readonly timeoutMilliseconds?: number;
}

const quietMilliseconds = 200;

/**
 * All pods, as soon as they have settled and a condition holds: controllers have made them, the scheduler has judged
 * each, those with a node run or are done, and nothing has changed for a moment.
 * @throws an error that lists the pods, when that does not come in time
 */
export async function waitForPods(
  plane: ControlPlane,
  predicate: (pods: readonly Pod[]) => boolean = () => true,
  { timeoutMilliseconds = 120_000 }: WaitOptions = {},
): Promise<Pod[]> {
  const client = nodesClient(plane);
  const deadline = Date.now() + timeoutMilliseconds;
  let before = "";
  for (;;) {
    const { pods, unsettled, fingerprint } = await look(client);
    if (unsettled.length === 0 && fingerprint === before && predicate(pods)) return pods;
    before = fingerprint;
    if (Date.now() > deadline) {
      const lines = [...unsettled.map((what) => `unsettled: ${what}`), ...pods.map(describePod)];
      throw new Error(`pods are not as expected after ${timeoutMilliseconds / 1000} s\n${lines.join("\n")}`);
    }
    await delay(unsettled.length === 0 ? quietMilliseconds : 50);
  }
}

interface Look {
  readonly pods: Pod[];
  readonly unsettled: readonly string[];
  readonly fingerprint: string;
}

const workloadKinds = ["DaemonSet", "Deployment", "ReplicaSet", "StatefulSet"];

async function look(client: KubernetesClient): Promise<Look> {
  const [pods, jobs, ...lists] = await Promise.all([
    client.list("v1", "Pod"),
    client.list("batch/v1", "Job"),
    ...workloadKinds.map((kind) => client.list("apps/v1", kind)),
  ]);
  const workloads = lists.flat() as Workload[];
  const unsettled = [
    ...workloads.filter((workload) => !isRolledOut(workload)),
    ...(jobs as Job[]).filter((job) => !isStarted(job)),
    ...(pods as Pod[]).filter((pod) => !isJudged(pod)),
  ].map(({ kind, metadata: { namespace = "", name } }) => `${kind} ${namespace}/${name}`);
  const objects = [...pods, ...jobs, ...workloads].map(({ metadata }) => `${metadata.uid}:${metadata.resourceVersion}`);
  return { pods: pods as Pod[], unsettled, fingerprint: objects.sort().join() };
}

interface Workload extends KubernetesObject {
  readonly spec: { readonly replicas?: number; readonly updateStrategy?: { readonly type?: string } };
  readonly status: {
    readonly observedGeneration?: number;
    readonly replicas?: number;
    readonly updatedReplicas?: number;
    readonly currentNumberScheduled?: number;
    readonly updatedNumberScheduled?: number;
    readonly desiredNumberScheduled?: number;
  };
}

/** The controller has made the pods that it can make now; whether they find a node is the scheduler's matter. */
function isRolledOut({ kind, metadata, spec, status }: Workload): boolean {
  if ((status.observedGeneration ?? 0) < (metadata.generation ?? 0)) return false;
  const { replicas = 1 } = spec;
  switch (kind) {
    case "DaemonSet": {
      const desired = status.desiredNumberScheduled ?? 0;
      const updated = spec.updateStrategy?.type === "OnDelete" ? desired : (status.updatedNumberScheduled ?? 0);
      return status.currentNumberScheduled === desired && updated === desired;
    }
    case "Deployment":
      return (status.updatedReplicas ?? 0) > 0 || replicas === 0;
    case "ReplicaSet":
      return (status.replicas ?? 0) === replicas;
    default:
      return (status.replicas ?? 0) > 0 || replicas === 0;
  }
}

interface Job extends KubernetesObject {
  readonly spec: { readonly suspend?: boolean };
  readonly status: { readonly startTime?: string };
}

function isStarted({ spec, status }: Job): boolean {
  return spec.suspend === true || status.startTime !== undefined;
}

function isJudged({ metadata, spec, status }: Pod): boolean {
  if (metadata.deletionTimestamp !== undefined) return false;
  if (spec.nodeName === undefined) return scheduling(status)?.status === "False";
  return status.phase !== "Pending";
}

function scheduling({ conditions = [] }: Pod["status"]): Condition | undefined {
  return conditions.find(({ type }) => type === "PodScheduled");
}

function describePod({ metadata: { namespace = "", name }, spec, status }: Pod): string {
  const why = scheduling(status)?.message ?? status.reason ?? "";
  return `${namespace}/${name}: ${status.phase ?? "unknown"} on ${spec.nodeName ?? "no node"} ${why}`.trimEnd();
}
