import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { benchSuite } from "../bench/bench-suite.js";
import { hostProviders, openStack } from "../bench/engine/index.js";
import type { ProviderHost, Stack, StepRecord, UpdateResult } from "../bench/engine/index.js";
import { echoAws, echoGcp } from "../bench/providers/echo/clouds.js";
import { echoProvider } from "../bench/providers/echo/index.js";
import { randomProvider } from "../bench/providers/random/index.js";

const projectDir = fileURLToPath(new URL("programs/guarded", import.meta.url));

/** Everything that a provider was told to delete, by any stack of this file. */
const deleted: string[] = [];
const onChange = (verb: string, urn: string): void => {
  if (verb === "delete") deleted.push(urn);
};

let host: ProviderHost;
beforeAll(async () => {
  host = await hostProviders({
    aws: () => echoAws({ onChange }),
    gcp: () => echoGcp({ onChange }),
    kubernetes: () => echoProvider({ onChange }),
    random: randomProvider,
  });
});
afterAll(() => host.close());

const l4 = { accelerator: { model: "l4", gpusPerNode: 1 }, size: { min: 0, max: 4 } };
const t4 = { accelerator: { model: "t4", gpusPerNode: 1 }, size: { min: 0, max: 4 } };
const guard = "random:index/randomId:RandomId::ai-deletion-guard";

const ofType = (steps: readonly StepRecord[], type: string): string[] =>
  steps.filter(({ urn }) => urn.includes(`$${type}::`)).map(({ op, urn }) => `${op} ${urn.split("::").at(-1) ?? ""}`);

benchSuite("the real engine", () => {
  describe.each([
    { target: "eks", cluster: "aws:eks/cluster:Cluster", pool: "aws:eks/nodeGroup:NodeGroup" },
    { target: "gke", cluster: "gcp:container/cluster:Cluster", pool: "gcp:container/nodePool:NodePool" },
  ])("the deletion guard of an AiCluster on $target", ({ target, cluster, pool }) => {
    let stack: Stack;
    let first: UpdateResult;

    const up = (pools: object, isProtected: boolean): Promise<UpdateResult> => {
      stack.configure({ target, pools: JSON.stringify(pools), protected: String(isProtected) });
      return stack.up();
    };

    beforeAll(async () => {
      stack = await openStack({ projectDir, stack: "dev", env: host.env });
      first = await up({ serving: l4, lab: l4 }, true);
    });
    afterAll(() => stack.remove());

    const resources = async () => (await stack.export()).deployment.resources ?? [];

    it("stands in the state, protected, on everything that the cluster is made of", async () => {
      expect(first).toMatchObject({ exitCode: 0, diagnostics: [] });
      const all = await resources();
      const guarding = all.find(({ urn }) => urn.endsWith(guard));
      expect(guarding?.protect).toBe(true);
      const children = all.filter(
        ({ urn, custom }) => custom === true && urn.includes("AiCluster$") && !urn.endsWith(guard),
      );
      expect(children.length).toBeGreaterThan(10);
      expect(children.map(({ urn }) => urn).filter((urn) => guarding?.dependencies?.includes(urn) !== true)).toEqual(
        [],
      );
    });

    it.each([
      { command: "destroy", flags: [] },
      { command: "destroy --continue-on-error", flags: ["--continue-on-error"] },
      { command: "destroy --exclude-protected", flags: ["--exclude-protected"] },
    ])("keeps every part of the cluster from $command", async ({ flags }) => {
      const before = await resources();
      deleted.length = 0;
      const { exitCode } = await stack.destroy({ flags });
      // With --exclude-protected keeping them is what was asked for.
      expect(exitCode === 0).toBe(flags.includes("--exclude-protected"));
      expect(deleted).toEqual([]);
      expect((await resources()).map(({ urn }) => urn).sort()).toEqual(before.map(({ urn }) => urn).sort());
    });

    it("is what keeps them: when it depends on nothing, the same destroy takes the pools", async () => {
      const state = await stack.export();
      const unbound = (state.deployment.resources ?? []).map((resource) =>
        resource.urn.endsWith(guard) ? { ...resource, dependencies: [] } : resource,
      );
      await stack.import({ ...state, deployment: { ...state.deployment, resources: unbound } });
      deleted.length = 0;
      await stack.destroy();
      expect(deleted.filter((urn) => urn.includes(`$${pool}::`))).not.toEqual([]);
      await stack.import(state);
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
      expect(steps.filter(({ urn, op }) => urn.endsWith(guard) && op !== "same" && op !== "update")).toEqual([]);
    });

    it("is turned off by one update, after which destroy takes all", async () => {
      const off = await up({ serving: t4 }, false);
      expect(off.exitCode).toBe(0);
      expect(off.steps.filter(({ op }) => !["same", "update"].includes(op))).toEqual([]);
      const { exitCode, diagnostics } = await stack.destroy();
      expect({ exitCode, diagnostics }).toEqual({ exitCode: 0, diagnostics: [] });
      expect(await resources()).toEqual([]);
    });
  });
});
