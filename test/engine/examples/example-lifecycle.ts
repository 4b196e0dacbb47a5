import { type Estimate, estimate } from "@roadstead/cost";
import { parseStored, planProject } from "@roadstead/plan";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { exampleSource, otherTargets } from "../../examples/example-program.js";
import { benchSuite } from "../../bench/bench-suite.js";
import {
  type Comparison,
  compareGraphs,
  graphOfPlan,
  graphOfPreview,
  graphOfState,
  type PreviewResult,
  type Stack,
  type UpdateResult,
} from "../../bench/engine/index.js";
import { unexpectedWarnings } from "../pod-security-warnings.js";
import { openWorld, type World } from "../world.js";
import { type ExampleCase, hasJob, ownCase, swappedCase } from "./example-case.js";

/** Whom each example lets in, and so who runs `pulumi up`. */
const googleCallers: Readonly<Record<string, string>> = {
  hybrid: "user:ci@example.com",
};

/** One example on its own targets and on every one that it can be swapped to: planned, previewed, made and unmade. */
export function exampleLifecycle(example: string): void {
  benchSuite(`the ${example} example on a real engine`, () => {
    lifecycle("its own targets", example, () => ownCase(example));
    for (const target of otherTargets(exampleSource(example))) {
      lifecycle(target, example, () => swappedCase(example, target));
    }
  });
}

function lifecycle(where: string, example: string, open: () => Promise<ExampleCase>): void {
  describe(`on ${where}`, () => {
    let form: ExampleCase;
    let world: World;
    let stack: Stack;
    let preview: PreviewResult;
    let up: UpdateResult;
    let plannedAndPreviewed: Comparison;
    let previewedAndMade: Comparison;
    let prices: Readonly<Record<"plan" | "preview" | "state", Estimate>>;
    let nodesBefore: unknown[];

    beforeAll(async () => {
      form = await open();
      const caller = where === "its own targets" ? googleCallers[example] : undefined;
      world = await openWorld({
        live: hasJob(example),
        // Whoever runs `up` for a private endpoint is inside the network.
        aws: { callerAddress: where === "eks" || example === "two-accounts" ? "vpc" : "203.0.113.10" },
        gcp: { caller: caller ?? "serviceAccount:ci@example.com" },
      });
      nodesBefore = await Promise.all(form.rooms.map((room) => room.nodes()));
      const { projectDir, config, inline = false } = form;
      const secretConfig = Object.keys(config);
      stack = await world.openStack({ projectDir, stack: "dev", config, secretConfig, inline });
      const plan = await planProject(projectDir, { stack: "dev", config });
      // The program that the CLI starts is checked as a user's is, once.
      preview = await stack.preview({ checksTypes: true });
      plannedAndPreviewed = compareGraphs(graphOfPlan(plan), graphOfPreview(preview.digest));
      up = await stack.up();
      await world.settle();
      for (const room of form.rooms) await room.settle();
      const state = await stack.export();
      previewedAndMade = compareGraphs(graphOfPreview(preview.digest), graphOfState(state));
      prices = { plan: priced(plan), preview: priced(stored(preview.digest)), state: priced(stored(state)) };
    });

    afterAll(async () => {
      await world.close();
      for (const room of form.rooms) await room.close();
    });

    it("is planned as it is previewed", () => {
      expect(failure(preview)).toBeUndefined();
      expect(plannedAndPreviewed.differences).toEqual([]);
      expect(plannedAndPreviewed.compared).toBeGreaterThan(5);
    });

    it("goes up, and is then what was previewed", () => {
      expect(failure(up)).toBeUndefined();
      expect(previewedAndMade.differences).toEqual([]);
      expect(previewedAndMade.compared).toBe(plannedAndPreviewed.compared);
    });

    it("costs what its plan said, by the preview and by the state", () => {
      expect(prices.preview.lines.map(amount)).toEqual(prices.plan.lines.map(amount));
      expect(prices.state.lines.map(amount)).toEqual(prices.plan.lines.map(amount));
      expect(prices.state.usdPerMonth).toEqual(prices.plan.usdPerMonth);
      // A deployment may answer what was unknown; it asks nothing that the plan did not.
      const kinds = (it: Estimate) =>
        it.gaps.filter(({ kind }) => kind !== "unknown").map(({ urn, what }) => [urn, what]);
      expect(kinds(prices.state)).toEqual(kinds(prices.plan));
    });

    it("is admitted by every API server without a warning, but for what is privileged on purpose", () => {
      expect(world.kubernetes.changes().length).toBeGreaterThan(2);
      expect(unexpectedWarnings(world.kubernetes.calls)).toEqual([]);
    });

    it("is left alone by a second up and by a refresh", async () => {
      const changes = world.kubernetes.changes().length;
      // One run for both: every resource is read, and then compared with what the program declares.
      const second = await stack.up({ flags: ["--refresh", "--expect-no-changes"] });
      expect(failure(second)).toBeUndefined();
      expect(changed(second)).toEqual([]);
      expect(second.steps.filter(({ op }) => op === "refresh").length).toBeGreaterThanOrEqual(
        previewedAndMade.compared,
      );
      expect(world.kubernetes.changes().length).toBe(changes);
    });

    it("leaves nothing behind when it is destroyed, and the owner's nodes as they were", async () => {
      if (form.withoutProtection !== undefined) {
        // What protection does is shown by deletion-guard.test.ts.
        form.withoutProtection();
        expect(failure(await stack.up())).toBeUndefined();
      }
      const destroyed = await stack.destroy();
      expect(failure(destroyed)).toBeUndefined();
      expect((await stack.export()).deployment.resources ?? []).toEqual([]);
      expect([...world.aws.existing(), ...world.gcp.existing()]).toEqual([]);
      for (const [index, room] of form.rooms.entries()) {
        expect(await room.leftovers()).toEqual([]);
        expect(await room.nodes()).toEqual(nodesBefore[index]);
      }
    });
  });
}

const priced = (graph: Parameters<typeof estimate>[0]): Estimate => estimate(graph, { asOf: "2026-11-24" });

/** What the engine wrote, read as a user's file is. */
const stored = (file: object) => parseStored(JSON.stringify(file), "the engine's file").graph;

const amount = ({ urn, item, usdPerMonth, gpuHours }: Estimate["lines"][number]) => ({
  urn,
  item,
  usdPerMonth,
  gpuHours,
});

/** What a user would read; undefined when the run went well and said nothing. */
function failure({ exitCode, diagnostics }: UpdateResult): unknown {
  const spoken = diagnostics.filter(({ severity }) => severity !== "info" && severity !== "info#err");
  return exitCode === 0 && spoken.length === 0 ? undefined : { exitCode, spoken };
}

const changed = ({ steps }: UpdateResult): string[] =>
  steps
    .filter(({ op }) => !["same", "refresh", "read"].includes(op))
    .map(({ op, urn, diffs }) => `${op} ${urn} ${diffs.join(", ")}`);
