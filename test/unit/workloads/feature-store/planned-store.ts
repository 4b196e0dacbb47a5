import type { FakeTargetConfig } from "@roadstead/cluster/testing";
import { fakeCluster } from "@roadstead/cluster/testing";
import type { ClusterSpec, GraphResource } from "@roadstead/core";
import { type Plan, planProgram } from "@roadstead/plan";
import { FeatureStore, type FeatureStoreSpec } from "@roadstead/workloads";
import * as pulumi from "@pulumi/pulumi";
import { manifestFiles } from "../../../../packages/cli/src/manifests/manifest-files.js";
import { type KubernetesObject, plannedObjects } from "../../../../packages/cli/src/manifests/kubernetes-objects.js";

export const clusterSpec = {
  pools: { etl: { node: { minVcpu: 8 }, size: { min: 0, max: 2 } } },
  tags: { owner: "ml", costCenter: "1", environment: "test" },
} satisfies ClusterSpec;

export const definitions = 'from feast import Entity\n\ndriver = Entity(name="driver")\n';

/** The least that a feature store takes. */
export const minimal = { repository: { files: { "drivers.py": definitions } } } satisfies FeatureStoreSpec;

/** Everything that a feature store takes, the secrets made by `program` while it runs. */
export function everything(): FeatureStoreSpec {
  return {
    repository: {
      git: {
        url: "https://git.example.com/ml/features.git",
        commit: "0123456789abcdef0123456789abcdef01234567",
        path: "shop/features",
        credentials: { user: "deploy", token: pulumi.secret(canaries.gitToken) },
        cidrs: ["203.0.113.7/32"],
      },
    },
    auth: {
      kind: "oidc",
      discoveryUrl: "https://login.example.com/realms/ml/.well-known/openid-configuration",
      audience: "features",
      issuer: "https://login.example.com/realms/ml",
      clientId: "features",
      serviceAccounts: true,
    },
    size: "medium",
    project: "shop",
    namespace: "ml-features",
    registry: { rest: true },
    onlineStore: {
      url: "rediss://cache.example.com:6380",
      password: pulumi.secret(canaries.redisPassword),
      keyTtlSeconds: 86_400,
      cidrs: ["203.0.113.8/32"],
    },
    offline: { server: true },
    materialization: { schedule: "*/15 * * * *", timeZone: "Europe/Berlin", deadlineMinutes: 14, memoryMib: 8192 },
    metrics: { from: "monitoring" },
    expose: {
      host: "features.example.com",
      tls: { certificate: { secretName: "features-tls", clusterIssuer: "private" }, ca: "-----BEGIN CERTIFICATE-----" },
      auth: "oidc",
      via: { ingress: { className: "nginx" }, from: { namespace: "ingress-nginx" } },
    },
  };
}

export const canaries = { gitToken: "canary-git-4d1f", redisPassword: "canary-redis-77ab" } as const;

/** A program with a feature store "features", planned, and its Kubernetes objects. */
export class PlannedStore {
  readonly plan: Plan;

  constructor(plan: Plan) {
    this.plan = plan;
  }

  get children(): readonly GraphResource[] {
    return this.plan.resources.filter(({ urn }) => urn.includes("roadstead:index:FeatureStore$"));
  }

  get component(): GraphResource | undefined {
    return this.plan.resources.find(({ type }) => type === "roadstead:index:FeatureStore");
  }

  /** `kind/name`, sorted. */
  get objects(): readonly string[] {
    return [...this.#objects.keys()].sort();
  }

  object(kind: string, name: string): PlainObject {
    const found = this.#objects.get(`${kind}/${name}`);
    if (found === undefined) throw new Error(`no ${kind} ${name} among ${this.objects.join(", ")}`);
    return found as unknown as PlainObject;
  }

  /** All manifests in one text, as `roadstead plan --manifests` writes them. */
  get manifests(): string {
    return manifestFiles(this.plan)
      .map(({ text }) => `---\n${text}`)
      .join("");
  }

  get urns(): string {
    return this.children
      .map(({ urn }) => `${urn.replace(/^urn:pulumi:dev::project::/, "")}\n`)
      .sort()
      .join("");
  }

  get #objects(): ReadonlyMap<string, KubernetesObject> {
    const objects = plannedObjects(this.plan).map(({ object }) => object);
    return new Map(objects.map((object) => [`${object.kind}/${object.metadata.name}`, object]));
  }
}

// Manifests are read as what they are, and not as what a type says.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type PlainObject = any;

/** Plans a feature store; `spec` is called in the program, where secrets can be made. */
export async function planStore(
  spec: FeatureStoreSpec | (() => FeatureStoreSpec) = minimal,
  config: FakeTargetConfig = {},
): Promise<PlannedStore> {
  const plan = await planProgram(() => {
    const args = typeof spec === "function" ? spec() : spec;
    new FeatureStore("features", { cluster: fakeCluster("cloud", clusterSpec, config), ...args });
  });
  if (plan.exit.code !== 0) throw new Error(`the program failed: ${JSON.stringify(plan.exit)}`);
  return new PlannedStore(plan);
}
