import { expect, describe, it } from "vitest";
import { scalingConfig } from "../../../packages/eks/src/node-count.js";
import { scaleFromZeroTags } from "../../../packages/eks/src/scale-from-zero-tags.js";
import { eks } from "@roadstead/eks";
import { declared, newCluster, smallSpec, spec, wholeCluster } from "./planned-cluster.js";

const cluster = await wholeCluster();

describe("node groups", () => {
  it("have these inputs", async () => {
    const groups = cluster.ofType("NodeGroup").map(({ name, inputs }) => [name, inputs]);
    const text = JSON.stringify(Object.fromEntries(groups.sort()), undefined, 2);
    await expect(`${text}\n`).toMatchFileSnapshot("../../golden/eks/node-groups.json");
  });

  it("spell taints as EKS does", () => {
    expect(cluster.inputs("NodeGroup", "cloud-serving-spot")["taints"]).toEqual([
      { key: "nvidia.com/gpu", value: "present", effect: "NO_SCHEDULE" },
      { key: "team", value: "search", effect: "NO_EXECUTE" },
    ]);
  });

  it("join local disks where the machine has some, and have no user data where it has none", () => {
    const text = (name: string) =>
      Buffer.from(String(cluster.inputs("LaunchTemplate", name)["userData"] ?? ""), "base64").toString();
    expect(text("cloud-serving-spot")).toContain("strategy: RAID0");
    expect(text("cloud-lab-on-demand")).toContain("nvidia-smi -mig 1");
    expect(cluster.inputs("LaunchTemplate", "cloud-etl-on-demand")).not.toHaveProperty("userData");
    expect(cluster.inputs("LaunchTemplate", "cloud-arm-on-demand")).not.toHaveProperty("userData");
  });

  it("replace in the order that the factory says", async () => {
    const first = await declared({ ...newCluster, pools: { serving: { replace: "delete-first" } } });
    const group = first.one("NodeGroup", "cloud-serving-spot");
    expect(group.deleteBeforeReplace).toBe(true);
    expect(group.inputs["updateConfig"]).toEqual({ maxUnavailable: 1, updateStrategy: "MINIMAL" });
    expect(cluster.one("NodeGroup", "cloud-serving-spot").deleteBeforeReplace).not.toBe(true);
  });
});

describe("the number of nodes", () => {
  it("is ignored where an autoscaler changes it, and nowhere else", () => {
    const ignored = cluster.ofType("NodeGroup").filter(({ ignoreChanges }) => ignoreChanges.length > 0);
    expect(ignored.map(({ name }) => name).sort()).toEqual([
      "cloud-arm-on-demand",
      "cloud-lab-on-demand",
      "cloud-serving-on-demand",
      "cloud-serving-spot",
    ]);
    for (const { ignoreChanges } of ignored) expect(ignoreChanges).toEqual(["scalingConfig.desiredSize"]);
  });

  it.each([
    // min, max, autoscaled, ceiling: what EKS is told
    [0, 8, true, undefined, { minSize: 0, desiredSize: 0, maxSize: 8 }],
    [2, 8, true, undefined, { minSize: 0, desiredSize: 2, maxSize: 8 }],
    [2, 8, true, 16, { minSize: 0, desiredSize: 2, maxSize: 16 }],
    [2, 8, false, undefined, { minSize: 2, desiredSize: 2, maxSize: 8 }],
    [3, 3, true, 16, { minSize: 3, desiredSize: 3, maxSize: 3 }],
    [0, 0, true, undefined, { minSize: 0, desiredSize: 0, maxSize: 1 }],
  ])("of %i to %i (autoscaled: %s, ceiling %s)", (min, max, autoscaled, ceiling, told) => {
    expect(scalingConfig({ size: { min, max } }, { autoscaled, ceiling })).toEqual(told);
  });

  it("stays as it is at EKS when the floor of an autoscaled pool changes: EKS refuses a floor above it", async () => {
    const higher = { ...smallSpec, pools: { serving: { ...spec.pools.serving, size: { min: 3, max: 8 } } } };
    const after = await declared(newCluster, higher);
    const sizes = (from: typeof cluster) => {
      const { scalingConfig: told, nodeGroupName } = from.inputs("NodeGroup", "cloud-serving-spot");
      const { minSize, maxSize } = told as Record<string, number>;
      return { minSize, maxSize, nodeGroupName };
    };
    expect(sizes(after)).toEqual(sizes(cluster));
  });
});

describe("scale from zero", () => {
  it("tells the autoscaler of labels, taints, GPUs and disk", async () => {
    const text = eks(newCluster)
      .layout(spec)
      .pools.flatMap((pool) =>
        pool.groups.map((group) => {
          const lines = scaleFromZeroTags(pool, group).map(({ key, value }) => `  ${key}=${value}`);
          return `${pool.name} ${group.key}\n${lines.join("\n")}\n`;
        }),
      );
    await expect(text.join("\n")).toMatchFileSnapshot("../../golden/eks/scale-from-zero-tags.txt");
  });

  it("has a tag for every label and taint of the nodes", () => {
    const { labels, taints } = cluster.inputs("NodeGroup", "cloud-serving-spot");
    const template = "k8s.io/cluster-autoscaler/node-template";
    const tags = new Map(
      cluster
        .ofType("autoscaling/tag:Tag")
        .filter(({ name }) => name.startsWith("cloud-serving-spot-"))
        .map(({ inputs }) => Object.values(inputs["tag"] as Record<string, string>).map(String))
        .map(([key, , value]) => [key, value]),
    );
    for (const [key, value] of Object.entries(labels as Record<string, string>)) {
      expect(tags.get(`${template}/label/${key}`)).toBe(value);
    }
    expect((taints as unknown[]).length).toBe([...tags.keys()].filter((key) => key?.includes("/taint/")).length);
    expect(tags.get(`${template}/taint/team`)).toBe("search:NoExecute");
    expect(tags.get("k8s.io/cluster-autoscaler/enabled")).toBe("true");
    expect(tags.get("k8s.io/cluster-autoscaler/cloud-dev")).toBe("owned");
  });

  it("counts what Kubernetes will be given: 8 GPUs in seven parts are 56", () => {
    const tag = cluster.inputs("Tag", "cloud-lab-on-demand-resources/nvidia.com/gpu")["tag"];
    expect(tag).toMatchObject({ value: "56", propagateAtLaunch: false });
  });
});
