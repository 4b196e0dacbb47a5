import { fakeCluster } from "@roadstead/cluster/testing";
import { planProgram } from "@roadstead/plan";
import { FeatureStore } from "@roadstead/workloads";
import { beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import {
  canaries,
  clusterSpec,
  definitions,
  everything,
  minimal,
  type PlannedStore,
  type PlainObject,
  planStore,
} from "./planned-store.js";

const applyJob = (store: PlannedStore): string => {
  const [name, ...more] = store.objects.filter((object) => object.startsWith("Job/feast-apply-"));
  if (name === undefined || more.length > 0) throw new Error("one Job applies the definitions");
  return name.slice("Job/".length);
};

const config = (store: PlannedStore): PlainObject =>
  parse(store.object("ConfigMap", "feast").data["feature_store.yaml"]);
const podOf = (store: PlannedStore, kind: string, name: string): PlainObject => {
  const { spec } = store.object(kind, name);
  return (spec.jobTemplate?.spec.template ?? spec.template).spec;
};
const envOf = (pod: PlainObject): Record<string, PlainObject> =>
  Object.fromEntries(pod.containers[0].env.map((entry: PlainObject) => [entry.name, entry.value ?? entry.valueFrom]));

let least: PlannedStore;
let most: PlannedStore;
beforeAll(async () => {
  least = await planStore(minimal);
  most = await planStore(everything);
});

describe("feature_store.yaml", () => {
  it("always says who may use the servers", async () => {
    expect(config(least).auth.type).toBe("oidc");
    const open = await planStore({ ...minimal, auth: { kind: "no_auth", allowUnauthenticated: true } });
    expect(config(open).auth).toEqual({ type: "no_auth" });
  });

  it("never has Feast's type kubernetes, which takes a token that the cluster's API refused", () => {
    for (const store of [least, most]) expect(store.manifests).not.toMatch(/type: "?kubernetes/);
  });

  it("holds tokens to an audience and an issuer, also where only those of ServiceAccounts count", () => {
    expect(config(least).auth).toMatchObject({
      audience: "service-accounts-only.invalid",
      issuer: "https://kubernetes.default.svc",
    });
    expect(config(most).auth).toMatchObject({ audience: "features", issuer: "https://login.example.com/realms/ml" });
  });

  it("has TLS to PostgreSQL written out", () => {
    expect(config(least).online_store.sslmode).toBe("require");
    expect(config(least).registry.path).toMatch(/\?sslmode=require$/);
  });

  it("takes every password from the environment, where it is text whatever it looks like", () => {
    const text: string = least.object("ConfigMap", "feast").data["feature_store.yaml"];
    const expanded = text.replaceAll(/\$\{(\w+)\}/g, (_, name: string) => (name.endsWith("PASSWORD") ? "0123" : "x"));
    expect(parse(expanded).online_store.password).toBe("0123");
  });
});

describe("secrets of a feature store", () => {
  it("stand in Secrets only, and are marked as secret there", () => {
    const shown = JSON.stringify(most.plan.resources);
    for (const canary of Object.values(canaries)) {
      expect(shown).not.toContain(canary);
      expect(shown).not.toContain(Buffer.from(`deploy:${canary}`).toString("base64"));
    }
    expect(most.object("Secret", "feast-git").stringData).toEqual({ header: "<secret>" });
  });

  it("reach only pods that use them", () => {
    const registry = envOf(podOf(least, "Deployment", "feast-registry"));
    expect(Object.keys(registry)).toContain("PGPASSWORD");
    expect(Object.keys(registry).filter((name) => name.includes("ONLINE"))).toEqual([]);
    const online = envOf(podOf(least, "Deployment", "feast-online"));
    expect(Object.keys(online).filter((name) => name.startsWith("AWS_"))).toEqual([]);
  });
});

describe("the Job that applies the definitions", () => {
  it("is another one for other definitions, and the same for the same", async () => {
    const again = await planStore({ repository: { files: { "drivers.py": definitions } } });
    expect(applyJob(again)).toBe(applyJob(least));
    const changed = await planStore({ repository: { files: { "drivers.py": `${definitions}# more\n` } } });
    expect(applyJob(changed)).not.toBe(applyJob(least));
  });

  it("alone changes tables; servers and materialisation refuse to run before it did", () => {
    expect(envOf(podOf(least, "Job", applyJob(least)))["FEAST_SCHEMA_MODE"]).toBe("auto");
    for (const [kind, name] of [
      ["Deployment", "feast-registry"],
      ["Deployment", "feast-online"],
      ["CronJob", "feast-materialize"],
    ] as const) {
      expect(envOf(podOf(least, kind, name))["FEAST_SCHEMA_MODE"]).toBe("verify");
    }
    const [job] = least.children.filter(({ name }) => name === "features-apply");
    for (const server of least.children.filter(({ type }) => type.endsWith(":Deployment"))) {
      expect(server.dependencies).toContain(job?.urn);
    }
  });

  it("sees each file once, under its own path", async () => {
    const files = { "drivers.py": definitions, "views/trips.py": "" };
    const store = await planStore({ repository: { files } });
    const pod = podOf(store, "Job", applyJob(store));
    const mounts = pod.containers[0].volumeMounts.filter(({ name }: PlainObject) => name === "repository");
    const { data } = store.object("ConfigMap", "feast-repository");
    const seen = mounts.map(({ mountPath, subPath }: PlainObject) => [mountPath, data[subPath]]);
    expect(seen).toEqual([
      ["/repository/drivers.py", definitions],
      ["/repository/views/trips.py", ""],
    ]);
  });

  it("is made anew by the next `up` where it failed", () => {
    const job = least.children.find(({ type }) => type.endsWith(":Job"));
    expect(JSON.stringify(job?.inputs)).toContain("pulumi.com/replaceUnready");
  });

  it("is left when it is done, for Pulumi would make it again", () => {
    expect(least.object("Job", applyJob(least)).spec.ttlSecondsAfterFinished).toBeUndefined();
  });
});

describe("materialisation", () => {
  it("runs once at a time, and not for ever", () => {
    const { spec } = most.object("CronJob", "feast-materialize");
    expect(spec).toMatchObject({ schedule: "*/15 * * * *", concurrencyPolicy: "Forbid", suspend: false });
    expect(spec.jobTemplate.spec.activeDeadlineSeconds).toBe(14 * 60);
  });

  it("of all history is there to be started by hand, and never starts by itself", () => {
    const { spec } = least.object("CronJob", "feast-rematerialize");
    expect(spec.suspend).toBe(true);
    expect(podOf(least, "CronJob", "feast-rematerialize").containers[0].args).toContain("full");
  });

  it("can be left to others", async () => {
    const store = await planStore({ ...minimal, materialization: false });
    expect(store.objects).not.toContain("CronJob/feast-materialize");
    expect(store.objects).toContain("CronJob/feast-rematerialize");
  });
});

describe("rights of a feature store", () => {
  it("are to have tokens checked and nothing else, and only where tokens of ServiceAccounts count", async () => {
    const roles = least.children.filter(({ type }) => /:(Cluster)?Role$/.test(type));
    expect(roles.map(({ inputs }) => inputs["rules"])).toEqual([
      [{ apiGroups: ["authentication.k8s.io"], resources: ["tokenreviews"], verbs: ["create"] }],
    ]);
    const open = await planStore({ ...minimal, auth: { kind: "no_auth", allowUnauthenticated: true } });
    expect(open.objects.filter((object) => object.includes("Role"))).toEqual([]);
    expect(podOf(open, "Deployment", "feast-online").automountServiceAccountToken).toBe(false);
  });

  it("on the bucket are of the Jobs only: to read data, and to write dumps", async () => {
    const grants: string[] = [];
    await planProgram(() => {
      const cluster = fakeCluster("cloud", clusterSpec);
      const identity: typeof cluster.identity = (namespace, account, asked, owner) => {
        grants.push(...asked.map(({ access, prefix }) => `${account} ${access} ${prefix}`));
        return cluster.identity(namespace, account, asked, owner);
      };
      new FeatureStore("features", { cluster: { ...cluster, identity }, ...minimal });
    });
    expect(grants).toEqual(["feast-jobs read data/", "feast-dump write dumps/"]);
  });

  it("have no dump of their own where the server dumps all of its databases itself", async () => {
    const grants: string[] = [];
    const { resources } = await planProgram(() => {
      const cluster = fakeCluster("cloud", clusterSpec);
      const database: typeof cluster.database = (...asked) => ({ ...cluster.database(...asked), dumped: true });
      const identity: typeof cluster.identity = (namespace, account, asked, owner) => {
        grants.push(account);
        return cluster.identity(namespace, account, asked, owner);
      };
      new FeatureStore("features", { cluster: { ...cluster, database, identity }, ...minimal });
    });
    expect(grants).toEqual(["feast-jobs"]);
    expect(resources.map(({ name }) => name).filter((name) => name === "features-dump")).toEqual([]);
  });
});
