import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { benchSuite } from "../../bench/bench-suite.js";
import * as pulumi from "@pulumi/pulumi";
import { automationStack, graphOfPreview, hostProviders, languageHost, openStack } from "../../bench/engine/index.js";
import type { ProviderHost, Stack, StackOptions } from "../../bench/engine/index.js";
import { processesThatMention } from "../../bench/processes.js";
import { echoProvider } from "../../bench/providers/echo/index.js";
import { InitializationError } from "../../bench/providers/test-provider.js";
import type { Properties, TestProvider } from "../../bench/providers/test-provider.js";

const programs = fileURLToPath(new URL("programs", import.meta.url));
const thing = "echo:index:Thing";

class Thing extends pulumi.CustomResource {
  constructor(name: string, properties: pulumi.Inputs) {
    super(thing, name, properties);
  }
}

let host: ProviderHost;
let configured: Properties[] = [];
let made: string[] = [];
let instances = 0;
/** What the next providers do otherwise than echo. */
let special: Partial<TestProvider> = {};

beforeAll(async () => {
  host = await hostProviders({
    echo: () => {
      const label = instances++;
      const echo = echoProvider({
        replaceOn: { [thing]: ["kind"] },
        outputs: () => ({ instance: label }),
        onChange: (verb, urn) => made.push(`${verb} ${urn.split("::").at(-1) ?? ""}`),
      });
      const configure = (inputs: Properties): Promise<void> => {
        configured.push(inputs);
        return Promise.resolve();
      };
      return { ...echo, configure, ...special };
    },
  });
});
afterAll(() => host.close());
beforeEach(() => {
  [configured, made, special] = [[], [], {}];
});

async function withThings<Result>(
  things: object,
  use: (stack: Stack) => Promise<Result>,
  options: Partial<StackOptions> = {},
): Promise<Result> {
  const stack = await openStack({
    projectDir: join(programs, "things"),
    stack: "test",
    env: host.env,
    ...options,
    config: { things: JSON.stringify(things), ...options.config },
  });
  return use(stack).finally(() => stack.remove());
}

const names = (steps: readonly { op: string; urn: string }[]): string[] =>
  steps.filter(({ urn }) => urn.includes(thing)).map(({ op, urn }) => `${op} ${urn.split("::").at(-1) ?? ""}`);

