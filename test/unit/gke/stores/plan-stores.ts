import * as gcp from "@pulumi/gcp/provider.js";
import * as pulumi from "@pulumi/pulumi";
import { AiCluster, type DatabaseArgs, type ObjectStoreArgs, type StoreGrant } from "@roadstead/cluster";
import { type ClusterSpec, redactMap } from "@roadstead/core";
import { gke, type GkeConfig } from "@roadstead/gke";
import { type Plan, planProgram } from "@roadstead/plan";
import { expect } from "vitest";
import { config, tags } from "../plan-cluster.js";

export const spec: ClusterSpec = { pools: { etl: { node: { minVcpu: 8 }, size: { min: 0, max: 4 } } }, tags };

export interface StoresOptions {
  readonly own?: GkeConfig<string>;
  readonly of?: ClusterSpec;
  /** Name of the AiCluster. */
  readonly cluster?: string;
  /** Name of the bucket, as a component gives it. */
  readonly bucket?: string;
  readonly objectStore?: Partial<ObjectStoreArgs>;
  readonly database?: Partial<DatabaseArgs>;
  readonly grants?: readonly Omit<StoreGrant, "store">[];
  /** Asks for the identity so many times. */
  readonly identities?: number;
  /** Gives the cluster a provider of its own, named "other". */
  readonly ownProvider?: boolean;
}

class Workload extends pulumi.ComponentResource {
  constructor(name: string) {
    super("test:index:Workload", name);
  }
}

/** The plan of a component with a bucket, an identity and a database, and its errors. */
export async function attemptStores(options: StoresOptions = {}): Promise<{ plan: Plan; errors: string }> {
  const { own = config, of = spec, cluster: name = "ai", bucket = "models-artifacts" } = options;
  const { grants = [{ access: "write" }], identities = 1, ownProvider = false } = options;
  const plan = await planProgram(() => {
    const providers = ownProvider ? [new gcp.Provider("other", { project: "other-project" })] : [];
    const cluster = new AiCluster(name, { spec: of, target: gke(own) }, { providers });
    const owner = { parent: new Workload("models") };
    const store = cluster.objectStore(bucket, { namespace: "models", ...options.objectStore }, owner);
    const granted = grants.map((grant) => ({ ...grant, store }));
    for (let time = 0; time < identities; time++) cluster.identity("models", "mlflow", granted, owner);
    cluster.database(
      "models-database",
      { namespace: "models", databases: ["mlflow"], dumps: store, ...options.database },
      owner,
    );
  });
  const errors = plan.diagnostics.filter(({ severity }) => severity === "error").map(({ message }) => message);
  return { plan, errors: errors.join("\n") };
}

export async function planStores(options: StoresOptions = {}): Promise<Plan> {
  const { plan, errors } = await attemptStores(options);
  expect(errors).toBe("");
  expect(plan.problems).toEqual([]);
  return plan;
}

/** What the component made on Google Cloud and at random, by logical name. */
export function ofWorkload(plan: Plan) {
  const owner = plan.resources.find(({ type }) => type === "test:index:Workload");
  return plan.resources.filter(({ parent, type }) => parent === owner?.urn && /^(gcp|random):/.test(type));
}

/** Inputs of the one resource of a type, as they may be printed. */
export function inputsOf(plan: Plan, type: string): Record<string, unknown> {
  const found = ofWorkload(plan).filter((resource) => resource.type === type);
  expect(found.map(({ name }) => name)).toHaveLength(1);
  return redactMap(found[0]?.inputs ?? {});
}
