import * as pulumi from "@pulumi/pulumi";
import { k3s } from "@roadstead/k3s";
import { type ClusterSpec, gpuTaint } from "@roadstead/core";
import { describe, expect, it } from "vitest";
import { declareCluster } from "./declare-cluster.js";
import { kubeconfigText } from "./kubeconfig-text.js";

const spec: ClusterSpec = {
  pools: {
    lab: { accelerator: { model: "a100-40", gpusPerNode: 8 }, size: { min: 1, max: 2 } },
    etl: { node: { minVcpu: 8 }, size: { min: 1, max: 1 }, labels: { team: "data" } },
  },
  tags: { owner: "ml", costCenter: "4711", environment: "dev" },
};
const config = {
  kubeconfig: kubeconfigText(),
  clusterId: "dc1",
  pools: { lab: { nodes: ["gpu-1", "gpu-2"] }, etl: { nodes: ["cpu-1"] } },
};
const tainted = { "gpu-1": [gpuTaint], "gpu-2": [gpuTaint] };

describe("provisioning on nodes that exist already", () => {
  it("labels each node with its pool's labels, by a patch of its own field manager", async () => {
    const { children } = await declareCluster(spec, k3s(config), tainted);
    expect(children.find((child) => child.name === "onprem-node-labels-cpu-1")).toEqual({
      type: "kubernetes:core/v1:NodePatch",
      name: "onprem-node-labels-cpu-1",
      inputs: {
        apiVersion: "v1",
        kind: "Node",
        metadata: {
          name: "cpu-1",
          labels: { "roadstead.dev/pool": "etl", "roadstead.dev/capacity": "owned", team: "data" },
          annotations: {
            "pulumi.com/patchForce": "true",
            "pulumi.com/patchFieldManager": "roadstead-onprem",
          },
        },
      },
    });
    const gpu = children.find((child) => child.name === "onprem-node-labels-gpu-1");
    expect(gpu?.inputs).toMatchObject({
      metadata: { labels: { "nvidia.com/gpu.present": "true", "roadstead.dev/accelerator": "a100-40" } },
    });
  });

  it("never writes taints: no patch has a spec", async () => {
    const { children } = await declareCluster(spec, k3s(config), tainted);
    const patches = children.filter((child) => child.type.endsWith(":NodePatch"));
    expect(patches).toHaveLength(3);
    for (const patch of patches) expect(Object.keys(patch.inputs).sort()).toEqual(["apiVersion", "kind", "metadata"]);
  });

  it("reads every node by its name, and labels none before all were read", async () => {
    const { children, waitsFor } = await declareCluster(spec, k3s(config), tainted);
    expect(children.filter((child) => child.id !== undefined).map(({ id }) => id)).toEqual(["gpu-1", "gpu-2", "cpu-1"]);
    expect(waitsFor.get("onprem-node-labels-cpu-1")).toEqual([
      "onprem-node-cpu-1",
      "onprem-node-gpu-1",
      "onprem-node-gpu-2",
    ]);
  });

  it("makes the same children when nothing is known of the nodes", async () => {
    const known = await declareCluster(spec, k3s(config), tainted);
    const unknown = await declareCluster(spec, k3s(config), "unknown");
    expect(unknown.children).toEqual(known.children);
    expect(unknown.waitsFor).toEqual(known.waitsFor);
    expect(unknown.errors).toEqual([]);
  });

  it("stops before the first label, with every command, where taints are missing", async () => {
    const { children, errors } = await declareCluster(spec, k3s(config), {});
    expect(children.filter((child) => child.type.endsWith(":NodePatch"))).toEqual([]);
    expect(errors).toEqual([
      [
        'Nodes of cluster "onprem" lack taints that their pools have. Set them and run again:',
        "  kubectl taint nodes gpu-1 nvidia.com/gpu=present:NoSchedule",
        "  kubectl taint nodes gpu-2 nvidia.com/gpu=present:NoSchedule",
        "Taints are not set for you yet: the list has one owner, and writing it would remove those of others.",
      ].join("\n"),
    ]);
  });

  it("lets everything else wait for the labels, and guards every child", async () => {
    const { provisioned, children } = await declareCluster(spec, k3s(config), tainted);
    const names = await Promise.all(provisioned.ready.map(logicalName));
    expect(names).toEqual(["onprem-node-labels-gpu-1", "onprem-node-labels-gpu-2", "onprem-node-labels-cpu-1"]);
    const guarded = await Promise.all(provisioned.resources.map(logicalName));
    expect(guarded.sort()).toEqual(children.map((child) => child.name).sort());
  });

  it("identifies the cluster by the user's id, and lets configuration change in place", async () => {
    const { children } = await declareCluster(spec, k3s({ ...config, context: "dc1" }), tainted);
    expect(children.find((child) => child.type === "pulumi:providers:kubernetes")).toEqual({
      type: "pulumi:providers:kubernetes",
      name: "onprem-kubernetes",
      inputs: {
        kubeconfig: secretOf(kubeconfigText()),
        context: "dc1",
        clusterIdentifier: "dc1",
        enableConfigMapMutable: "true",
        enableSecretMutable: "true",
      },
    });
  });

  it("keeps a plain kubeconfig secret, also in what it hands on", async () => {
    const { provisioned } = await declareCluster(spec, k3s(config), tainted);
    expect(await pulumi.isSecret(provisioned.kubeconfig)).toBe(true);
  });

  it("refuses a kubeconfig that turns out to be wrong when it is known, without quoting it", async () => {
    const late = pulumi.secret("token: s3cret");
    const { children, errors } = await declareCluster(spec, k3s({ ...config, kubeconfig: late }), tainted);
    expect(children).toEqual([]);
    expect(errors).toHaveLength(1);
    expect(errors[0]).toContain("k3s.kubeconfig: is not a kubeconfig");
    expect(errors[0]).not.toContain("s3cret");
  });

  it("refuses a kubeconfig that turns out to be empty, which would mean another cluster", async () => {
    const { errors } = await declareCluster(spec, k3s({ ...config, kubeconfig: pulumi.output("") }), tainted);
    expect(errors).toHaveLength(1);
    expect(errors[0]).toContain("[owned-nodes/kubeconfig-missing]");
  });

  it("says what is refused late at the cluster, and shows nobody where in the library it was thrown", async () => {
    const { thrown } = await declareCluster(spec, k3s({ ...config, kubeconfig: pulumi.output("") }), tainted);
    const [error] = thrown as pulumi.ResourceError[];
    expect(pulumi.ResourceError.isInstance(error)).toBe(true);
    expect(error).toMatchObject({ hideStack: true, stack: "" });
    expect(await logicalName(error?.resource ?? expect.fail("it names no resource"))).toBe("onprem");
  });

  it("runs transforms on fresh arguments, and tells them the pool", async () => {
    const seen: unknown[] = [];
    const target = k3s({
      ...config,
      transform: {
        provider: (args) => ({ ...args, kubeClientSettings: { qps: 50 } }),
        nodeLabels: (args, child) => {
          seen.push(child);
          const metadata = pulumi.output(args.metadata);
          return { ...args, metadata: metadata.apply((it) => ({ ...it, annotations: { changed: "yes" } })) };
        },
      },
    });
    const { children } = await declareCluster(spec, target, tainted);
    expect(seen[0]).toEqual({ name: "onprem-node-labels-gpu-1", pool: "lab" });
    expect(children.find((child) => child.name === "onprem-node-labels-gpu-1")?.inputs).toMatchObject({
      metadata: { annotations: { changed: "yes" } },
    });
    expect(children.find((child) => child.name === "onprem-kubernetes")?.inputs).toHaveProperty("kubeClientSettings");
  });

  it("patches a node in place when it moves to another pool", async () => {
    const before = await declareCluster(spec, k3s(config), tainted);
    const moved = {
      ...config,
      pools: { lab: { nodes: ["gpu-1"] }, etl: { nodes: ["gpu-2"] } },
    };
    const after = await declareCluster(spec, k3s(moved), tainted);
    const names = (children: typeof after.children) => children.map((child) => child.name);
    expect(names(before.children)).toEqual(expect.arrayContaining(names(after.children)));
  });
});

/** A secret as the SDK sends it to the engine. */
function secretOf(value: string): Record<string, string> {
  return { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", value };
}

async function logicalName(resource: pulumi.Resource): Promise<string> {
  const urn = await new Promise<string>((resolve) => resource.urn.apply(resolve));
  return urn.split("::").at(-1) ?? "";
}