benchSuite(`a stack on the real engine, run by ${languageHost()}`, () => {
  it("goes up, finds nothing to change, refreshes and is destroyed, and nothing is left", async () => {
    await withThings({ one: { size: 1 } }, async (stack) => {
      const up = await stack.up();
      expect(up).toMatchObject({ exitCode: 0, diagnostics: [] });
      expect(names(up.steps)).toEqual(["create one"]);
      expect(await stack.up({ flags: ["--expect-no-changes"] })).toMatchObject({ exitCode: 0 });
      expect(await stack.refresh({ flags: ["--expect-no-changes"] })).toMatchObject({ exitCode: 0 });
      expect(names((await stack.destroy()).steps)).toEqual(["delete one"]);
      expect((await stack.export()).deployment.resources ?? []).toEqual([]);
    });
    expect(made).toEqual(["create one", "delete one"]);
  });

  it("gives each provider resource a provider of its own", async () => {
    await withThings({ a: { provider: "east" }, b: { provider: "west" } }, async (stack) => {
      await stack.up();
      const things = (await stack.export()).deployment.resources?.filter(({ type }) => type === thing) ?? [];
      expect(new Set(things.map(({ outputs }) => outputs?.["instance"])).size).toBe(2);
    });
    expect(configured.map(({ label }) => label).sort()).toEqual(["east", "west"]);
  });

  it("keeps what is secret out of previews and the state, though providers see it", async () => {
    let seen: Properties = {};
    special = {
      create: async ({ inputs, preview }) => {
        if (!preview) seen = inputs;
        return { id: "1", outputs: { ...inputs } };
      },
    };
    const config = { secret: "do-not-show" };
    await withThings(
      { one: {} },
      async (stack) => {
        const preview = await stack.preview();
        expect(preview.exitCode).toBe(0);
        await stack.up();
        const state = JSON.stringify(await stack.export());
        expect(preview.stdout + state).not.toContain("do-not-show");
        expect(state).toContain("ciphertext");
      },
      { config, secretConfig: ["secret"] },
    );
    expect(seen["secret"]).toBe("do-not-show");
  });

  it("shows which input replaces a resource, and makes the new one first", async () => {
    await withThings({ one: { kind: "a" } }, async (stack) => {
      await stack.up();
      stack.configure({ things: JSON.stringify({ one: { kind: "b" } }) });
      const up = await stack.up();
      expect(names(up.steps)).toEqual(["create-replacement one", "replace one", "delete-replaced one"]);
      expect(up.steps.find(({ op }) => op === "replace")?.replaceReasons).toEqual(["kind"]);
    });
    expect(made).toEqual(["create one", "create one", "delete one"]);
  });

  it("refuses an input that the provider's check refuses, before anything is made", async () => {
    special = { check: async ({ news }) => ({ inputs: news, failures: [{ property: "size", reason: "too large" }] }) };
    const up = await withThings({ one: { size: 9 } }, (stack) => stack.up());
    expect(up.exitCode).not.toBe(0);
    expect(up.diagnostics.map(({ message }) => message).join()).toContain("too large");
    expect(made).toEqual([]);
  });

  it("keeps what was made and is not ready, and tries it again", async () => {
    special = {
      create: () => Promise.reject(new InitializationError("thing-1", { size: 1 }, ["no node has joined"])),
    };
    await withThings({ one: { size: 1 } }, async (stack) => {
      const failed = await stack.up();
      expect(failed.exitCode).not.toBe(0);
      expect(failed.stdout).toContain("no node has joined");
      const state = (await stack.export()).deployment.resources?.find(({ type }) => type === thing);
      expect(state).toMatchObject({ id: "thing-1", initErrors: ["no node has joined"] });
      expect(names((await stack.up()).steps)).toEqual(["update one"]);
    });
  });

  it("says what a program had printed that did not end in time, and leaves no process", async () => {
    const said = (seconds: number): Promise<string> =>
      withThings({}, (stack) => stack.up({ timeoutMilliseconds: seconds * 1000 }).then(() => "an end", String), {
        config: { hangs: "true" },
      });
    const first = await said(6);
    expect(first).toContain("no end after 6 s");
    // On a machine that is busy the program comes so far only when it is given longer.
    expect(first.includes("about to hang") ? first : await said(60)).toContain("about to hang");
    await expect.poll(() => processesThatMention(join(programs, "things")), { timeout: 60_000 }).toEqual([]);
  });

  it("runs a policy pack, whose mandatory rule stops the update", async () => {
    const up = await withThings({ small: { size: 1 }, large: { size: 4 } }, (stack) => stack.up(), {
      policyPacks: [join(programs, "pack")],
    });
    expect(up.exitCode).not.toBe(0);
    expect(up.policyViolations).toEqual([
      expect.objectContaining({
        policy: "no-large-things",
        enforcement: "mandatory",
        message: expect.stringContaining("large is too large"),
      }),
    ]);
    expect(made).not.toContain("create large");
  });

  it("runs a function of this process as the program", async () => {
    const program = (): Promise<unknown> => {
      const made = new Thing("inline", { size: 1, note: new pulumi.Config().require("note") });
      return Promise.resolve({ id: made.id });
    };
    const inline = { project: "inline", stack: "test", env: host.env, config: { note: "hello" } };
    const stack = await automationStack(program, inline);
    try {
      const preview = await stack.preview();
      expect(graphOfPreview(preview.digest).get(`urn:pulumi:test::inline::${thing}::inline`)?.inputs).toEqual({
        size: 1,
        note: "hello",
      });
      expect(names((await stack.up()).steps)).toEqual(["create inline"]);
      expect(names((await stack.up()).steps)).toEqual(["same inline"]);
    } finally {
      await stack.remove();
    }
  });

  it("lets nothing of the caller's cloud settings reach the program", async () => {
    process.env["AWS_PROFILE"] = "mine";
    try {
      const state = await withThings({}, async (stack) => {
        await stack.up();
        return stack.export();
      });
      const stack = state.deployment.resources?.find(({ type }) => type === "pulumi:pulumi:Stack");
      expect(stack?.outputs).toEqual({ settings: [] });
    } finally {
      delete process.env["AWS_PROFILE"];
    }
  });
});
