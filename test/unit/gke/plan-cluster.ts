import { AiCluster } from "@roadstead/cluster";
import { type ClusterSpec, type GraphResource, redactMap } from "@roadstead/core";
import { gke, type GkeConfig, type NewGkeCluster } from "@roadstead/gke";
import { type Plan, planProgram } from "@roadstead/plan";
import { expect } from "vitest";

export const tags = { owner: "ml-platform", costCenter: "4711", environment: "dev" };

/** Both kinds of order, every sharing mode, a CPU pool. */
export const spec = {
  pools: {
    serving: {
      accelerator: { model: "l4", gpusPerNode: 1 },
      size: { min: 0, max: 8 },
      capacity: [
        { kind: "spot", maxNodes: 6 },
        { kind: "on-demand", maxNodes: 2 },
      ],
    },
    desks: {
      accelerator: { model: "t4", gpusPerNode: 1, sharing: { mode: "time-slicing", replicas: 4 } },
      size: { min: 1, max: 3 },
    },
    lab: {
      accelerator: { model: "a100-40", gpusPerNode: 8, sharing: { mode: "mig", profile: "1g.5gb" } },
      size: { min: 0, max: 1 },
    },
    etl: { node: { minVcpu: 8 }, size: { min: 0, max: 4 } },
  },
  tags,
} as const satisfies ClusterSpec;

type NewConfig = Exclude<GkeConfig, { existing: object }>;

/** A created network in two zones, reached by DNS. */
export const config: NewConfig = {
  project: "my-ml-project",
  location: "us-central1",
  network: { create: { zones: ["us-central1-a", "us-central1-c"] } },
  access: {
    endpoint: "dns",
    admins: ["group:platform@example.com"],
    deployer: "serviceAccount:ci@my-ml-project.iam.gserviceaccount.com",
  },
};

/** The config with another `access.endpoint`. */
export function reachedBy(endpoint: NewGkeCluster["access"]["endpoint"]): NewConfig {
  return { ...config, access: { ...config.access, endpoint } };
}

/** The plan of one AiCluster named "ai". */
export async function planCluster(own: GkeConfig<string> = config, of: ClusterSpec = spec): Promise<Plan> {
  const plan = await planProgram(() => {
    new AiCluster("ai", { spec: of, target: gke(own) });
  });
  expect(plan.problems).toEqual([]);
  return plan;
}

/** The resource of a logical name. */
export function child(plan: Plan, name: string): GraphResource {
  return plan.resources.find((resource) => resource.name === name) ?? expect.fail(`no resource ${name}`);
}

/** What the program gave to the resource of a logical name, as it may be printed. */
export function inputs(plan: Plan, name: string): Record<string, unknown> {
  return redactMap(child(plan, name).inputs);
}

/** The arguments of a node pool, typed as loosely as a test reads them. */
export function nodeConfig(plan: Plan, name: string): Record<string, unknown> {
  return inputs(plan, name)["nodeConfig"] as Record<string, unknown>;
}

/** Logical name at the end of a URN. */
export function nameOf(urn: string): string {
  return urn.split("::").at(-1) ?? urn;
}
