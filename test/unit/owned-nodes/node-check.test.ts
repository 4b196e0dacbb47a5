import { type NamedNode, type ObservedNode, nodeFaults, taintCommand } from "@roadstead/cluster/owned-nodes";
import { type PoolLayout, type Taint, gpuTaint } from "@roadstead/core";
import { describe, expect, it } from "vitest";

const team: Taint = { key: "team", value: "vision", effect: "NoExecute" };
const present = { key: "nvidia.com/gpu", value: "present", effect: "NoSchedule" };

function node(name: string, taints: readonly Taint[] = [gpuTaint]): NamedNode {
  return { name, pool: { name: "lab", taints } as PoolLayout };
}

function check(nodes: readonly NamedNode[], ...observed: readonly ObservedNode[]): string | undefined {
  return nodeFaults("onprem", nodes, observed);
}

describe("checking nodes that exist already", () => {
  it("is content with nodes that have their taints, and others besides", () => {
    const other = { key: "other-team", effect: "NoSchedule" };
    expect(check([node("gpu-1"), node("cpu-1", [])], { taints: [other, present] }, {})).toBeUndefined();
  });

  it("prints one command per node with all the taints that it lacks", () => {
    const nodes = [node("gpu-1", [gpuTaint, team]), node("gpu-2"), node("gpu-3")];
    expect(check(nodes, {}, { taints: [present] }, { taints: [] })).toBe(
      [
        'Nodes of cluster "onprem" lack taints that their pools have. Set them and run again:',
        "  kubectl taint nodes gpu-1 nvidia.com/gpu=present:NoSchedule team=vision:NoExecute",
        "  kubectl taint nodes gpu-3 nvidia.com/gpu=present:NoSchedule",
        "Taints are not set for you yet: the list has one owner, and writing it would remove those of others.",
      ].join("\n"),
    );
  });

  it("lets the GPU taint have any value, because it is tolerated whatever its value", () => {
    expect(check([node("gpu-1")], { taints: [{ ...present, value: "true" }] })).toBeUndefined();
    expect(check([node("gpu-1")], { taints: [{ key: present.key, effect: "NoSchedule" }] })).toBeUndefined();
  });

  it("does not take a GPU taint of another effect", () => {
    expect(check([node("gpu-1")], { taints: [{ ...present, effect: "PreferNoSchedule" }] })).toContain(
      "kubectl taint nodes gpu-1 nvidia.com/gpu=present:NoSchedule\n",
    );
  });

  it("tells kubectl to overwrite where a pool's own taint has another value", () => {
    const observed = { taints: [{ ...team, value: "speech" }] };
    expect(check([node("gpu-1", [team])], observed)).toContain(
      "kubectl taint nodes gpu-1 team=vision:NoExecute --overwrite\n",
    );
  });

  it("holds an empty value and no value for the same", () => {
    const bare: Taint = { key: "team", effect: "NoExecute" };
    expect(check([node("gpu-1", [bare])], { taints: [{ ...bare, value: "" }] })).toBeUndefined();
    expect(taintCommand("gpu-1", [bare])).toBe("kubectl taint nodes gpu-1 team:NoExecute");
  });

  it.each([
    [{ "kubernetes.io/os": "windows" }, "gpu-1 runs windows; GPU pools need Linux"],
    [{ "eks.amazonaws.com/compute-type": "fargate" }, "gpu-1 is a Fargate node"],
    [{ "eks.amazonaws.com/compute-type": "auto" }, "gpu-1 is an EKS Auto Mode node"],
  ])("refuses a node with the labels %j", (labels, text) => {
    expect(check([node("gpu-1")], { labels, taints: [present] })).toContain(text);
  });

  it("takes a Linux node", () => {
    expect(check([node("gpu-1")], { labels: { "kubernetes.io/os": "linux" }, taints: [present] })).toBeUndefined();
  });
});
