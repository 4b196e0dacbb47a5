import { setTimeout as delay } from "node:timers/promises";
import type { Properties } from "../test-provider.js";
import { annotations } from "./annotations.js";
import { hasStatus, isNoMatch, refOf, type ApiServer, type ObjectRef } from "./api-server.js";
import { annotationOf, isMarked, listAt, namespaceOf, nameOf, objectAt, valueAt } from "./manifest.js";
import { podProblems, readinessOf, type ReadinessContext } from "./readiness.js";

const pollMs = 75;

/** The seconds that a program grants an operation: by its options, else by its annotation, else the default. */
export function secondsGranted(manifest: Properties, defaultSeconds: number, customTimeout?: number): number {
  const annotated = Number(annotationOf(manifest, annotations.timeoutSeconds));
  if (customTimeout !== undefined && customTimeout > 0) return customTimeout;
  return Number.isInteger(annotated) ? annotated : defaultSeconds;
}

export interface Outcome {
  readonly live: Properties;
  /** Why it is not ready; nothing when it is. */
  readonly reasons: readonly string[];
}

/** Waits for what Pulumi waits for. */
export async function untilReady(
  live: Properties,
  manifest: Properties,
  { seconds, ...context }: ReadinessContext & { readonly seconds: number },
): Promise<Outcome> {
  if (isMarked(manifest, annotations.skipAwait)) return { live, reasons: [] };
  const deadline = Date.now() + seconds * 1000;
  for (let current = live; ;) {
    const { missing, failed } = await readinessOf(current, context);
    if (missing.length === 0) return { live: current, reasons: [] };
    if (failed === true || Date.now() > deadline) {
      const said = `'${nameOf(live) ?? ""}' ${failed === true ? "failed" : "timed out waiting to be Ready"}`;
      return { live: current, reasons: [said, ...missing, ...(await podReasons(current, context.server))] };
    }
    await delay(pollMs);
    const next = await presentObject(context.server, refOf(live));
    if (next === undefined) return { live: current, reasons: [`'${nameOf(live) ?? ""}' was deleted`] };
    current = next;
  }
}

/** Waits until an object, and not only another of its name, is gone. */
export async function untilGone(server: ApiServer, ref: ObjectRef, uid: string, seconds: number): Promise<void> {
  const deadline = Date.now() + seconds * 1000;
  for (;;) {
    const live = await presentObject(server, ref);
    if (live === undefined || valueAt(live, "metadata", "uid") !== uid) return;
    if (Date.now() > deadline) {
      const finalizers = listAt(live, "metadata", "finalizers").join(", ");
      throw new Error(`'${ref.name ?? ""}' timed out waiting to be deleted; its finalizers: ${finalizers || "none"}`);
    }
    await delay(pollMs);
  }
}

async function presentObject(server: ApiServer, ref: ObjectRef): Promise<Properties | undefined> {
  try {
    return await server.get(ref);
  } catch (error) {
    if (hasStatus(error, 404) || isNoMatch(error)) return undefined;
    throw error;
  }
}

async function podReasons(workload: Properties, server: ApiServer): Promise<readonly string[]> {
  const labels = Object.entries(objectAt(workload, "spec", "selector", "matchLabels"));
  if (labels.length === 0) return [];
  const ref = { apiVersion: "v1", kind: "Pod", namespace: namespaceOf(workload) ?? "default" };
  const labelSelector = labels.map(([key, value]) => `${key}=${String(value)}`).join(",");
  const pods = await server.list(ref, { labelSelector });
  return pods.filter((pod) => valueAt(pod, "status", "phase") !== "Running").flatMap(podProblems);
}
