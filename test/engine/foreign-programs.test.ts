import { readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, it } from "vitest";
import { benchSuite } from "../bench/bench-suite.js";
import { planProject } from "@roadstead/plan";
import type { Plan } from "@roadstead/plan";
import { compareProject, hostProviders, languageHost, openStack } from "../bench/engine/index.js";
import type { PreviewResult, ProjectComparison, ProviderHost } from "../bench/engine/index.js";
import { taskPool } from "../bench/engine/task-pool.js";
import { echoAws, echoGcp } from "../bench/providers/echo/clouds.js";
import { echoProvider } from "../bench/providers/echo/index.js";
import { echoKubernetes } from "../bench/providers/echo/kubernetes.js";
import { randomProvider } from "../bench/providers/random/index.js";
import type { Properties } from "../bench/providers/test-provider.js";
import { answers, compared, left, refused, unansweredReads } from "./foreign/programs.js";
import type { ComparedProgram, RefusedProgram } from "./foreign/programs.js";

const programs = fileURLToPath(new URL("../programs", import.meta.url));
const stack = "test";
/** A CLI and its program keep one core busy for most of their time. */
const inPool = taskPool(2);

const invokes = Object.fromEntries(answers.invokes.map(({ token, result }) => [token, result as Properties]));
const reads = (_type: string, id: string): Properties | undefined =>
  (answers.reads.find((read) => read.id === id)?.outputs as Properties | undefined) ?? unansweredReads[id] ?? {};

const host: Promise<ProviderHost> = hostProviders({
  aws: () => echoAws({ invokes, reads }),
  gcp: () => echoGcp(),
  kubernetes: () => echoKubernetes({ reads }),
  random: randomProvider,
  test: () => echoProvider({ invokes }),
});
afterAll(async () => (await host).close());

const compare = async ({ program, config = {} }: ComparedProgram): Promise<ProjectComparison> =>
  compareProject({
    projectDir: join(programs, program),
    stack: program === "project-config" ? "only" : stack,
    config,
    answers,
    env: (await host).env,
  });

async function refuse({
  program,
  checksTypes = false,
}: RefusedProgram): Promise<{ plan: Plan; preview: PreviewResult }> {
  const projectDir = join(programs, program);
  const opened = await openStack({ projectDir, stack, env: (await host).env });
  const plan = await planProject(projectDir, { stack });
  return { plan, preview: await opened.preview({ checksTypes }).finally(() => opened.remove()) };
}

benchSuite(`foreign programs, run by ${languageHost()}`, () => {
  const comparisons = new Map<string, Promise<ProjectComparison>>();
  const refusals = new Map<string, ReturnType<typeof refuse>>();
  beforeAll(() => {
    for (const program of compared)
      comparisons.set(
        program.program,
        inPool(() => compare(program)),
      );
    for (const program of refused)
      refusals.set(
        program.program,
        inPool(() => refuse(program)),
      );
    for (const result of [...comparisons.values(), ...refusals.values()]) result.catch(() => undefined);
  });

  it("are all compared, refused or left for a reason", () => {
    const all = readdirSync(programs, { withFileTypes: true }).flatMap((entry) =>
      entry.isDirectory() ? [entry.name] : [],
    );
    const said = [...compared, ...refused].map(({ program }) => program).concat(Object.keys(left));
    expect(said.sort()).toEqual(all.sort());
    expect(compared.length).toBeGreaterThanOrEqual(20);
  });

  it.each(compared)(
    "$program: plan, preview and state say the same",
    async ({ program, tolerates = [], onlyDeployed = [] }) => {
      const result = await comparisons.get(program)!;
      expect({ preview: result.preview.exitCode, up: result.up.exitCode }).toEqual({ preview: 0, up: 0 });
      expect(result.planToPreview.differences).toEqual([]);
      for (const { differences } of [result.previewToState, result.planToState]) {
        const expected = onlyDeployed.map((name) => ({
          urn: expect.stringMatching(new RegExp(`::${name}$`)) as string,
          what: "resource",
          before: "absent",
          after: "present",
        }));
        expect(differences).toEqual(expected);
      }
      expect(Object.keys(result.planToState.tolerated).sort()).toEqual([...tolerates].sort());
      expect(result.planToState.compared).toBeGreaterThan(0);
    },
  );

  it.each(refused)("$program: what the engine refuses", async ({ program, says, planned }) => {
    const { plan, preview } = await refusals.get(program)!;
    expect(preview.exitCode).not.toBe(0);
    expect(preview.diagnostics.map(({ message }) => message).join("\n")).toMatch(says);
    expect(plan.exit.code).toBe(planned === undefined ? 1 : 0);
  });
});
