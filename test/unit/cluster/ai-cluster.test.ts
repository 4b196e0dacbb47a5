import * as pulumi from "@pulumi/pulumi";
import { Provider as RandomProvider } from "@pulumi/random/provider.js";
import { AiCluster, InvalidClusterError } from "@roadstead/cluster";
import { type ClusterSpec, SpecError } from "@roadstead/core";
import { describe, expect, it } from "vitest";
import { fakeTarget } from "./fake-target.js";
import { eksLike, gkeLike, layoutOf } from "./layouts.js";
import { record, type RecordedResource } from "./recorded-resources.js";

const spec = {
  pools: { serving: { accelerator: { model: "l4", gpusPerNode: 1 }, size: { min: 0, max: 2 } } },
  tags: { owner: "ml", costCenter: "1", environment: "test" },
} satisfies ClusterSpec;

// What marks a value as secret on the wire.
const secretSignature = "1b47061264138c4ac30d75fd1eb44270";

function named(resources: readonly RecordedResource[], name: string): RecordedResource {
  return resources.find((resource) => resource.name === name) ?? expect.fail(`no resource ${name}`);
}

describe("AiCluster", () => {
  it("sends the engine the plain spec and nothing of the target", async () => {
    const { resources } = await record(() => new AiCluster("cloud", { spec, target: fakeTarget(eksLike) }));
    const cluster = named(resources, "cloud");
    expect(cluster.type).toBe("roadstead:index:AiCluster");
    expect(cluster.inputs).toEqual({ spec });
  });

  it("is the parent of all that it makes, and gives Kubernetes objects its own provider", async () => {
    const { resources } = await record(() => new AiCluster("cloud", { spec, target: fakeTarget(eksLike) }));
    const { urn } = named(resources, "cloud");
    const provider = named(resources, "cloud-kubernetes");
    for (const child of resources.filter((resource) => resource.urn !== urn)) {
      expect(child.parent, child.name).toBe(urn);
      if (!child.type.startsWith("kubernetes:")) continue;
      expect(child.provider, child.name).toBe(`${provider.urn}::cloud-kubernetes-id`);
    }
  });

  it("names its children after itself", async () => {
    const { resources } = await record(() => new AiCluster("cloud", { spec, target: fakeTarget(eksLike) }));
    const children = resources.map((resource) => `${resource.type} ${resource.name}\n`).sort();
    await expect(children.join("")).toMatchFileSnapshot("../../golden/cluster/ai-cluster-children.txt");
  });

  it("makes the same children at preview as at up", async () => {
    const urns = async (phase: "preview" | "up") => {
      const { resources } = await record(() => new AiCluster("cloud", { spec, target: fakeTarget(eksLike) }), phase);
      return resources.map((resource) => resource.urn).sort();
    };
    expect(await urns("preview")).toEqual(await urns("up"));
  });

  it("hands providers of its options down, so that one program can use two accounts", async () => {
    const { resources } = await record(() => {
      for (const account of ["one", "two"]) {
        const provider = new RandomProvider(account);
        new AiCluster(`in-${account}`, { spec, target: fakeTarget(eksLike) }, { providers: [provider] });
      }
    });
    for (const account of ["one", "two"]) {
      const guard = named(resources, `in-${account}-deletion-guard`);
      expect(guard.provider).toBe(`${named(resources, account).urn}::${account}-id`);
    }
  });

  it("waits with Kubernetes objects until the cluster is ready, and with pods for what they need", async () => {
    const { resources } = await record(() => new AiCluster("cloud", { spec, target: fakeTarget(eksLike) }));
    const access = named(resources, "cloud-access");
    for (const name of ["cloud-priority-serving", "cloud-gpu-system", "cloud-device-plugin-lab"]) {
      expect(named(resources, name).dependencies, name).toContain(access.urn);
    }
    const plugin = named(resources, "cloud-device-plugin-lab");
    for (const name of ["cloud-gpu-system", "cloud-gpu-system-deny-all", "cloud-gpu-system-critical-pods"]) {
      expect(plugin.dependencies, name).toContain(named(resources, name).urn);
    }
    expect(plugin.dependencies).toContain(named(resources, "cloud-device-plugin-config").urn);
  });

  it("registers the summary as plain facts and the kubeconfig as a secret", async () => {
    let cluster: AiCluster | undefined;
    const { resources, outputs } = await record(() => {
      cluster = new AiCluster("cloud", { spec, target: fakeTarget(eksLike) });
    });
    const registered = outputs.get(named(resources, "cloud").urn) ?? {};
    const summary = JSON.parse(JSON.stringify({ schemaVersion: 1, name: "cloud", ...eksLike })) as unknown;
    expect(registered["summary"]).toEqual(summary);
    expect(registered["storageClass"]).toBe("fast");
    expect(JSON.stringify(registered["kubeconfig"])).toContain(secretSignature);
    expect(cluster?.summary).toEqual({ schemaVersion: 1, name: "cloud", ...eksLike });
    expect(await pulumi.isSecret(cluster?.kubeconfig ?? pulumi.output(""))).toBe(true);
  });

  it("binds pods to its GPU pools and refuses others", async () => {
    let cluster: AiCluster | undefined;
    await record(() => {
      cluster = new AiCluster("cloud", { spec, target: fakeTarget(eksLike) });
    });
    expect(cluster?.gpu("training").maxPerPod).toBe(8);
    expect(() => cluster?.gpu("system")).toThrow(SpecError);
    expect(() => cluster?.gpu("trainin")).toThrow(
      'pools.trainin: is not a pool with GPUs; allowed: serving, training, lab; did you mean "training"? [cluster/gpu-pool]',
    );
  });

  it("keeps nothing in fields but its output, so that a package schema shows nothing else", async () => {
    let cluster: AiCluster | undefined;
    await record(() => {
      cluster = new AiCluster("cloud", { spec, target: fakeTarget(eksLike) });
    });
    const own = Object.keys(cluster ?? {}).filter((key) => !key.startsWith("__"));
    expect(own.sort()).toEqual(["kubeconfig", "urn"]);
  });

  it("passes transforms of the target on to the GPU software", async () => {
    const target = fakeTarget(eksLike, {
      transforms: { namespace: (args) => ({ ...args, metadata: { name: "elsewhere" } }) },
    });
    const { resources } = await record(() => new AiCluster("cloud", { spec, target }));
    expect(named(resources, "cloud-gpu-system").inputs["metadata"]).toEqual({ name: "elsewhere" });
  });

  it("tells of a transform that returns nothing as it tells of every problem", async () => {
    const namespace = () => undefined as unknown as Record<string, never>;
    let thrown: unknown;
    await record(() => {
      try {
        new AiCluster("cloud", { spec, target: fakeTarget(eksLike, { transforms: { namespace } }) });
      } catch (error) {
        thrown = error;
      }
    });
    expect(thrown).toBeInstanceOf(InvalidClusterError);
    expect(thrown).toMatchObject({ problems: [{ rule: "cluster/transform-result", path: "cloud-gpu-system" }] });
  });

  it("refuses to be protected, which every pool would inherit", async () => {
    let thrown: unknown;
    await record(() => {
      try {
        new AiCluster("cloud", { spec, target: fakeTarget(eksLike) }, { protect: true });
      } catch (error) {
        thrown = error;
      }
    });
    expect(thrown).toMatchObject({ problems: [{ rule: "cluster/protect" }] });
  });

  it("makes the same children whatever the provider brings, but for the software", async () => {
    const { resources } = await record(() => new AiCluster("cloud", { spec, target: fakeTarget(gkeLike) }));
    expect(resources.map((resource) => resource.name).sort()).toEqual([
      "cloud",
      "cloud-access",
      "cloud-deletion-guard",
      "cloud-kubernetes",
      "cloud-pool-a",
      "cloud-priority-serving",
      "cloud-priority-training",
    ]);
  });
});

