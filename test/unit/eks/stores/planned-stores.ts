import * as pulumi from "@pulumi/pulumi";
import { AiCluster, type Database, type DatabaseArgs, type ObjectStoreArgs, type StoreGrant } from "@roadstead/cluster";
import { type ClusterSpec, declaredResources } from "@roadstead/core";
import { type EksConfig, eks } from "@roadstead/eks";
import { planProgram } from "@roadstead/plan";
import { cpuSpec, Declared, newCluster } from "../planned-cluster.js";

export interface StoresOptions {
  readonly config?: EksConfig<string>;
  readonly of?: ClusterSpec;
  readonly objectStore?: Partial<ObjectStoreArgs>;
  readonly database?: Partial<DatabaseArgs>;
  readonly grants?: readonly Omit<StoreGrant, "store">[];
  /** Asks for an identity so many times. */
  readonly identities?: number;
  /** Providers of the cluster, made in the program. */
  readonly clusterProviders?: () => pulumi.ProviderResource[];
}

class Workload extends pulumi.ComponentResource {
  constructor(name: string) {
    super("test:index:Workload", name);
  }
}

/** The plan of a component with a bucket, an identity and a database. */
export async function planStores(options: StoresOptions = {}) {
  const { config = newCluster, of = cpuSpec, grants = [{ access: "write" }], identities = 1 } = options;
  let database: Database | undefined;
  const plan = await planProgram(() => {
    const providers = options.clusterProviders?.() ?? [];
    const cluster = new AiCluster("cloud", { spec: of, target: eks(config) }, { providers });
    const owner = { parent: new Workload("models") };
    const store = cluster.objectStore("models-artifacts", { namespace: "models", ...options.objectStore }, owner);
    for (let time = 0; time < identities; time++) {
      cluster.identity(
        "models",
        "mlflow",
        grants.map((grant) => ({ ...grant, store })),
        owner,
      );
    }
    database = cluster.database(
      "models-database",
      { namespace: "models", databases: ["mlflow"], dumps: store, ...options.database },
      owner,
    );
  });
  const errors = plan.diagnostics.filter(({ severity }) => severity === "error").map(({ message }) => message);
  return { declared: new Declared(declaredResources(plan)), database, errors };
}

export async function plannedStores(options: StoresOptions = {}): Promise<Declared> {
  const { declared, errors } = await planStores(options);
  if (errors.length > 0) throw new Error(errors.join("\n"));
  return declared;
}
