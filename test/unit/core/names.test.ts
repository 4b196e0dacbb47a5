import { canonicalJson, shortHash } from "@roadstead/core";
import { describe, expect, it } from "vitest";

describe("shortHash", () => {
  it("never changes, because clouds know things by it", () => {
    expect(shortHash({ machineType: "g6.xlarge", zones: ["a", "b"] })).toBe("ethhlg1g");
    expect(shortHash("")).toBe("v47k1c39");
  });

  it("is eight lower-case letters and digits, a letter first", () => {
    for (let index = 0; index < 1000; index++) expect(shortHash(index)).toMatch(/^[a-z][a-z0-9]{7}$/);
  });

  it("does not see the order of keys, and sees that of lists", () => {
    expect(shortHash({ a: 1, b: { c: 2, d: 3 } })).toBe(shortHash({ b: { d: 3, c: 2 }, a: 1 }));
    expect(shortHash([1, 2])).not.toBe(shortHash([2, 1]));
  });

  it("does not see members that are undefined", () => {
    expect(shortHash({ a: 1, b: undefined })).toBe(shortHash({ a: 1 }));
  });

  it("tells apart what differs little", () => {
    expect(new Set(Array.from({ length: 20_000 }, (_, index) => shortHash({ index }))).size).toBe(20_000);
  });
});

describe("canonicalJson", () => {
  it("is null for undefined, which JSON does not have", () => {
    expect(canonicalJson(undefined)).toBe("null");
    expect(shortHash(undefined)).toBe(shortHash(null));
  });

  it("sorts keys at every depth", () => {
    expect(canonicalJson({ b: [{ z: 1, a: null }], a: "x" })).toBe('{"a":"x","b":[{"a":null,"z":1}]}');
  });
});
