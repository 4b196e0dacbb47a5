import { redactMap } from "@roadstead/core";
import { type Plan, planProgram } from "@roadstead/plan";
import * as pulumi from "@pulumi/pulumi";
import { RandomPet } from "@pulumi/random/randomPet.js";
import { describe, expect, it } from "vitest";

const namesOf = (plan: Plan): string[] =>
  plan.resources
    .filter((resource) => resource.kind === "custom")
    .map((resource) => resource.name)
    .sort();

describe("planProgram", () => {
  it("plans a function in this process, with what it returns as stack outputs", async () => {
    const plan = await planProgram(
      () => {
        const pet = new RandomPet("pet", { length: 2 }, { protect: true });
        return { length: pet.length, id: pet.id, secret: pulumi.secret("s") };
      },
      { project: "unit", stack: "prod" },
    );
    expect(plan.exit).toEqual({ reason: "finished", code: 0 });
    expect(plan.resources.map((resource) => resource.urn)).toContain(
      "urn:pulumi:prod::unit::random:index/randomPet:RandomPet::pet",
    );
    expect(plan.resources.find((resource) => resource.name === "pet")?.protect).toBe(true);
    expect(redactMap(plan.stackOutputs)).toEqual({ length: 2, id: "<unknown:id>", secret: "<secret>" });
  });

  it("gives configuration by the keys of the project and of packages", async () => {
    const plan = await planProgram(
      () => ({
        own: new pulumi.Config().require("own"),
        region: new pulumi.Config("aws").require("region"),
        token: new pulumi.Config().requireSecret("token"),
      }),
      { config: { own: "1", "aws:region": "eu-west-1", token: "t" }, secretConfig: ["token"] },
    );
    expect(redactMap(plan.stackOutputs)).toEqual({ own: "1", region: "eu-west-1", token: "<secret>" });
  });

  it("keeps several plans at once apart", async () => {
    const plans = await Promise.all(
      ["a", "b", "c"].map((name) =>
        planProgram(
          async () => {
            for (let i = 0; i < 3; i++) {
              await new Promise((resolve) => setTimeout(resolve, 1));
              new RandomPet(`${name}-${i}`, {});
            }
            return { stack: pulumi.getStack() };
          },
          { stack: name },
        ),
      ),
    );
    expect(plans.map(namesOf)).toEqual([
      ["a-0", "a-1", "a-2"],
      ["b-0", "b-1", "b-2"],
      ["c-0", "c-1", "c-2"],
    ]);
    expect(plans.map((plan) => plan.stackOutputs)).toEqual([{ stack: "a" }, { stack: "b" }, { stack: "c" }]);
  });

  it("leaves nothing behind for the next plan", async () => {
    const program = (): void => void new RandomPet("same", {});
    expect(namesOf(await planProgram(program))).toEqual(["same"]);
    expect(namesOf(await planProgram(program))).toEqual(["same"]);
  });

  it("reports what the function throws, with the problems that it carries", async () => {
    const problem = { rule: "unit/rule", path: "a", message: "is wrong" };
    const plan = await planProgram(() => {
      new RandomPet("before", {});
      throw Object.assign(new Error("no"), { problems: [problem] });
    });
    expect(plan.exit).toEqual({ reason: "error", code: 1 });
    expect(plan.problems).toEqual([problem]);
    expect(plan.diagnostics).toMatchObject([{ severity: "error", code: "problems", message: "no" }]);
    expect(namesOf(plan)).toEqual(["before"]);
  });

  it("reports what an apply throws, and leaves the process alone", async () => {
    const plan = await planProgram(() => {
      const pet = new RandomPet("pet", { length: 2 });
      pet.length.apply(() => {
        throw new Error("in apply");
      });
    });
    expect(plan.diagnostics).toMatchObject([{ code: "program-error", message: "in apply" }]);
    expect(plan.exit.code).toBe(1);
  });

  it("ends at an unanswered invoke, with the token", async () => {
    const plan = await planProgram(async () => pulumi.runtime.invoke("a:b:c", { d: 1 }));
    expect(plan.exit.code).toBe(1);
    expect(plan.diagnostics[0]?.message).toContain("- token: a:b:c\n    args: { d: 1 }");
  });

  it("answers invokes from the answers", async () => {
    const plan = await planProgram(async () => pulumi.runtime.invoke("a:b:c", { d: 1 }), {
      answers: { invokes: [{ token: "a:b:c", result: { e: [2] } }] },
    });
    expect(plan.stackOutputs).toEqual({ e: [2] });
  });

  it("gives up on a promise that never resolves", async () => {
    const plan = await planProgram(() => ({ never: pulumi.output(new Promise(() => undefined)) }), {
      timeoutMilliseconds: 50,
    });
    expect(plan.exit).toEqual({ reason: "timeout", code: 1 });
    expect(plan.complete).toBe(false);
    expect(plan.diagnostics).toMatchObject([{ severity: "error", code: "program-timeout" }]);
  });

  it("refuses two resources of one URN", async () => {
    const plan = await planProgram(() => {
      new RandomPet("same", {});
      new RandomPet("same", {});
    });
    expect(plan.diagnostics.map((diagnostic) => diagnostic.code)).toEqual(["duplicate-urn"]);
    expect(namesOf(plan)).toEqual(["same"]);
  });
});
