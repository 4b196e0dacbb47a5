import { AiCluster } from "@roadstead/cluster";
import { type ClusterSpec, declaredResources, type GraphResource, type PropertyValue } from "@roadstead/core";
import { type EksConfig, type ExistingClusterConfig, eks, type NewClusterConfig } from "@roadstead/eks";
import { type Plan, planProgram } from "@roadstead/plan";

export const deployer = "arn:aws:iam::111122223333:role/deployer";
export const admin = "arn:aws:iam::111122223333:role/admin";

export const tags = { owner: "ml-platform", costCenter: "4711", environment: "dev" };

export const newCluster = {
  region: "us-east-1",
  network: { create: { zones: ["us-east-1a", "us-east-1b"] } },
  access: { endpoint: { public: ["203.0.113.0/24"] }, admins: [admin], deployer },
} satisfies NewClusterConfig;

export const existingCluster = {
  region: "us-east-1",
  existing: {
    name: "research",
    endpoint: "https://research.example.com",
    ca: "Y2E=",
    oidcIssuer: "https://oidc.example.com/research",
    kubernetesVersion: "1.35",
    gpuStack: { devicePlugin: "user", metrics: "user" },
    vpcCniRole: "node",
    podIdentityAgent: true,
    storageClass: "gp3",
  },
  network: {
    subnets: [
      { id: "subnet-0123456789abcdef0", zone: "us-east-1a" },
      { id: "subnet-0123456789abcdef1", zone: "us-east-1b" },
    ],
    egress: "nat",
  },
  access: { deployer },
  autoscaler: "cluster-autoscaler",
} satisfies ExistingClusterConfig;

/** Every kind of pool: GPUs by spot and on demand from zero, MIG, time slicing on Arm, CPU, fixed size. */
export const spec = {
  pools: {
    serving: {
      accelerator: { model: "l4", gpusPerNode: 1 },
      size: { min: 0, max: 8 },
      capacity: [
        { kind: "spot", maxNodes: 6 },
        { kind: "on-demand", maxNodes: 2 },
      ],
      labels: { team: "search" },
      taints: [{ key: "team", value: "search", effect: "NoExecute" }],
    },
    lab: {
      accelerator: { model: "a100-40", gpusPerNode: 8, sharing: { mode: "mig", profile: "1g.5gb" } },
      size: { min: 0, max: 1 },
    },
    arm: {
      accelerator: { model: "t4g", gpusPerNode: 1, sharing: { mode: "time-slicing", replicas: 4 } },
      size: { min: 1, max: 2 },
    },
    etl: { node: { minVcpu: 8, minMemoryGib: 32 }, size: { min: 2, max: 2 } },
  },
  tags,
} satisfies ClusterSpec;

/** The plan of a program with one cluster, as at a preview before anything is there. */
export async function planCluster(config: EksConfig<string> = newCluster, of: ClusterSpec = spec): Promise<Plan> {
  return planProgram(() => {
    new AiCluster("cloud", { spec: of, target: eks(config) });
  });
}

/** One pool, for what the number of pools has nothing to do with. */
export const smallSpec = { pools: { serving: spec.pools.serving }, tags } satisfies ClusterSpec;

/** The smallest cluster: one node group beside the system pool, no GPUs, nothing to scale. */
export const cpuSpec = { pools: { etl: spec.pools.etl }, tags } satisfies ClusterSpec;

/** What the plan declares; a failure of the program is the test's. */
export async function declared(config?: EksConfig<string>, of: ClusterSpec = smallSpec): Promise<Declared> {
  const plan = await planCluster(config, of);
  const errors = plan.diagnostics.filter(({ severity }) => severity === "error").map(({ message }) => message);
  if (errors.length > 0) throw new Error(errors.join("\n"));
  return new Declared(declaredResources(plan));
}

/** The plan of the whole spec on a new cluster; files that share a worker share it. */
export const wholeCluster = once(() => declared(newCluster, spec));

/** The plan of one pool on a new cluster. */
export const smallCluster = once(() => declared());

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => (made ??= make());
}

export class Declared {
  readonly all: readonly GraphResource[];

  constructor(all: readonly GraphResource[]) {
    this.all = all;
  }

  ofType(type: string): readonly GraphResource[] {
    return this.all.filter((resource) => resource.type === type || resource.type.endsWith(`:${type}`));
  }

  one(type: string, name?: string): GraphResource {
    const found = this.ofType(type).filter((resource) => name === undefined || resource.name === name);
    if (found.length !== 1 || found[0] === undefined) {
      throw new Error(
        `${found.length} of ${type} ${name ?? ""}: ${this.ofType(type)
          .map((it) => it.name)
          .join(", ")}`,
      );
    }
    return found[0];
  }

  inputs(type: string, name?: string): Record<string, PropertyValue> {
    return this.one(type, name).inputs;
  }

  /** Whether `later` waits for `earlier`, directly or not; a resource waits for its provider too. */
  waitsFor(later: GraphResource, earlier: GraphResource): boolean {
    const byUrn = new Map(this.all.map((resource) => [resource.urn, resource]));
    const seen = new Set<string>();
    const queue = [later];
    for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
      for (const urn of [...next.dependencies, ...(next.provider === undefined ? [] : [next.provider])]) {
        const resource = byUrn.get(urn);
        if (resource === undefined || seen.has(urn)) continue;
        if (urn === earlier.urn) return true;
        seen.add(urn);
        queue.push(resource);
      }
    }
    return false;
  }
}
