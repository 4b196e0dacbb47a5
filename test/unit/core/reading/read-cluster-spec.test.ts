import { type ClusterSpec, SpecError, printClusterSpec, readClusterSpec } from "@roadstead/core";
import { describe, expect, it } from "vitest";
import { servingPool, tags } from "../../../corpus/rule-case.js";

const minimal = { pools: { serving: servingPool }, tags };
const paths = (value: unknown, prefix?: string) => {
  const read = readClusterSpec(value, prefix);
  return "problems" in read ? read.problems.map(({ path }) => path) : [];
};

describe("readClusterSpec", () => {
  it("gives back the spec, with its keys in the language's order", () => {
    const read = readClusterSpec({
      tags,
      pools: { serving: { size: { max: 8, min: 0 }, accelerator: servingPool.accelerator } },
    });
    expect(read).toEqual({ spec: minimal });
    expect("spec" in read && Object.keys(read.spec)).toEqual(["pools", "tags"]);
  });

  it("leaves out members that are undefined", () => {
    expect(readClusterSpec({ ...minimal, systemPool: undefined })).toEqual({ spec: minimal });
  });

  it("puts a prefix before its paths", () => {
    expect(paths({ pools: { serving: servingPool } }, "clusters[0]")).toEqual(["clusters[0].tags"]);
  });

  it("takes no class instances for plain data, an Output for one", () => {
    class Output {
      readonly owner = "ml-platform";
    }
    expect(paths({ ...minimal, tags: new Output() })).toEqual(["tags"]);
  });

  it("takes no inherited members for the spec's own", () => {
    expect(paths(Object.create({ pools: minimal.pools, tags }))).toEqual(["spec"]);
    expect(
      paths({ pools: { serving: JSON.parse('{"__proto__": {"size": 1}, "node": {}}') as unknown }, tags }),
    ).toEqual(["pools.serving.__proto__", "pools.serving.size"]);
  });

  it("reads holes in lists as missing values", () => {
    expect(paths({ ...minimal, pools: { serving: { ...servingPool, taints: [,] } } })).toEqual([
      "pools.serving.taints[0]",
    ]);
  });
});

describe("printClusterSpec", () => {
  const spec = { tags, pools: { zeta: servingPool, alpha: servingPool } } as ClusterSpec;

  it("keeps the order of pools and sorts the keys of the language", () => {
    const printed = printClusterSpec(spec);
    expect(printed.indexOf('"pools"')).toBeLessThan(printed.indexOf('"tags"'));
    expect(printed.indexOf('"zeta"')).toBeLessThan(printed.indexOf('"alpha"'));
    expect(printed.endsWith("}\n")).toBe(true);
  });

  it("refuses what is not a spec", () => {
    expect(() => printClusterSpec({ pools: {} } as ClusterSpec)).toThrow(SpecError);
  });
});
