import { formatProblem, validateSpec } from "@roadstead/core";
import { describe, expect, it } from "vitest";
import { eksLike, gkeLike, ownedLike } from "../../../corpus/fixtures.js";
import { servingPool, tags } from "../../../corpus/rule-case.js";

const rules = (spec: unknown, ...rest: Parameters<typeof validateSpec> extends [unknown, ...infer R] ? R : never) =>
  validateSpec(spec, ...rest).map(({ path, rule }) => `${path} ${rule}`);

describe("validateSpec", () => {
  it("reports all problems at once, sorted by path", () => {
    const spec = {
      kubernetesVersion: "1.20",
      pools: {
        Serving: { ...servingPool, size: { min: 3, max: 2 } },
        lab: { ...servingPool, capacity: [{ kind: "reserved" }], labels: { "k8s.io/x": "y" } },
      },
      tags: { ...tags, owner: "ML Platform" },
    };
    expect(rules(spec, eksLike)).toEqual([
      "kubernetesVersion spec/kubernetes-version-unknown",
      "pools.Serving spec/pool-name",
      "pools.Serving.size spec/size-order",
      "pools.lab.capacity[0].kind spec/capacity-not-yet",
      'pools.lab.labels["k8s.io/x"] spec/label-reserved',
      "tags.owner spec/tag-value",
    ]);
  });

  it("checks the pools that are well-formed when others are not", () => {
    const spec = {
      pools: { broken: { size: "large" }, serving: { ...servingPool, size: { min: 0, max: 0 } } },
      tags,
    };
    expect(rules(spec, eksLike)).toEqual([
      "pools.broken spec/pool-kind",
      "pools.broken.size spec/type",
      "pools.serving.size.max spec/size-zero",
    ]);
  });

  it("checks what is well-formed in pools, system pool and tags that as a whole are not", () => {
    const spec = {
      pools: {
        Serving: { ...servingPool, size: { min: 3, max: 2 }, nodes: 3, labels: { "k8s.io/x": "y" } },
        lab: {
          accelerator: { model: "l4", gpusPerNode: 0, sharing: { mode: "mig", profile: "1g.5gb" } },
          size: "large",
          node: { diskGib: 5 },
          capacity: [{ kind: "reserved" }],
        },
        etl: { node: { minVcpu: "8" }, size: { min: 0, max: 4.5 } },
      },
      systemPool: { size: { min: 0, max: 1 }, node: { minVcpu: "4" } },
      tags: { owner: "ML Platform", costCenter: 4711 },
    };
    expect(rules(spec, eksLike)).toEqual([
      "pools.Serving spec/pool-name",
      'pools.Serving.labels["k8s.io/x"] spec/label-reserved',
      "pools.Serving.nodes spec/unknown-key",
      "pools.Serving.size spec/size-order",
      "pools.etl.node.minVcpu spec/type",
      "pools.etl.size.max spec/size-whole",
      "pools.lab.accelerator.gpusPerNode spec/gpus-per-node-whole",
      "pools.lab.accelerator.sharing.mode spec/mig-unsupported",
      "pools.lab.node.diskGib spec/disk-size",
      "pools.lab.size spec/type",
      "systemPool.node.minVcpu spec/type",
      "systemPool.size.min spec/system-pool-min",
      "tags.costCenter spec/type",
      "tags.environment spec/missing-key",
      "tags.owner spec/tag-value",
    ]);
  });

  it("names a machine type that does not exist whatever else is wrong with its pool", () => {
    const machineTypes = { serving: "g6.nano" };
    const spec = (pool: object) => ({ pools: { serving: { ...servingPool, ...pool } }, tags });
    expect(rules(spec({ capacity: [{ kind: "reserved" }] }), eksLike, { machineTypes })).toEqual([
      "eks.pools.serving.machineType spec/machine-type-known",
      "pools.serving.capacity[0].kind spec/capacity-not-yet",
    ]);
    expect(rules(spec({ nodes: 3 }), eksLike, { machineTypes })).toEqual([
      "eks.pools.serving.machineType spec/machine-type-known",
      "pools.serving.nodes spec/unknown-key",
    ]);
  });

  it("does not call the pool of an override unknown when it is malformed", () => {
    const spec = { pools: { serving: { ...servingPool, size: 3 } }, tags };
    expect(rules(spec, eksLike, { overrides: ["serving"] })).toEqual(["pools.serving.size spec/type"]);
  });

  it("does not look for a machine type before the pool is sound", () => {
    const spec = {
      pools: { serving: { accelerator: { model: "l4", gpusPerNode: 3.5 }, size: { min: 0, max: 1 } } },
      tags,
    };
    expect(rules(spec, eksLike)).toEqual(["pools.serving.accelerator.gpusPerNode spec/gpus-per-node-whole"]);
  });

  it("cuts long values in messages", () => {
    const spec = { pools: { serving: servingPool }, tags: { ...tags, owner: "x".repeat(5000) } };
    expect(validateSpec(spec, eksLike)[0]?.got).toBe(`"${"x".repeat(120)}…"`);
  });

  it("escapes what a terminal would obey or hide", () => {
    const hostile = "\u001b[31m\u009b\u202e\u200b\u{e0001}";
    const problems = validateSpec({ pools: { [hostile]: servingPool }, tags: { ...tags, owner: hostile } }, eksLike);
    const escaped = '"\\u001b[31m\\u009b\\u202e\\u200b\\udb40\\udc01"';
    expect(problems.map(({ path, got }) => [path, got])).toEqual([
      [`pools[${escaped}]`, escaped],
      ["tags.owner", escaped],
    ]);
  });

  it("names the system pool's machine type as the factory does", () => {
    const spec = { pools: { serving: servingPool }, tags };
    const problems = validateSpec(spec, eksLike, { machineTypes: { system: "m7i.large" } });
    expect(problems.map(formatProblem)).toEqual([
      "eks.system.machineType: is not what systemPool asks for: it has 2 vCPU and 8 GiB, " +
        'got "m7i.large" [spec/machine-type-fits]',
    ]);
  });

  it("leaves the system pool out where the target makes none", () => {
    const spec = { pools: { serving: servingPool }, systemPool: { size: { min: 0, max: 2 } }, tags };
    expect(rules(spec, gkeLike)).toEqual(["systemPool.size.min spec/system-pool-min"]);
    expect(rules(spec, ownedLike)).toEqual([]);
  });

  it("takes GPUs that no cloud has on nodes that you own, and still checks their MIG profiles", () => {
    const mig = (profile: string) => ({
      pools: {
        lab: {
          accelerator: { model: "a30", gpusPerNode: 3, sharing: { mode: "mig", profile } },
          size: { min: 0, max: 1 },
        },
      },
      tags,
    });
    expect(rules(mig("2g.12gb"), ownedLike)).toEqual([]);
    expect(rules(mig("2g.10gb"), ownedLike)).toEqual(["pools.lab.accelerator.sharing.profile spec/mig-profile"]);
  });
});
