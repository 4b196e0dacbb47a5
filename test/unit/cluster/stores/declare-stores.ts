import { expect } from "vitest";
import { CustomResource } from "@pulumi/kubernetes/apiextensions/customResource.js";
import * as pulumi from "@pulumi/pulumi";
import { AiCluster, type ClusterHandle, type StoreOwner, type Target } from "@roadstead/cluster";
import type { ClusterSpec, GraphResource } from "@roadstead/core";
import { k3s, type K3sConfig } from "@roadstead/k3s";
import { type Plan, planProgram } from "@roadstead/plan";
import { kubeconfigText } from "../../owned-nodes/kubeconfig-text.js";

export const spec = {
  pools: { etl: { node: { minVcpu: 4 }, size: { min: 1, max: 1 } } },
  tags: { owner: "ml", costCenter: "1", environment: "test" },
} satisfies ClusterSpec;

/** k3s with one node, and what a test says of it. */
export function machineRoom(config: Partial<K3sConfig<"etl">> = {}): Target<"etl"> {
  return k3s({ kubeconfig: kubeconfigText(), clusterId: "dc1", pools: { etl: { nodes: ["node-1"] } }, ...config });
}

/** A workload as components are: its stores are its children and wait for its namespace. */
class Workload extends pulumi.ComponentResource {
  constructor(name: string, cluster: ClusterHandle, ask: (cluster: ClusterHandle, owner: StoreOwner) => void) {
    super("test:index:Workload", name);
    const namespace = new CustomResource(
      `${name}-namespace`,
      { apiVersion: "v1", kind: "Namespace", metadata: { name } },
      { parent: this, provider: cluster.provider },
    );
    ask(cluster, { parent: this, dependsOn: [namespace] });
  }
}

/** Plans a workload "models" that asks a cluster "onprem" for stores. */
export async function planStores(
  ask: (cluster: ClusterHandle, owner: StoreOwner) => void,
  target: Target<"etl"> = machineRoom(),
): Promise<{ readonly plan: Plan; readonly stores: readonly GraphResource[] }> {
  const plan = await planProgram(() => {
    new Workload("models", new AiCluster("onprem", { spec, target }), ask);
  });
  expect(plan.exit, JSON.stringify(plan.problems)).toMatchObject({ reason: "finished", code: 0 });
  const stores = plan.resources.filter(({ urn }) => urn.includes("test:index:Workload$"));
  return { plan, stores };
}

/** What a registry asks for: a bucket, two databases, and rights of its server and of a job that only reads. */
export function askAsRegistry(cluster: ClusterHandle, owner: StoreOwner): void {
  const store = cluster.objectStore("models-artifacts", { namespace: "models" }, owner);
  cluster.database(
    "models-database",
    { namespace: "models", databases: ["mlflow", "mlflow_auth"], dumps: store },
    owner,
  );
  cluster.identity("models", "models-server", [{ store, access: "write", prefix: "mlflow/" }], owner);
  cluster.identity("training", "trainer", [{ store, access: "read", prefix: "mlflow/" }], owner);
}
