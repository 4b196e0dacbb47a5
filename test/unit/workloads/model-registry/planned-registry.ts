import { fakeCluster } from "@roadstead/cluster/testing";
import type { ClusterHandle } from "@roadstead/cluster";
import type { ClusterSpec } from "@roadstead/core";
import { type Plan, planProgram } from "@roadstead/plan";
import { ModelRegistry, type ModelRegistryArgs } from "@roadstead/workloads";
import { type KubernetesObject, plannedObjects } from "../../../../packages/cli/src/manifests/kubernetes-objects.js";

export const clusterSpec = {
  pools: { serving: { accelerator: { model: "l4", gpusPerNode: 1 }, size: { min: 0, max: 4 } } },
  tags: { owner: "ml-platform", costCenter: "4711", environment: "test" },
} satisfies ClusterSpec;

const plans = new Map<string, Promise<Plan>>();

/** Plans a registry on a cluster that is not there; once for the same arguments, which are plain. */
export function planRegistry(args: Omit<ModelRegistryArgs, "cluster" | "transform"> = {}): Promise<Plan> {
  const key = JSON.stringify(args);
  const known = plans.get(key);
  if (known !== undefined) return known;
  const plan = planRegistries((cluster) => void new ModelRegistry("models", { cluster, ...args }));
  plans.set(key, plan);
  return plan;
}

/** Plans a program with one cluster, "cloud". */
export async function planRegistries(program: (cluster: ClusterHandle) => void): Promise<Plan> {
  const plan = await planProgram(() => program(fakeCluster("cloud", clusterSpec)));
  if (plan.exit.reason !== "finished" || plan.exit.code !== 0) throw new Error(JSON.stringify(plan.diagnostics));
  return plan;
}

/** The planned object of a kind and a name. */
export function objectOf(plan: Plan, kind: string, name: string): KubernetesObject {
  const found = plannedObjects(plan).find(({ object }) => object.kind === kind && object.metadata.name === name);
  if (found === undefined) throw new Error(`no ${kind} ${name} is planned`);
  return found.object;
}
