import { ConfigMap } from "@pulumi/kubernetes/core/v1/configMap.js";
import { Namespace } from "@pulumi/kubernetes/core/v1/namespace.js";
import * as pulumi from "@pulumi/pulumi";
import { AiCluster, type Database, type ObjectStore } from "@roadstead/cluster";
import type { GraphResource } from "@roadstead/core";
import { planProgram } from "@roadstead/plan";
import { ClusterPlan } from "./cluster-plan.js";
import type { ContractTarget } from "./contract-target.js";
import { withPools } from "./standard-spec.js";

export interface StorePlanOptions {
  readonly deletionProtection?: boolean;
  /** Names of the clusters, each with a component that asks for stores. @default one, "ai" */
  readonly names?: readonly string[];
}

/** A program with components that ask for stores, planned. */
export interface StorePlan {
  readonly plan: ClusterPlan;
  /** What the first component got. */
  readonly store: ObjectStore;
  readonly database: Database;
  /** Everything that belongs to the components, beside their namespace and the user of the stores. */
  readonly stores: readonly GraphResource[];
}

const namespace = "models";

class Workload extends pulumi.ComponentResource {
  readonly store: ObjectStore;
  readonly database: Database;

  constructor(name: string, cluster: AiCluster) {
    super("test:index:Workload", name, {}, { provider: cluster.provider });
    const ground = new Namespace(`${name}-ground`, { metadata: { name: namespace } }, { parent: this });
    const owner = { parent: this, dependsOn: [ground] };
    this.store = cluster.objectStore(`${name}-artifacts`, { namespace }, owner);
    const grants = [{ store: this.store, access: "write" as const }];
    const identity = cluster.identity(namespace, "server", grants, owner);
    const databases = ["mlflow", "mlflow_auth"];
    this.database = cluster.database(`${name}-database`, { namespace, databases, dumps: this.store }, owner);
    // Stands for the pods: they come when all is ready.
    new ConfigMap(
      `${name}-user`,
      { metadata: { name: "user", namespace } },
      { parent: this, dependsOn: [...this.store.ready, ...identity.ready, ...this.database.ready] },
    );
  }
}

const standard = new WeakMap<object, Promise<StorePlan>>();

/** The plan of one cluster with protected stores; the same for every case. */
export function standardStores(target: Pick<ContractTarget, "make">): Promise<StorePlan> {
  const planned = standard.get(target) ?? planStores(target);
  standard.set(target, planned);
  return planned;
}

/** Plans a component that asks for a bucket, an identity and two databases, with the same lines on every target. */
export async function planStores(
  target: Pick<ContractTarget, "make">,
  { deletionProtection = true, names = ["ai"] }: StorePlanOptions = {},
): Promise<StorePlan> {
  const spec = { ...withPools(["etl"]), deletionProtection };
  const made: Workload[] = [];
  const plan = await planProgram(
    () => {
      for (const cluster of names) {
        const own = target.make(["etl"], { cluster, stores: true });
        made.push(new Workload(`${cluster}-models`, new AiCluster(cluster, { spec, target: own })));
      }
    },
    { stack: "dev" },
  );
  const [first] = made;
  if (!plan.complete || first === undefined) throw new Error(plan.diagnostics.map(({ message }) => message).join("\n"));
  const clusters = new ClusterPlan(plan);
  const stores = clusters.resources.filter(
    ({ urn, name }) => urn.includes("test:index:Workload$") && !/-(ground|user)$/.test(name),
  );
  return { plan: clusters, store: first.store, database: first.database, stores };
}
