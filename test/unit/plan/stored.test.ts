import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { isSecret, isUnknown, redactMap } from "@roadstead/core";
import { PlanUsageError, parseStored, readStored } from "@roadstead/plan";
import { afterAll, describe, expect, it } from "vitest";

const signature = "4dabf18193072939515e22adb298388d";
const secret = "1b47061264138c4ac30d75fd1eb44270";
const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const urn = (type: string, name: string) => `urn:pulumi:dev::shop::${type}::${name}`;
const stack = { urn: urn("pulumi:pulumi:Stack", "shop-dev"), type: "pulumi:pulumi:Stack", outputs: { url: "x" } };
const provider = { urn: urn("pulumi:providers:aws", "default"), custom: true, id: "7f", type: "pulumi:providers:aws" };
const bucket = {
  urn: urn("aws:s3/bucket:Bucket", "models"),
  type: "aws:s3/bucket:Bucket",
  custom: true,
  id: "models-1",
  parent: stack.urn,
  provider: `${provider.urn}::7f`,
  inputs: { bucket: "models", __defaults: ["acl"], tags: { __defaults: [], owner: "ml" } },
  outputs: { arn: "arn" },
  dependencies: ["b", "a", "a"],
  propertyDependencies: { bucket: ["a"], tags: null },
  sourcePosition: "project:///index.ts#3,5",
};
const state = (resources: readonly unknown[], more: object = {}): string =>
  JSON.stringify({ version: 3, deployment: { manifest: {}, resources, ...more } });

const folder = mkdtempSync(join(tmpdir(), "stored-"));
afterAll(() => rmSync(folder, { recursive: true }));

describe("a state", () => {
  it("is a graph with kinds, inputs, dependencies and the provider's URN", () => {
    const { kind, graph } = parseStored(state([stack, provider, bucket]), "state.json");
    expect([kind, graph.project, graph.stack, graph.complete]).toEqual(["state", "shop", "dev", true]);
    expect(graph.stackOutputs).toEqual({ url: "x" });
    expect(graph.resources.map((resource) => resource.kind)).toEqual(["component", "provider", "custom"]);
    expect(graph.resources[2]).toMatchObject({
      name: "models",
      id: "models-1",
      inputs: { bucket: "models" },
      provider: provider.urn,
      dependencies: ["a", "b"],
      propertyDependencies: { bucket: ["a"] },
    });
    expect(graph.resources[2]?.propertyDependencies).not.toHaveProperty("tags");
    expect(graph.resources[2]?.inputs).not.toHaveProperty("__defaults");
  });

  it("leaves old copies out that wait for their deletion, and says what is only looked up", () => {
    const { graph } = parseStored(
      state([
        { ...bucket, delete: true },
        { ...bucket, external: true },
      ]),
      "s",
    );
    expect(graph.resources.map(({ kind }) => kind)).toEqual(["read"]);
    expect(graph.complete).toBe(true);
  });

  it("opens plain secrets and keeps what is encrypted a secret that nobody knows", () => {
    const inputs = {
      open: { [signature]: secret, plaintext: '"hunter2"' },
      shut: { [signature]: secret, ciphertext: "v1:abc" },
      blind: "[secret]",
      broken: { [signature]: secret, plaintext: "{" },
    };
    const found = parseStored(state([{ ...bucket, inputs }]), "s").graph.resources[0]?.inputs ?? {};
    expect(redactMap(found)).toEqual({ open: "<secret>", shut: "<secret>", blind: "<secret>", broken: "<secret>" });
    expect(Object.values(found).map((value) => isSecret(value) && isUnknown(value.reveal()))).toEqual([
      false,
      true,
      true,
      true,
    ]);
  });

  it("says that operations were interrupted and that entries are no resources", () => {
    const { graph } = parseStored(state([7, {}, { urn: "urn:x" }, bucket], { pending_operations: [{}] }), "s");
    expect(graph.diagnostics.map(({ code, message }) => [code, message])).toEqual([
      ["pending-operations", "1 operations were interrupted"],
      ["malformed-resource", "3 entries of the state are no resources"],
    ]);
    expect(graph.complete).toBe(false);
  });

  it("is also read from the file of a backend", () => {
    const { graph } = parseStored(JSON.stringify({ version: 3, checkpoint: { latest: { resources: [bucket] } } }), "s");
    expect(graph.resources).toHaveLength(1);
  });
});

