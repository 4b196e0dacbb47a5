import { AiCluster, type ClusterHandle, withGpu } from "@roadstead/cluster";
import { fakeCluster, fakeTarget } from "@roadstead/cluster/testing";
import { type ClusterSpec, SpecError, awsMachineTypes } from "@roadstead/core";
import { planProgram } from "@roadstead/plan";
import { Pod } from "@pulumi/kubernetes/core/v1/pod.js";
import * as pulumi from "@pulumi/pulumi";
import { describe, expect, it } from "vitest";

const spec = {
  pools: {
    serving: {
      accelerator: { model: "l4", gpusPerNode: 1, sharing: { mode: "time-slicing", replicas: 4 } },
      size: { min: 0, max: 4 },
    },
    etl: { node: { minVcpu: 8 }, size: { min: 0, max: 2 } },
  },
  tags: { owner: "ml", costCenter: "1", environment: "test" },
} satisfies ClusterSpec;

/** A component as users write them: it knows the handle and not the target. */
class Notebook extends pulumi.ComponentResource {
  constructor(name: string, { cluster }: { cluster: ClusterHandle }) {
    super("test:index:Notebook", name);
    const podSpec = { containers: [{ name: "notebook", image: "jupyter:1" }] };
    new Pod(name, { spec: withGpu(podSpec, cluster.gpu("serving"), 1) }, { parent: this, provider: cluster.provider });
  }
}

describe("fakeTarget", () => {
  it("stands in for a target of any spec, with the GPU software of a real one", async () => {
    const plan = await planProgram(() => {
      const cluster = new AiCluster("test", { spec, target: fakeTarget() });
      new Notebook("lab", { cluster });
    });
    expect(plan.exit).toEqual({ reason: "finished", code: 0 });
    const names = plan.resources.map((resource) => resource.name);
    expect(names).toEqual(
      expect.arrayContaining(["test-kubernetes", "test-device-plugin-serving", "test-deletion-guard", "lab"]),
    );
  });

  it("refuses what no target takes, and what the test wants refused", () => {
    const wrong = { ...spec, pools: { etl: { ...spec.pools.etl, size: { min: 3, max: 2 } } } };
    expect(
      fakeTarget()
        .validate(wrong)
        .map(({ rule }) => rule),
    ).toEqual(["spec/size-order"]);
    const problem = { rule: "test/full", path: "pools", message: "has no room" };
    expect(fakeTarget({ problems: [problem] }).validate(spec)).toEqual([problem]);
  });

  it("resolves pools with what the test says of them", () => {
    const target = fakeTarget({
      pools: { serving: { labels: { zone: "a" }, taints: [{ key: "team", effect: "NoSchedule" }] } },
      runtimeClassName: "nvidia",
      gpuStack: { devicePlugin: "provider" },
    });
    const [serving, etl] = target.layout(spec).pools;
    expect(serving).toMatchObject({ labels: { zone: "a" }, runtimeClassName: "nvidia" });
    expect(serving?.taints.map((taint) => taint.key)).toEqual(["nvidia.com/gpu", "team"]);
    expect(serving?.gpuStack).toMatchObject({ devicePlugin: "provider", sharingConfig: "provider" });
    expect(etl).toMatchObject({ taints: [] });
    expect(etl).not.toHaveProperty("gpuStack");
  });

  it("takes the abilities of another target", () => {
    const buying = fakeTarget({ capabilities: { machineTypes: awsMachineTypes, systemPool: true } });
    expect(buying.validate(spec)).toEqual([]);
    expect(buying.layout(spec).pools.map((pool) => pool.name)).toEqual(["system", "serving", "etl"]);
    expect(buying.layout(spec).pools[1]?.machineType?.name).toMatch(/^g6\./);
  });

  it("names pools of the spec only, by type and by a Problem", () => {
    const target = fakeTarget({ pools: { servin: { labels: {} } } });
    expect(target.validate(spec).map(({ rule }) => rule)).toEqual(["spec/unknown-override"]);
    // @ts-expect-error "servin" is no pool of the spec
    expect(() => new AiCluster<keyof typeof spec.pools>("test", { spec, target })).toThrow("unknown-override");
  });

  it("makes a provider that reaches nothing", async () => {
    const plan = await planProgram(() =>
      new AiCluster("test", { spec, target: fakeTarget() }).kubeconfig.apply((text) => {
        expect(text).toContain("https://kubernetes.invalid");
      }),
    );
    expect(plan.exit.reason).toBe("finished");
  });
});

describe("fakeCluster", () => {
  it("is a handle whose only resource is a provider", async () => {
    const plan = await planProgram(() => {
      new Notebook("lab", { cluster: fakeCluster("test", spec) });
    });
    expect(plan.exit).toEqual({ reason: "finished", code: 0 });
    expect(
      plan.resources
        .filter(({ type }) => !type.startsWith("pulumi:pulumi"))
        .map(({ name }) => name)
        .sort(),
    ).toEqual(["lab", "lab", "test-kubernetes"]);
    const pod = plan.resources.find((resource) => resource.type === "kubernetes:core/v1:Pod");
    expect(pod?.inputs).toMatchObject({
      spec: { tolerations: [{ key: "nvidia.com/gpu", operator: "Exists", effect: "NoSchedule" }] },
    });
  });

  it("knows the pools and their facts without a program", () => {
    expect(() => fakeCluster("test", { ...spec, pools: {} })).toThrow(SpecError);
    expect(() => fakeCluster("Test", spec)).toThrow("[cluster/name]");
  });

  it("tells what an AiCluster on the same spec tells", async () => {
    await planProgram(() => {
      const real = new AiCluster("test", { spec, target: fakeTarget({ storageClass: "fast" }) });
      const fake = fakeCluster("other", spec, { storageClass: "fast" });
      expect({ ...fake.summary, name: "test" }).toEqual(real.summary);
      expect(fake.storageClass).toBe(real.storageClass);
      expect(fake.gpu("serving")).toEqual(real.gpu("serving"));
      expect(() => fake.gpu("etl")).toThrow("is not a pool with GPUs");
    }).then((plan) => expect(plan.exit.reason).toBe("finished"));
  });

  it("gives stores that declare nothing, and refuses what every target refuses", async () => {
    const plan = await planProgram(() => {
      const cluster = fakeCluster("test", spec, { objectStoreScheme: "gs" });
      const owner = { parent: new pulumi.ComponentResource("test:index:Workload", "models") };
      const store = cluster.objectStore("bucket", { namespace: "models" }, owner);
      const args = { namespace: "models", databases: ["mlflow"], dumps: store };
      const { logins } = cluster.database("database", args, owner);
      const access = cluster.identity("models", "server", [{ store, access: "write" }], owner);
      expect([store.scheme, Object.keys(logins), Object.values(access.annotations)]).toEqual([
        "gs",
        ["mlflow"],
        ["server"],
      ]);
      expect(() => cluster.database("database", { ...args, sizeGib: 1 }, owner)).toThrow("[cluster/store-size]");
    });
    expect(plan.exit).toEqual({ reason: "finished", code: 0 });
    expect(plan.resources.filter(({ urn }) => urn.includes("Workload$"))).toEqual([]);
  });

  it("refuses stores as the test wants it", async () => {
    const full = { rule: "test/full", path: "database", message: "has no room" };
    const plan = await planProgram(() => {
      expect(fakeCluster("test", spec, { storeProblems: [full] }).storeProblems({})).toEqual([full]);
    });
    expect(plan.exit.code).toBe(0);
  });
});