describe("a cluster with problems", () => {
  const problem = (path: string) => ({ rule: "fake/rule", path, message: "is wrong" });

  it("throws all of them at once, sorted, at the resource and without a stack, and makes nothing else", async () => {
    let caught: unknown;
    const { resources } = await record(() => {
      try {
        new AiCluster("Cloud", {
          spec,
          target: fakeTarget(eksLike, { problems: [problem("pools.b"), problem("pools.a")] }),
        });
      } catch (error) {
        caught = error;
      }
    });
    if (!(caught instanceof InvalidClusterError)) throw new Error("no InvalidClusterError was thrown");
    expect(pulumi.ResourceError.isInstance(caught)).toBe(true);
    expect(caught.hideStack).toBe(true);
    expect(caught.resource).toBeInstanceOf(AiCluster);
    expect(caught.problems.map(({ path }) => path)).toEqual(["name", "pools.a", "pools.b"]);
    expect(caught.message).toBe(
      [
        "name: must be at most 30 lower-case letters, digits and dashes, start with a letter and not end with a dash, " +
          'got "Cloud" [cluster/name]',
        "pools.a: is wrong [fake/rule]",
        "pools.b: is wrong [fake/rule]",
      ].join("\n"),
    );
    expect(resources.map((resource) => resource.name)).toEqual(["Cloud"]);
  });
});

describe("the deletion guard", () => {
  const guardOf = async (deletionProtection: boolean) => {
    const layout = layoutOf(eksLike.pools, { deletionProtection });
    const { resources } = await record(() => new AiCluster("cloud", { spec, target: fakeTarget(layout) }));
    return { guard: named(resources, "cloud-deletion-guard"), resources };
  };

  it("depends on the provider, all that the target made and all of the GPU software", async () => {
    const { guard, resources } = await guardOf(true);
    const others = resources.filter((resource) => !["cloud", "cloud-deletion-guard"].includes(resource.name));
    expect(others.length).toBeGreaterThan(10);
    expect([...guard.dependencies].sort()).toEqual(others.map((resource) => resource.urn).sort());
  });

  it("has no input from what it guards, so that pools can be replaced", async () => {
    const { guard } = await guardOf(true);
    expect(guard.inputs).toEqual({ byteLength: 4 });
  });

  it("is there whether protected or not, and is the only thing that this package protects", async () => {
    for (const deletionProtection of [true, false]) {
      const { guard, resources } = await guardOf(deletionProtection);
      expect(guard.protect).toBe(deletionProtection);
      expect(resources.filter((resource) => resource.protect)).toEqual(deletionProtection ? [guard] : []);
    }
  });
});
