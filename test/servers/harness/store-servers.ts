import type { V1Container } from "@kubernetes/client-node";
import { join } from "node:path";
import { mkdirSync } from "node:fs";
import { freePort } from "../../bench/free-port.js";
import { findObject, podTemplate } from "./find-object.js";
import { postgresUser } from "./postgres-user.js";
import { openPod, type PodOptions } from "./rendered-pod.js";
import type { RenderedObject } from "./rendered-objects.js";
import type { SupervisedProcess } from "./supervised-process.js";
import { waitUntil } from "./wait-until.js";

/** A server of a StatefulSet that runs here. */
export interface StoreServer {
  readonly process: SupervisedProcess;
  readonly container: V1Container;
  readonly port: number;
  /** What stands for its Service, as every client in the cluster names it. */
  readonly address: readonly [inCluster: string, here: string];
}

/**
 * Starts the StatefulSet of a store, and waits until its pod would be ready.
 * @param at port, where one was started before and has clients. @default a free one
 */
export async function startStore(
  objects: readonly RenderedObject[],
  name: RegExp,
  dir: string,
  at?: number,
): Promise<StoreServer> {
  const object = findObject(objects, "StatefulSet", name);
  const container = podTemplate(object).spec?.containers[0];
  const inside = container?.ports?.[0]?.containerPort;
  if (container === undefined || inside === undefined) throw new Error(`${object.metadata.name} has no port`);
  const port = at ?? (await freePort());
  const user = container.name === "postgres" ? postgresUser() : undefined;
  const ports = new Map([[inside, port]]);
  mkdirSync(dir, { recursive: true });
  const pod = openPod(object, objects, { name: `${object.metadata.name}-0`, dir, ports, ...(user && { user }) });
  const server = await pod.start();
  await waitUntil(server, () => pod.probe("readinessProbe"));
  const { metadata } = object;
  return {
    process: server,
    container,
    port,
    address: [`${metadata.name}.${metadata.namespace}.svc:${inside}`, `127.0.0.1:${port}`],
  };
}

/** Runs all Jobs whose names match, in the order in which they were declared; what each printed. */
export async function runJobs(
  objects: readonly RenderedObject[],
  name: RegExp,
  options: Pick<PodOptions, "dir" | "addresses">,
): Promise<readonly string[]> {
  const printed: string[] = [];
  for (const job of objects.filter(({ kind, metadata }) => kind === "Job" && name.test(metadata.name))) {
    jobs += 1;
    const run = `${job.metadata.name}-${jobs}`;
    printed.push(await openPod(job, objects, { ...options, dir: join(options.dir, "jobs"), name: run }).run());
  }
  return printed;
}

let jobs = 0;
