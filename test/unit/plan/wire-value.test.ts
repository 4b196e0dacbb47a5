import { redactMap } from "@roadstead/core";
import { describe, expect, it } from "vitest";
import { missingAssets } from "../../../packages/plan/src/monitor/assets.js";
import { dependenciesIn, fromOutputValues, toOutputValues } from "../../../packages/plan/src/monitor/transform.js";
import { makeUrn, packageOf, providerUrn } from "../../../packages/plan/src/monitor/urn.js";
import { parseRecord } from "../../../packages/plan/src/wire/plan-record.js";
import {
  fromWireMap,
  hasUnknown,
  signatureKey,
  signatures,
  wireSecret,
  wireUnknown,
  withoutWireSecrets,
} from "../../../packages/plan/src/wire/wire-value.js";

const resource = { [signatureKey]: signatures.resource, urn: "urn:x", id: wireUnknown };
const file = (path: string) => ({ [signatureKey]: signatures.asset, path });

describe("values as Pulumi sends them", () => {
  it("become the graph's own", () => {
    const values = {
      plain: [1, "a", true, null],
      unknown: wireUnknown,
      secret: wireSecret({ deep: "s" }),
      output: { [signatureKey]: signatures.output, value: "known" },
      secretOutput: { [signatureKey]: signatures.output, value: "s", secret: true },
      unknownOutput: { [signatureKey]: signatures.output },
      resource,
      asset: file("a.txt"),
      archive: { [signatureKey]: signatures.archive, assets: { "b.txt": file("b.txt") } },
    };
    expect(redactMap(fromWireMap(values))).toEqual({
      plain: [1, "a", true, null],
      unknown: "<unknown:unknown>",
      secret: "<secret>",
      output: "known",
      secretOutput: "<secret>",
      unknownOutput: "<unknown:unknownOutput>",
      resource: "urn:x",
      asset: { asset: { path: "a.txt" } },
      archive: { archive: { assets: { "b.txt": { asset: { path: "b.txt" } } } } },
    });
  });

  it("are unknown rather than secret when they are both", () => {
    expect(redactMap(fromWireMap({ a: wireSecret(wireUnknown) }))).toEqual({ a: "<unknown:a>" });
  });

  it("tell an unknown at any depth, under secrets and in outputs", () => {
    expect(hasUnknown({ a: [{ b: wireSecret({ c: wireUnknown }) }] })).toBe(true);
    expect(hasUnknown({ a: { [signatureKey]: signatures.output } })).toBe(true);
    expect(hasUnknown({ a: [{ b: wireSecret("c") }] })).toBe(false);
  });

  it("lose their secret marks at any depth", () => {
    expect(withoutWireSecrets({ a: wireSecret([wireSecret("x"), { b: wireSecret(null) }]) })).toEqual({
      a: ["x", { b: null }],
    });
  });

  it("come back from a transform as they went", () => {
    const values = {
      secret: wireSecret(["a", wireUnknown]),
      unknown: wireUnknown,
      nested: { plain: 1 },
      file: file("a"),
    };
    const upgraded = toOutputValues(values, { nested: ["urn:b", "urn:a"] });
    expect(JSON.stringify(upgraded)).not.toContain(wireUnknown);
    expect(dependenciesIn(upgraded).sort()).toEqual(["urn:a", "urn:b"]);
    expect(fromOutputValues(upgraded)).toEqual(values);
  });
});

describe("URNs", () => {
  it("have the types of all parents but the stack", () => {
    const stack = makeUrn("dev", "p", "", "pulumi:pulumi:Stack", "p-dev");
    const outer = makeUrn("dev", "p", stack, "a:b:Outer", "o");
    const inner = makeUrn("dev", "p", outer, "a:b:Inner", "i::x");
    expect(outer).toBe("urn:pulumi:dev::p::a:b:Outer::o");
    expect(inner).toBe("urn:pulumi:dev::p::a:b:Outer$a:b:Inner::i::x");
    expect(makeUrn("dev", "p", inner, "c:d:E", "e")).toBe("urn:pulumi:dev::p::a:b:Outer$a:b:Inner$c:d:E::e");
  });

  it("of a provider stand in its reference before the id", () => {
    expect(providerUrn("urn:pulumi:s::p::pulumi:providers:aws::west::id-1")).toBe(
      "urn:pulumi:s::p::pulumi:providers:aws::west",
    );
    expect(providerUrn("")).toBeUndefined();
    expect(packageOf("pulumi:providers:aws")).toBe("aws");
    expect(packageOf("aws:ec2/vpc:Vpc")).toBe("aws");
  });
});

describe("missing files", () => {
  it("are found in lists, archives and under secrets; relative ones from the program's folder", () => {
    const here = import.meta.dirname;
    const value = [
      file("wire-value.test.ts"),
      wireSecret(file("absent")),
      { [signatureKey]: signatures.archive, assets: { a: file("/absent/too") } },
      { [signatureKey]: signatures.asset, text: "no path" },
      { path: "no asset" },
    ];
    expect(missingAssets(value, here)).toEqual(["absent", "/absent/too"]);
  });
});

describe("records of a child", () => {
  it("are told from other lines", () => {
    const record = { kind: "exit", exit: { reason: "finished", code: 0 } };
    expect(parseRecord(JSON.stringify(record))).toEqual(record);
    for (const line of ["", "null", "text", '{"kind":"exit"', '{"kind":"exit"}', '{"kind":"constructor"}']) {
      expect(parseRecord(line)).toBeUndefined();
    }
  });
});
