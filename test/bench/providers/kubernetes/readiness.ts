import { isDeepStrictEqual } from "node:util";
import type { Properties, Value } from "../test-provider.js";
import type { ApiServer } from "./api-server.js";
import { isObject, listAt, nameOf, namespaceOf, objectAt, textOf, valueAt } from "./manifest.js";

export interface Readiness {
  /** What an object still lacks; nothing when it is ready. */
  readonly missing: readonly string[];
  /** Waiting longer changes nothing. */
  readonly failed?: boolean;
}

export interface ReadinessContext {
  readonly server: ApiServer;
  /** The object was there before. */
  readonly updating: boolean;
}

type Check = (live: Properties, context: ReadinessContext) => Readiness | Promise<Readiness>;

/** Kinds that Pulumi waits for; any other is ready once it is there. */
const checks: Readonly<Record<string, Check>> = {
  "apps/v1 DaemonSet": (live) => observed(live, daemonSetMissing),
  "apps/v1 Deployment": (live) => observed(live, deploymentMissing),
  "apps/v1 StatefulSet": (live) => observed(live, statefulSetMissing),
  "batch/v1 Job": jobReadiness,
  "networking.k8s.io/v1 Ingress": (live) => only(hasLoadBalancer(live), "Ingress was not allocated an IP address"),
  "v1 Namespace": (live) => only(valueAt(live, "status", "phase") === "Active", "Namespace is not active"),
  "v1 PersistentVolume": (live) => phase(live, "Available", "Bound"),
  "v1 PersistentVolumeClaim": claimReadiness,
  "v1 Pod": podReadiness,
  "v1 ResourceQuota": quotaReadiness,
  "v1 Secret": secretReadiness,
  "v1 Service": serviceReadiness,
};

export async function readinessOf(live: Properties, context: ReadinessContext): Promise<Readiness> {
  const check = checks[`${String(live["apiVersion"])} ${String(live["kind"])}`];
  return (await check?.(live, context)) ?? { missing: [] };
}

function only(ready: boolean, otherwise: string): Readiness {
  return { missing: ready ? [] : [otherwise] };
}

function observed(live: Properties, missing: (live: Properties) => readonly string[]): Readiness {
  const seen = count(live, "observedGeneration") >= Number(objectAt(live, "metadata")["generation"] ?? 0);
  return { missing: seen ? missing(live) : ["its controller has not seen this generation yet"] };
}

function deploymentMissing(live: Properties): readonly string[] {
  const progressing = condition(live, "Progressing");
  const rolledOut = progressing["status"] === "True" && progressing["reason"] === "NewReplicaSetAvailable";
  const available = condition(live, "Available");
  return [
    ...(rolledOut ? [] : [described(progressing)]),
    ...(available["status"] === "True" ? [] : [described(available)]),
  ];
}

function daemonSetMissing(live: Properties): readonly string[] {
  const desired = count(live, "desiredNumberScheduled");
  return ["updatedNumberScheduled", "numberAvailable", "numberReady"]
    .filter((field) => count(live, field) < desired)
    .map((field) => `${field} is ${count(live, field)} of ${desired}`);
}

function statefulSetMissing(live: Properties): readonly string[] {
  const desired = Number(valueAt(live, "spec", "replicas") ?? 1);
  const rolling = valueAt(live, "spec", "updateStrategy", "type") !== "OnDelete";
  const { currentRevision, updateRevision } = objectAt(live, "status");
  return [
    ...["replicas", "readyReplicas"]
      .filter((field) => count(live, field) !== desired)
      .map((field) => `${field} is ${count(live, field)} of ${desired}`),
    ...(rolling && currentRevision !== updateRevision ? ["its rolling update is not done"] : []),
  ];
}

function jobReadiness(live: Properties): Readiness {
  const failure = condition(live, "Failed");
  if (failure["status"] === "True") return { missing: [described(failure)], failed: true };
  return only(condition(live, "Complete")["status"] === "True", "Job is not complete");
}

function podReadiness(live: Properties): Readiness {
  const done = valueAt(live, "status", "phase") === "Succeeded" || condition(live, "Ready")["status"] === "True";
  return { missing: done ? [] : podProblems(live) };
}

