import { inspect } from "node:util";
import {
  ArchiveValue,
  AssetValue,
  type GraphResource,
  isFullyKnown,
  redact,
  redactMap,
  ResourceReference,
  resourceTree,
  SecretValue,
  sortedUrns,
  unknownPaths,
  unknownValue,
  withoutSecret,
} from "@roadstead/core";
import { describe, expect, it } from "vitest";

describe("values", () => {
  it("print unknowns with their path and secrets not at all", () => {
    const inputs = {
      plain: 1,
      spec: { list: [{ image: unknownValue }], "odd key": unknownValue },
      token: new SecretValue({ nested: "hunter2" }),
      held: new ResourceReference("urn:x"),
      file: new AssetValue({ path: "a.txt" }),
      folder: new ArchiveValue({ assets: { "b.txt": new SecretValue("hunter2") } }),
    };
    expect(redactMap(inputs)).toEqual({
      plain: 1,
      spec: { list: [{ image: "<unknown:spec.list[0].image>" }], "odd key": '<unknown:spec["odd key"]>' },
      token: "<secret>",
      held: "urn:x",
      file: { asset: { path: "a.txt" } },
      folder: { archive: { assets: { "b.txt": "<secret>" } } },
    });
  });

  it("never show a secret by accident", () => {
    const secret = new SecretValue("hunter2");
    const shown = [JSON.stringify({ secret }), String(secret), inspect(secret, { depth: 9, showHidden: true })];
    expect(shown.join()).not.toContain("hunter2");
    expect(secret.reveal()).toBe("hunter2");
  });

  it("tell their unknown parts, under secrets too", () => {
    const value = { a: [1, unknownValue], b: new SecretValue({ c: unknownValue }), d: "known" };
    expect(unknownPaths(value)).toEqual(["a[1]", "b.c"]);
    expect(unknownPaths(value, "spec")).toEqual(["spec.a[1]", "spec.b.c"]);
    expect(isFullyKnown(value)).toBe(false);
    expect(isFullyKnown({ d: new SecretValue("s") })).toBe(true);
  });

  it("come out of any number of secret marks", () => {
    expect(withoutSecret(new SecretValue(new SecretValue(3)))).toBe(3);
    expect(redact(unknownValue)).toBe("<unknown>");
  });
});

describe("graphs", () => {
  const resource = (urn: string, parent?: string): GraphResource =>
    ({ urn, ...(parent === undefined ? {} : { parent }) }) as GraphResource;

  it("are trees by parent, and lose nothing whose parent is missing", () => {
    const tree = resourceTree([resource("a"), resource("b", "a"), resource("c", "b"), resource("d", "gone")]);
    const shape = (nodes: typeof tree): unknown => nodes.map((node) => [node.resource.urn, shape([...node.children])]);
    expect(shape(tree)).toEqual([
      ["a", [["b", [["c", []]]]]],
      ["d", []],
    ]);
  });

  it("list URNs once and in one order", () => {
    expect(sortedUrns(["b", "a", "B", "b"])).toEqual(["B", "a", "b"]);
  });
});
