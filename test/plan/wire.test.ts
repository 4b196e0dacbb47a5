import type { GraphResource } from "@roadstead/core";
import { type Plan, type ProjectOptions, planProject } from "@roadstead/plan";
import { describe, it } from "vitest";
import { planOf } from "./foreign-plan.js";
import { writtenProgram } from "./written-program.js";

// The order of registration is that of promises; positions in files depend on who loads TypeScript.
const comparable = (plan: Plan): GraphResource[] =>
  plan.resources
    .map(({ sourcePosition: _, ...resource }) => resource)
    .sort((a, b) => (a.urn < b.urn ? -1 : a.urn > b.urn ? 1 : 0));

const asked: ProjectOptions = { answers: { invokes: [{ token: "test:index:ask", result: { yes: 1 } }] } };

// What an SDK that the direct transport does not know falls back to.
describe.concurrent("by the SDK's own launcher, over a loopback connection", () => {
  it.for<[string, ProjectOptions]>([
    ["esm-top-level-await", {}],
    ["secrets", { config: { given: "g" } }],
    ["transforms", asked],
    ["never-resolves", {}],
  ])("%s gives the same plan as directly", async ([program, options], { expect }) => {
    const [direct, wire] = await Promise.all([
      planOf(program, options),
      planOf(program, { ...options, transport: "wire" }),
    ]);
    expect(comparable(wire)).toEqual(comparable(direct));
    expect(wire.stackOutputs).toEqual(direct.stackOutputs);
    expect(wire.diagnostics).toEqual(direct.diagnostics);
    expect(wire.exit).toEqual(direct.exit);
  });

  it("an error is told by its own stack, without colours", async ({ expect }) => {
    const plan = await planOf("throws-in-apply", { transport: "wire" });
    expect(plan.exit).toEqual({ reason: "error", code: 1 });
    expect(plan.diagnostics).toHaveLength(1);
    expect(plan.diagnostics[0]?.message).toContain("\nRangeError: length 2 is not allowed\n    at check (");
  });

  it("leaves no process behind when the time is up", async ({ expect, onTestFinished }) => {
    const program = writtenProgram({ "index.js": "console.log(process.pid); setInterval(() => {}, 1e6);" });
    onTestFinished(program.remove);
    // Long enough for the launcher to have started the program, also on a busy machine.
    const plan = await planProject(program.folder, { transport: "wire", timeoutMilliseconds: 12_000 });
    expect(plan.exit.reason).toBe("timeout");
    const launched = Number(plan.stdout);
    expect(launched).toBeGreaterThan(0);
    expect(() => process.kill(launched, 0)).toThrow("ESRCH");
  });
});
