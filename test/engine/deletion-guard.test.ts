import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { benchSuite } from "../bench/bench-suite.js";
import type { Stack, StateResource, StepRecord, UpdateResult } from "../bench/engine/index.js";
import { openWorld, type World } from "./world.js";

const projectDir = fileURLToPath(new URL("programs/guarded", import.meta.url));
const l4 = { accelerator: { model: "l4", gpusPerNode: 1 }, size: { min: 0, max: 4 } };
const t4 = { accelerator: { model: "t4", gpusPerNode: 1 }, size: { min: 0, max: 4 } };

const isGuard = ({ urn }: Pick<StateResource, "urn">): boolean =>
  urn.endsWith("random:index/randomId:RandomId::ai-deletion-guard");
const ofType = (steps: readonly StepRecord[], type: string): string[] =>
  steps.filter(({ urn }) => urn.includes(`$${type}::`)).map(({ op, urn }) => `${op} ${urn.split("::").at(-1) ?? ""}`);

benchSuite("the real engine", () => {
  // The tests follow each other: one cluster's life.
  describe.each([
    {
      target: "eks",
      cluster: "aws:eks/cluster:Cluster",
      pool: "aws:eks/nodeGroup:NodeGroup",
      isPool: /^eks\/nodeGroup .*(serving|lab)-/,
    },
    {
      target: "gke",
      cluster: "gcp:container/cluster:Cluster",
      pool: "gcp:container/nodePool:NodePool",
      isPool: /^container\/nodePool .*\/(serving|lab)-/,
    },
  ])("the deletion guard of an AiCluster on $target", ({ target, cluster, pool, isPool }) => {
    let world: World;
    let stack: Stack;
    let first: UpdateResult;

    const up = (pools: object, isProtected: boolean): Promise<UpdateResult> => {
      stack.configure({ target, pools: JSON.stringify(pools), protected: String(isProtected) });
      return stack.up();
    };
    const resources = async () => (await stack.export()).deployment.resources ?? [];
    const inClouds = () => [...world.aws.existing(), ...world.gcp.existing()];
    /** Of everything there is: in the state, in the cloud, and how often something changed in the cluster. */
    const everything = async () => ({
      state: (await resources()).map(({ urn }) => urn).sort(),
      clouds: inClouds(),
      changes: world.kubernetes.changes().length,
    });
    const rewriteGuard = async (change: Partial<StateResource>): Promise<void> => {
      const { deployment, ...state } = await stack.export();
      const rewritten = deployment.resources?.map((resource) =>
        isGuard(resource) ? { ...resource, ...change } : resource,
      );
      await stack.import({ ...state, deployment: { ...deployment, resources: rewritten ?? [] } });
    };

    beforeAll(async () => {
      world = await openWorld({ gcp: { caller: "serviceAccount:ci@example.com" } });
      stack = await world.openStack({ projectDir, stack: "dev" });
      first = await up({ serving: l4, lab: l4 }, true);
    });
    afterAll(() => world.close());

    it("stands in the state, protected, on everything that the cluster is made of", async () => {
      expect(first).toMatchObject({ exitCode: 0, diagnostics: [] });
      const all = await resources();
      const guard = all.find(isGuard);
      expect(guard?.protect).toBe(true);
      const children = all.filter(
        (resource) => resource.custom === true && resource.urn.includes("AiCluster$") && !isGuard(resource),
      );
      expect(children.length).toBeGreaterThan(10);
      expect(children.map(({ urn }) => urn).filter((urn) => guard?.dependencies?.includes(urn) !== true)).toEqual([]);
      expect(inClouds().filter((found) => isPool.test(found))).toHaveLength(2);
    });

    it.each([
      { command: "destroy", flags: [] },
      { command: "destroy --continue-on-error", flags: ["--continue-on-error"] },
      { command: "destroy --exclude-protected", flags: ["--exclude-protected"] },
    ])("keeps every part of the cluster from $command", async ({ flags }) => {
      const before = await everything();
      const { exitCode } = await stack.destroy({ flags });
      // With --exclude-protected keeping them is what was asked for.
      expect(exitCode === 0).toBe(flags.includes("--exclude-protected"));
      expect(await everything()).toEqual(before);
    });

    it("lets a pool be replaced and another be dropped, and touches the cluster by neither", async () => {
      const { steps, exitCode } = await up({ serving: t4 }, true);
      expect(exitCode).toBe(0);
      expect(ofType(steps, cluster)).toEqual(["same ai-cluster"]);
      expect(ofType(steps, pool).filter((step) => !step.startsWith("same"))).toEqual([
        "create-replacement ai-serving-on-demand",
        "replace ai-serving-on-demand",
        expect.stringMatching(/^delete(-replaced)? /),
        expect.stringMatching(/^delete(-replaced)? /),
      ]);
      expect(steps.filter((step) => isGuard(step) && step.op !== "same" && step.op !== "update")).toEqual([]);
      expect(inClouds().filter((found) => isPool.test(found))).toHaveLength(1);
    });

    it("is turned off by one update, which changes nothing else", async () => {
      const off = await up({ serving: t4 }, false);
      expect(off).toMatchObject({ exitCode: 0, diagnostics: [] });
      expect(off.steps.filter(({ op }) => !["same", "update"].includes(op))).toEqual([]);
      expect((await resources()).find(isGuard)?.protect ?? false).toBe(false);
    });

    it("is what kept the cluster: protected and depending on nothing, it does not keep the pool", async () => {
      await rewriteGuard({ protect: true, dependencies: [] });
      const { exitCode } = await stack.destroy();
      expect(exitCode).not.toBe(0);
      expect((await resources()).some(isGuard)).toBe(true);
      expect(inClouds().filter((found) => isPool.test(found))).toEqual([]);
    });

    it("lets destroy take all that is left once it is off", async () => {
      await rewriteGuard({ protect: false });
      const { exitCode, diagnostics } = await stack.destroy();
      expect({ exitCode, diagnostics }).toEqual({ exitCode: 0, diagnostics: [] });
      expect(await resources()).toEqual([]);
      expect(inClouds()).toEqual([]);
    });
  });
});