/** What keeps a pod from running, in its own words. */
export function podProblems(pod: Properties): readonly string[] {
  const name = `[Pod ${namespaceOf(pod) ?? ""}/${nameOf(pod) ?? ""}]`;
  const waiting = listAt(pod, "status", "containerStatuses").map((container) =>
    objectAt(container, "state", "waiting"),
  );
  const said = [condition(pod, "PodScheduled"), condition(pod, "Ready"), ...waiting]
    .filter((one) => one["status"] !== "True" && textOf(one["reason"]) !== undefined)
    .map((one) => `${name} ${described(one)}`);
  return said.length > 0 ? said : [`${name} is not ready`];
}

async function claimReadiness(live: Properties, { server, updating }: ReadinessContext): Promise<Readiness> {
  const current = valueAt(live, "status", "phase");
  if (current === "Bound") return { missing: [] };
  const storageClass = textOf(objectAt(live, "spec")["storageClassName"]);
  const classes = await server.list({ apiVersion: "storage.k8s.io/v1", kind: "StorageClass" });
  const mode = classes.find((one) => nameOf(one) === storageClass)?.["volumeBindingMode"];
  const waits = !updating && mode === "WaitForFirstConsumer" && current === "Pending";
  return only(waits, `PersistentVolumeClaim is ${String(current)}`);
}

function quotaReadiness(live: Properties): Readiness {
  const counted = isDeepStrictEqual(objectAt(live, "spec", "hard"), objectAt(live, "status", "hard"));
  return only(counted, "ResourceQuota is not counted yet");
}

function secretReadiness(live: Properties): Readiness {
  const filled =
    live["type"] !== "kubernetes.io/service-account-token" || Object.keys(objectAt(live, "data")).length > 0;
  return only(filled, "Secret has no token yet");
}

async function serviceReadiness(live: Properties, { server }: ReadinessContext): Promise<Readiness> {
  const { type, clusterIP, selector } = objectAt(live, "spec");
  const addressed = type !== "LoadBalancer" || hasLoadBalancer(live);
  const address = addressed ? [] : ["Service was not allocated an IP address; does your cloud provider support this?"];
  const hasPods = type !== "ExternalName" && clusterIP !== "None" && Object.keys(objectAt(selector)).length > 0;
  return { missing: [...(hasPods ? await endpointsMissing(live, server) : []), ...address] };
}

/** A Service without any pod is ready; one with pods that are not is not. */
async function endpointsMissing(service: Properties, server: ApiServer): Promise<readonly string[]> {
  const ref = {
    apiVersion: "discovery.k8s.io/v1",
    kind: "EndpointSlice",
    namespace: namespaceOf(service) ?? "default",
  };
  const slices = await server.list(ref, { labelSelector: `kubernetes.io/service-name=${nameOf(service) ?? ""}` });
  const endpoints = slices.flatMap((slice) => listAt(slice, "endpoints"));
  const settled = slices.length > 0 && endpoints.every((one) => valueAt(one, "conditions", "ready") !== false);
  return settled
    ? []
    : [
        "Service does not target any Pods. Selected Pods may not be ready, or field '.spec.selector' may not match " +
          "labels on any Pods",
      ];
}

function hasLoadBalancer(live: Properties): boolean {
  return listAt(live, "status", "loadBalancer", "ingress").length > 0;
}

function phase(live: Properties, ...wanted: readonly string[]): Readiness {
  const current = String(valueAt(live, "status", "phase"));
  return only(wanted.includes(current), `its phase is ${current}`);
}

function count(live: Properties, field: string): number {
  return Number(objectAt(live, "status")[field] ?? 0);
}

function condition(live: Properties, type: string): Readonly<Record<string, Value>> {
  const found = listAt(live, "status", "conditions")
    .filter(isObject)
    .find((one) => one["type"] === type);
  return found ?? {};
}

function described({ reason, message }: Properties): string {
  return `${textOf(reason) ?? "Unknown"}: ${textOf(message) ?? "nothing is said of it yet"}`;
}
