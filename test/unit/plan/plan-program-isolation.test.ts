import { type Plan, planProgram } from "@roadstead/plan";
import * as pulumi from "@pulumi/pulumi";
import { RandomPet } from "@pulumi/random/randomPet.js";
import { afterEach, describe, expect, it, vi } from "vitest";

const namesOf = (plan: Plan): string[] =>
  plan.resources
    .filter(({ kind }) => kind === "custom")
    .map(({ name }) => name)
    .sort();

const messagesOf = (plan: Plan): string[] => plan.diagnostics.map(({ message }) => message);

const turns = async (count: number): Promise<void> => {
  for (let i = 0; i < count; i++) await new Promise((resolve) => setImmediate(resolve));
};

afterEach(() => vi.useRealTimers());

describe("a function that fails", () => {
  it("ends although what depends on it is open for ever, and shows the rest", async () => {
    const plan = await planProgram(
      () => {
        const failed = new RandomPet("failed", { prefix: Promise.reject<string>(new Error("no prefix")) });
        const waits = new RandomPet("waits", { prefix: failed.id });
        new RandomPet("waits-longer", {}, { dependsOn: waits });
        new RandomPet("free", {});
        return { id: waits.id };
      },
      // The test would time out before this.
      { timeoutMilliseconds: 600_000 },
    );
    expect(plan.exit).toEqual({ reason: "error", code: 1 });
    expect(messagesOf(plan)).toEqual(['error serializing property "prefix": no prefix']);
    expect(namesOf(plan)).toEqual(["free"]);
  });

  it("is told apart from one that runs at the same time", async () => {
    const [failing, sound] = await Promise.all([
      planProgram(async () => {
        new RandomPet("failing", {});
        await turns(3);
        void Promise.reject(new Error("nobody handles this"));
        await turns(3);
      }),
      planProgram(async () => {
        await turns(5);
        const pet = new RandomPet("sound", { length: 1 });
        return { length: pet.length, stack: pulumi.getStack() };
      }),
    ]);
    expect(messagesOf(failing)).toEqual(["nobody handles this"]);
    expect(failing.exit.reason).toBe("error");
    expect(namesOf(failing)).toEqual(["failing"]);
    expect(sound.exit.reason).toBe("finished");
    expect(sound.diagnostics).toEqual([]);
    expect(namesOf(sound)).toEqual(["sound"]);
  });
});

describe("a plan of a function", () => {
  it("keeps transforms and hooks to itself", async () => {
    const seen: string[] = [];
    const transformed = planProgram(() => {
      pulumi.runtime.registerResourceTransform(({ name, props, opts }) => {
        seen.push(name);
        return { props: { ...(props as object), length: 9 }, opts };
      });
      new RandomPet("transformed", { length: 1 });
    });
    const other = planProgram(async () => {
      await turns(2);
      new RandomPet("other", { length: 1 });
    });
    const lengthOf = (plan: Plan, name: string) => plan.resources.find((it) => it.name === name)?.inputs["length"];
    expect(lengthOf(await transformed, "transformed")).toBe(9);
    expect(lengthOf(await other, "other")).toBe(1);
    expect(seen).not.toContain("other");
  });

  it("leaves listeners, timers and standard output as they were", async () => {
    const listeners = (): number[] =>
      ["unhandledRejection", "uncaughtException", "exit", "beforeExit"].map((event) => process.listenerCount(event));
    // The SDK itself listens for the exit of the process, once.
    await planProgram(() => undefined);
    const write = vi.spyOn(process.stdout, "write").mockReturnValue(true);
    try {
      const before = listeners();
      const timers = (): number => process.getActiveResourcesInfo().filter((kind) => kind === "Timeout").length;
      const running = timers();
      const plan = await planProgram(() => {
        process.stdout.write("from the function");
        new RandomPet("pet", {}).urn.apply(() => Promise.reject(new Error("no")));
      });
      expect(plan.exit.reason).toBe("error");
      expect(plan.stdout).toBe("");
      expect(write.mock.calls).toEqual([["from the function"]]);
      expect(listeners()).toEqual(before);
      expect(timers()).toBe(running);
    } finally {
      write.mockRestore();
    }
  });

  it("goes on while the test holds the clock", async () => {
    vi.useFakeTimers();
    const failed = await planProgram(() => {
      new RandomPet("pet", {});
      throw new Error("no");
    });
    expect(failed.exit.reason).toBe("error");
    const stuck = await planProgram(() => new Promise(() => undefined), { timeoutMilliseconds: 20 });
    expect(stuck.exit.reason).toBe("timeout");
  });

  it("does not change once it is there", async () => {
    let goOn = (): void => undefined;
    const plan = await planProgram(
      async () => {
        await new Promise<void>((resolve) => (goOn = resolve));
        new RandomPet("too-late", {});
        await pulumi.log.warn("too late");
      },
      { timeoutMilliseconds: 10 },
    );
    const before = JSON.stringify(plan);
    goOn();
    await turns(10);
    expect(JSON.stringify(plan)).toBe(before);
  });

  it("takes options of newer engines without harm", async () => {
    const plan = await planProgram(() => {
      const first = new RandomPet("first", {}, { replacementTrigger: ["v1"] });
      new RandomPet("second", {}, { replacementTrigger: first.id });
    });
    expect(plan.exit).toEqual({ reason: "finished", code: 0 });
    expect(namesOf(plan)).toEqual(["first", "second"]);
  });

  it("can be told what providers with unknown inputs know", async () => {
    const program = (): void => {
      const pet = new RandomPet("pet", {});
      class Provider extends pulumi.ProviderResource {
        constructor() {
          super("random", "later", { setting: pet.id });
        }
      }
      new RandomPet("of-later", { length: 2 }, { provider: new Provider() });
    };
    const outputsOf = (plan: Plan) => plan.resources.find(({ name }) => name === "of-later")?.outputs;
    expect(outputsOf(await planProgram(program))).toEqual({});
    expect(outputsOf(await planProgram(program, { unconfiguredProviders: "echo" }))).toEqual({ length: 2 });
  });
});
