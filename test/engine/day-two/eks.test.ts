import type { GpuPool } from "@roadstead/core";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { benchSuite } from "../../bench/bench-suite.js";
import { adminClient } from "../../bench/control-plane/index.js";
import type { StepRecord } from "../../bench/engine/index.js";
import { scaleUp } from "../../bench/providers/aws/autoscaler/index.js";
import type { Properties } from "../../bench/providers/test-provider.js";
import { openWorld, type World } from "../world.js";
import { EksCluster } from "./eks-cluster.js";

const role = (name: string): string => `arn:aws:iam::111122223333:role/${name}`;
const foreign = { key: "team.example.com/drain", value: "yes", effect: "NoSchedule" };

// The tests follow each other: one cluster's life.
benchSuite("a protected cluster on EKS, on day two", () => {
  let world: World;
  let cluster: EksCluster;
  let lasting: Awaited<ReturnType<EksCluster["lastingIds"]>>;
  let cordoned: { readonly apiVersion: string; readonly kind: string; readonly name: string };

  beforeAll(async () => {
    world = await openWorld();
    cluster = await EksCluster.open(world, {
      kubernetesVersion: "1.35",
      costCenter: "4711",
      zones: ["us-east-1a", "us-east-1b"],
      deployer: role("ci-deployer"),
      pools: {
        serving: {
          accelerator: { model: "l4", gpusPerNode: 1, sharing: { mode: "time-slicing", replicas: 2 } },
          size: { min: 0, max: 6 },
        },
        lab: { accelerator: { model: "t4", gpusPerNode: 1 }, size: { min: 1, max: 2 } },
        batch: { node: { minVcpu: 4 }, size: { min: 2, max: 2 } },
      },
      overrides: { lab: { ceiling: 4 } },
    });
    lasting = await cluster.lastingIds();
  });
  afterAll(() => world.close());

  // What follows a failed change starts from a cluster that nobody knows.
  let isBroken = false;
  beforeEach(({ skip, onTestFailed }) => {
    skip(isBroken, "an earlier change failed");
    onTestFailed(() => void (isBroken = true));
  });

  it("does nothing when the autoscaler has added nodes and a user has cordoned and tainted one", async () => {
    await cluster.autoscaleTo("serving", 3);
    cordoned = { apiVersion: "v1", kind: "Node", name: cluster.nodesOf("serving")[0] ?? "" };
    const metadata = { labels: { "team.example.com/owner": "search" } };
    await adminClient(cluster.emulated.plane).patch(cordoned, {
      metadata,
      spec: { taints: [foreign], unschedulable: true },
    });
    const { calls } = await cluster.change("node-cordoned", {}, { refresh: true });
    expect(calls).toEqual([]);
  });

  it("would be refused a floor above the present number of nodes", async () => {
    const { deployment } = await cluster.stack.export();
    const found = deployment.resources?.find(({ urn }) => urn.endsWith("NodeGroup::ai-serving-on-demand"));
    const { urn = "", type = "", id = "", inputs = {}, outputs = {} } = found ?? {};
    const [olds, state] = [inputs as Properties, outputs as Properties];
    const news = { ...olds, scalingConfig: { minSize: 5, desiredSize: 3, maxSize: 6 } };
    const naive = { urn, type, id, olds, news, state, ignoreChanges: [], preview: false };
    await expect(world.aws.provider().update(naive)).rejects.toThrow(
      "Minimum capacity 5 can't be greater than desired size 3",
    );
  });

  it("moves floors up and down in the autoscaler alone, and the size of a fixed pool in one call", async () => {
    const before = cluster.nodesOf("lab");
    const { calls } = await cluster.change("floors-and-fixed-size", {
      pools: {
        serving: { size: { min: 5, max: 6 } },
        lab: { size: { min: 0, max: 2 } },
        batch: { size: { min: 4, max: 4 } },
      },
    });
    expect(calls.map(({ args }) => args["scalingConfig"])).toEqual([{ minSize: 4, desiredSize: 4, maxSize: 4 }]);
    expect(cluster.nodesOf("batch")).toHaveLength(4);
    expect(cluster.nodesOf("lab")).toEqual(before);

    await scaleUp(cluster.emulated);
    await scaleUp(cluster.emulated);
    expect(await scaleUp(cluster.emulated)).toBeUndefined();
    expect(cluster.nodesOf("serving")).toHaveLength(5);
  });

  it("raises a cap after a refresh, and makes a pool elastic, on the nodes that there are", async () => {
    const before = [cluster.nodesOf("serving"), cluster.nodesOf("batch")];
    await cluster.change(
      "caps-and-fixed-made-elastic",
      {
        pools: {
          serving: { size: { min: 5, max: 8 } },
          batch: { size: { min: 2, max: 6 } },
          // Below its ceiling of 4, which is what EKS knows.
          lab: { size: { min: 0, max: 3 } },
        },
      },
      { refresh: true },
    );
    expect([cluster.nodesOf("serving"), cluster.nodesOf("batch")]).toEqual(before);
    expect(cluster.group("serving")).toMatchObject({ min: 0, desired: 5, max: 8 });
    expect(cluster.group("batch")).toMatchObject({ min: 0, desired: 4, max: 6 });
    expect(cluster.group("lab")).toMatchObject({ min: 0, desired: 1, max: 4 });
  });

  it("is refused a cap below the present number of nodes, and drains none", async () => {
    const before = cluster.nodesOf("serving");
    const { diagnostics } = await cluster.refusedChange("cap-refused", {
      pools: { serving: { size: { min: 1, max: 3 } } },
    });
    expect(diagnostics[0]?.message).toContain("desiredSize can't be greater than maxSize");
    expect(cluster.nodesOf("serving")).toEqual(before);
  });

  it("goes back to the number it last read when a cap changes unrefreshed, as its plan warns; fixes another pool", async () => {
    await cluster.autoscaleTo("serving", 6);
    await cluster.autoscaleTo("batch", 5);
    await cluster.change("cap-unread-and-elastic-made-fixed", {
      pools: { serving: { size: { min: 1, max: 9 } }, batch: { size: { min: 3, max: 3 } } },
    });
    expect(cluster.group("serving")).toMatchObject({ min: 0, desired: 5, max: 9 });
    expect(cluster.group("batch")).toMatchObject({ min: 3, desired: 3, max: 3 });
    expect(cluster.nodesOf("batch")).toHaveLength(3);
  });

  it("shares GPUs another way on the nodes that there are; of another model it makes the nodes first", async () => {
    await cluster.autoscaleTo("serving", 7);
    const before = cluster.nodesOf("serving");
    const { steps } = await cluster.change("sharing-and-gpu-model", {
      pools: {
        serving: { accelerator: { model: "l4", gpusPerNode: 1 } },
        lab: { accelerator: { model: "a10g", gpusPerNode: 1 } },
      },
    });
    expect(cluster.nodesOf("serving")).toEqual(before);
    const made = stepOf(steps, "create-replacement", "NodeGroup::ai-lab-on-demand");
    const told = stepOf(steps, "update", "Deployment::ai-cluster-autoscaler");
    const ended = stepOf(steps, "delete-replaced", "NodeGroup::ai-lab-on-demand");
    expect(made.ended).toBeLessThan(told.started);
    expect(told.ended).toBeLessThan(ended.started);
  });

  it("has left the cordon, the taint and the label of the user on a node whose own labels changed", async () => {
    const node = await adminClient(cluster.emulated.plane).get(cordoned);
    expect(node?.metadata.labels).toMatchObject({
      "roadstead.dev/sharing": "exclusive",
      "team.example.com/owner": "search",
    });
    const gpu = { key: "nvidia.com/gpu", value: "present", effect: "NoSchedule" };
    expect(node?.["spec"]).toMatchObject({
      unschedulable: true,
      taints: expect.arrayContaining([foreign, gpu]) as unknown,
    });
  });

  it("raises the Kubernetes version of the control plane, then of as many nodes as there are", async () => {
    await cluster.autoscaleTo("serving", 3);
    const before = cluster.nodesOf("serving");
    const { steps } = await cluster.change("version-raised", { kubernetesVersion: "1.36" });
    const { ended } = stepOf(steps, "update", "Cluster::ai-cluster");
    for (const pool of ["batch", "lab", "serving", "system"]) {
      expect(stepOf(steps, "update", `NodeGroup::ai-${pool}-on-demand`).started).toBeGreaterThan(ended);
    }
    expect(cluster.nodesOf("serving")).toHaveLength(3);
    expect(before.filter((node) => cluster.nodesOf("serving").includes(node))).toEqual([]);
  });

  it("changes tags in place, and rolls out as many nodes as there are", async () => {
    await cluster.change("tags-changed", { costCenter: "4712" });
    expect(cluster.nodesOf("serving")).toHaveLength(3);
  });

  it("takes a third zone for its nodes, group after group in the order that the factory says", async () => {
    const { calls } = await cluster.change("zone-added", {
      zones: ["us-east-1a", "us-east-1b", "us-east-1c"],
      overrides: { lab: { ceiling: 4, replace: "delete-first" } },
    });
    expect(calls.filter(({ kind }) => kind === "eks/cluster")).toEqual([]);
    const groups = calls.filter(({ kind, action }) => kind === "eks/nodeGroup" && action === "create");
    expect(groups.map(({ args }) => (args["subnetIds"] as readonly string[]).length)).toEqual([3, 3, 3, 3]);
  });

  it("renames and removes pools by another deployer's role, which is let in first, all in one update", async () => {
    const { serving } = cluster.settings.pools;
    const { steps } = await cluster.change("pool-renamed-pool-removed-deployer-changed", {
      deployer: role("release"),
      pools: { serving: undefined, inference: serving as GpuPool, lab: undefined },
      overrides: {},
    });
    const made = stepOf(steps, "create", "NodeGroup::ai-inference-on-demand");
    expect(made.ended).toBeLessThan(stepOf(steps, "delete", "NodeGroup::ai-serving-on-demand").started);

    const objects = steps.filter(({ op, urn }) => op !== "same" && urn.includes("$kubernetes:"));
    expect(new Set(objects.map(({ op }) => op))).toEqual(new Set(["create", "update", "delete"]));
    for (const access of ["AccessEntry::ai-deployer", "AccessPolicyAssociation::ai-deployer"]) {
      const granted = stepOf(steps, "create-replacement", access);
      const taken = stepOf(steps, "delete-replaced", access);
      expect(Math.min(...objects.map(({ started }) => started))).toBeGreaterThan(granted.ended);
      expect(Math.max(...objects.map(({ ended }) => ended))).toBeLessThan(taken.started);
    }
  });

  it("is still the same cluster: nothing that holds data or identity was ever replaced", async () => {
    expect(Object.keys(lasting).length).toBeGreaterThan(50);
    expect(await cluster.lastingIds()).toMatchObject(lasting);
  });
});

function stepOf(steps: readonly StepRecord[], op: string, urnEnd: string): StepRecord {
  const [step, ...others] = steps.filter((each) => each.op === op && each.urn.endsWith(urnEnd));
  return step !== undefined && others.length === 0 ? step : expect.fail(`not one ${op} of ${urnEnd}`);
}