describe("a preview", () => {
  const step = (op: string, oldState?: object, newState?: object) => ({ op, urn: bucket.urn, oldState, newState });
  const other = { ...bucket, urn: urn("aws:s3/bucket:Bucket", "old") };
  const grown = { ...bucket, inputs: { bucket: unknown, size: 2 } };

  it("is what is there before and after, with its unknowns", () => {
    const steps = [step("same", stack, stack), step("update", bucket, grown), step("delete", other)];
    const { kind, graph, before } = parseStored(JSON.stringify({ steps, changeSummary: { same: 1 } }), "p");
    expect(kind).toBe("preview");
    expect(graph.resources.map(({ name }) => name)).toEqual(["shop-dev", "models"]);
    expect(isUnknown(graph.resources[1]?.inputs["bucket"])).toBe(true);
    expect(before?.resources.map(({ name }) => name)).toEqual(["shop-dev", "models", "old"]);
    expect(before?.resources[1]?.inputs["bucket"]).toBe("models");
  });

  it("counts a replacement once", () => {
    const steps = [
      step("create-replacement", bucket, grown),
      step("replace", bucket, grown),
      step("delete-replaced", bucket),
    ];
    const { graph, before } = parseStored(JSON.stringify({ steps }), "p");
    expect([graph.resources.length, before?.resources.length]).toEqual([1, 1]);
  });

  it("is not complete when it hides what does not change", () => {
    const { graph } = parseStored(JSON.stringify({ steps: [], changeSummary: { same: 4 } }), "p");
    expect(graph.diagnostics[0]?.message).toContain("--show-sames");
    expect(graph.complete).toBe(false);
  });
});

describe("a file", () => {
  const rulesOf = (name: string, bytes: string | Uint8Array): string[] => {
    const file = join(folder, name);
    writeFileSync(file, bytes);
    try {
      readStored(file);
    } catch (error) {
      if (error instanceof PlanUsageError) return error.problems.map(({ rule }) => rule);
      throw error;
    }
    return [];
  };
  const deep = (text: string): string =>
    `{"deployment":{"resources":[{"urn":"${bucket.urn}","inputs":{"a":${text}}}]}}`;

  it("may be compressed, and may begin with a byte order mark", () => {
    expect(rulesOf("good.json.gz", gzipSync(state([bucket])))).toEqual([]);
    expect(rulesOf("bom.json", `\uFEFF${state([bucket])}`)).toEqual([]);
  });

  it.each([
    ["empty", "", "file/json"],
    ["truncated", state([bucket]).slice(0, -9), "file/json"],
    ["of another kind", '{"a":1}', "file/kind"],
    ["a list", "[]", "file/kind"],
    ["a word", "null", "file/kind"],
    ["of another version", '{"version":99,"deployment":{}}', "file/version"],
    ["not UTF-8", Uint8Array.from([0x7b, 0xff, 0xfe, 0x7d]), "file/encoding"],
    ["broken gzip", Uint8Array.from([0x1f, 0x8b, 8, 0, 1, 2, 3]), "file/gzip"],
    ["nested too deeply", deep("[".repeat(200_000) + "]".repeat(200_000)), "file/depth"],
  ])("that is %s is a problem and no crash", (name, bytes, rule) => {
    expect(rulesOf(name, bytes)).toEqual([rule]);
  });

  it("that is not there, or is a folder, is a problem", () => {
    for (const file of [join(folder, "missing.json"), folder]) {
      expect(() => readStored(file)).toThrow(PlanUsageError);
    }
  });
});
