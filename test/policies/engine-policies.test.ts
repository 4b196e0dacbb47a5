import type { PropertyMap } from "@roadstead/core";
import { unknownValue } from "@roadstead/core";
import { describe, expect, it } from "vitest";
import { pack as clusterBaseline } from "../../policies/cluster-baseline/pack.js";
import { pack as costGuardrails } from "../../policies/cost-guardrails/pack.js";
import type { EngineRunOptions } from "./run-in-engine.js";
import { runInEngine } from "./run-in-engine.js";
import type { SampleResource } from "./sample-graph.js";
import { sampleGraph, urnOf } from "./sample-graph.js";

const volumeType = "aws:ebs/volume:Volume";
const provider: SampleResource = {
  type: "pulumi:providers:aws",
  name: "office",
  inputs: { region: "us-east-1" },
  more: { kind: "provider" },
};
const ofOffice = { provider: `${urnOf(provider.type, "office")}::id` };
const tags = { owner: "ml", costCenter: "4711", environment: "dev" };
const volume = (name: string, inputs: SampleResource["inputs"] = {}): SampleResource => ({
  type: volumeType,
  name,
  inputs: { size: 100, type: "gp3", encrypted: true, tags, ...inputs },
  more: ofOffice,
});

const waiver = (change: object = {}) => ({
  waivers: {
    entries: [
      {
        id: "W-1",
        rule: "volume-type",
        targets: [{ type: volumeType }],
        reason: "moves in December",
        owner: "storage",
        ticket: "OPS-7",
        created: "2026-11-01",
        expires: "2027-01-15",
        ...change,
      },
    ],
  },
});
const cost = (resources: readonly SampleResource[], options: EngineRunOptions = {}) =>
  runInEngine(costGuardrails, sampleGraph([provider, ...resources]), options);
const said = ({ told }: ReturnType<typeof cost>, ...policies: readonly string[]) =>
  told.filter(({ policy }) => policies.includes(policy)).map(({ policy, name, message }) => [policy, name, message]);
const ofFile = ["guardrails", "guardrails-advice"];
const dear = volume("data", { type: "gp2" });

describe("waivers in the engine", () => {
  it("let a finding pass, and are told when they end soon", () => {
    expect(said(cost([dear], { guardrails: waiver() }), "volume-type", ...ofFile)).toEqual([]);
    const soon = cost([dear], { guardrails: waiver({ expires: "2026-12-01" }) });
    expect(said(soon, "volume-type", ...ofFile)).toEqual([
      ["guardrails-advice", undefined, "waiver-expiring: the waiver W-1 of storage ends in 7 days, on 2026-12-01"],
    ]);
  });

  it("block before anything is made when they have ended, once, whatever they are about", () => {
    const run = cost([dear, volume("other")], { guardrails: waiver(), asOf: "2027-01-15" });
    expect(said(run, "guardrails").map(([, , message]) => message)).toEqual([
      "the waiver W-1 of storage ended on 2027-01-15. Take it out, or decide anew",
    ]);
    expect(run.blocked.map(({ policy }) => policy)).toEqual(["guardrails", "volume-type"]);
  });

  it("take the day that the pack's configuration names", () => {
    const run = cost([dear], { guardrails: waiver(), config: { asOf: "2027-01-15" } });
    expect(run.blocked.map(({ policy }) => policy)).toEqual(["guardrails", "volume-type"]);
    const wrong = cost([dear], { config: { asOf: "tomorrow" } });
    expect(wrong.told.map(({ message }) => message)).toEqual([
      "asOf is not a day such as 2026-11-24, so nothing may be made: tomorrow",
    ]);
  });

  it("are told when nothing needs them, but not those of other rules, packs and stacks", () => {
    const unused = cost([volume("data")], { guardrails: waiver() });
    expect(said(unused, ...ofFile)).toEqual([
      ["guardrails-advice", undefined, "waiver-unused: nothing needs the waiver W-1 of storage"],
    ]);
    const others = [
      waiver({ rule: "volume-encryption" }),
      waiver({ targets: [{ urn: urnOf(volumeType, "data", "prod") }] }),
    ];
    for (const guardrails of others) expect(said(cost([volume("data")], { guardrails }), ...ofFile)).toEqual([]);
  });

  it("hold while the resource costs no more than they say", () => {
    // 100 GiB of gp2 at 0.10 USD.
    expect(said(cost([dear], { guardrails: waiver({ maxMonthlyUsd: 10 }) }), "volume-type", ...ofFile)).toEqual([]);
    const over = cost([dear], { guardrails: waiver({ maxMonthlyUsd: 9.99 }) });
    expect(said(over, ...ofFile)[0]?.[2]).toMatch(/^waiver-over-cost: .* 10\.00 USD a month, more than 9\.99$/);
    expect(over.blocked.map(({ policy }) => policy)).toEqual(["volume-type"]);
    const unsure = cost([volume("data", { type: "gp2", size: unknownValue })], {
      guardrails: waiver({ maxMonthlyUsd: 1000 }),
    });
    expect(unsure.blocked.map(({ policy }) => policy)).toEqual(["volume-type"]);
  });
});

describe("the baseline in the engine", () => {
  it("lets pass what it has, and is told to shrink", () => {
    const baseline = ["data", "gone"].map((name) => ({ rule: "volume-type", urn: urnOf(volumeType, name) }));
    const run = cost([dear], { guardrails: { baseline } });
    expect(run.blocked).toEqual([]);
    expect(said(run, ...ofFile)).toEqual([
      [
        "guardrails-advice",
        undefined,
        `baseline-stale: volume-type is no longer found on ${urnOf(volumeType, "gone")}`,
      ],
    ]);
  });
});

describe("what cannot be told of a resource alone", () => {
  const template: SampleResource = {
    type: "aws:ec2/launchTemplate:LaunchTemplate",
    name: "large",
    inputs: { instanceType: "p5.48xlarge" },
    more: ofOffice,
  };
  const group: SampleResource = {
    type: "aws:eks/nodeGroup:NodeGroup",
    name: "gpus",
    inputs: { launchTemplate: { id: unknownValue }, scalingConfig: { minSize: 0, maxSize: 1 }, tags },
    from: { launchTemplate: ["large"] },
    more: ofOffice,
  };

  it("is told of the whole: a type that stands in a launch template", () => {
    const run = cost([template, group]);
    expect(said(run, "premium-accelerators")).toEqual([]);
    expect(said(run, "whole-stack").map(([, name, message]) => [name, message?.split(":")[0]])).toContainEqual([
      "gpus",
      "premium-accelerators",
    ]);
  });

  it("is told of tags that the provider adds", () => {
    const bare = volume("data", { tags: {} });
    expect(cost([bare]).blocked.map(({ policy }) => policy)).toEqual(["required-tags"]);
    const tagged = { ...provider, inputs: { ...provider.inputs, defaultTags: { tags } } };
    expect(runInEngine(costGuardrails, sampleGraph([tagged, bare])).blocked).toEqual([]);
  });
});

describe("remedies", () => {
  const values = ["owner=ml-platform", "cost-center=4711", "environment=dev"];
  const on = (rules: object = {}): EngineRunOptions => ({
    guardrails: {
      rules: { "volume-type": { remedy: true }, "required-tags": { remedy: true, config: { values } }, ...rules },
    },
  });
  const inputs = (resource: SampleResource, options = on()) => cost([resource], options).inputs[resource.name ?? ""];

  it("make gp3 of gp2, also where EC2 would take it by itself, and then nothing is found", () => {
    expect(inputs(dear)).toMatchObject({ type: "gp3", size: 100 });
    expect(inputs(volume("data", { type: null }))).toMatchObject({ type: "gp3" });
    expect(cost([dear], on()).told.filter(({ policy }) => policy.startsWith("volume-type"))).toEqual([]);
    const mappings: readonly PropertyMap[] = [
      { deviceName: "a", ebs: { volumeType: "gp2" } },
      { ebs: { volumeType: "io2" } },
      { ebs: { volumeType: "gp2" } },
    ];
    const template = {
      type: "aws:ec2/launchTemplate:LaunchTemplate",
      name: "t",
      inputs: { blockDeviceMappings: mappings },
    };
    expect(inputs(template)).toEqual({
      blockDeviceMappings: [
        { deviceName: "a", ebs: { volumeType: "gp3" } },
        { ebs: { volumeType: "io2" } },
        { ebs: { volumeType: "gp3" } },
      ],
    });
    const storageClass = {
      type: "kubernetes:storage.k8s.io/v1:StorageClass",
      name: "s",
      inputs: { parameters: { type: "gp2" } },
    };
    expect(inputs(storageClass)).toEqual({ parameters: { type: "gp3" } });
  });

  it("add tags that are missing, and leave those that are there", () => {
    const tagged = inputs(volume("data", { tags: { Owner: "web", team: "a" } }));
    expect(tagged).toMatchObject({ tags: { Owner: "web", team: "a", "cost-center": "4711", environment: "dev" } });
    expect(inputs(volume("data", { tags: null }))).toMatchObject({ tags: { owner: "ml-platform" } });
    const pool = {
      type: "gcp:container/nodePool:NodePool",
      name: "p",
      inputs: { nodeConfig: { spot: true } },
      more: ofOffice,
    };
    expect(inputs(pool)).toMatchObject({ nodeConfig: { spot: true, resourceLabels: { owner: "ml-platform" } } });
  });

  it.each<[string, SampleResource, EngineRunOptions]>([
    ["without a word for it in guardrails.yaml", dear, {}],
    ["of a rule that is disabled", dear, on({ "volume-type": { remedy: true, level: "disabled" } })],
    ["of a type that has none", volume("data", { type: "io2" }), on()],
    ["of a type that is not known", volume("data", { type: unknownValue }), on()],
    ["of what is waived", dear, { guardrails: { ...on().guardrails, ...waiver() } }],
    [
      "of what is in the baseline",
      dear,
      { guardrails: { ...on().guardrails, baseline: [{ rule: "volume-type", urn: urnOf(volumeType, "data") }] } },
    ],
    ["of tags that are not known", volume("data", { tags: unknownValue }), on()],
    ["of tags where the provider cannot be seen", { ...volume("data", { tags: {} }), more: {} }, on()],
  ])("leave things alone: %s", (_, resource, options) => {
    expect(inputs(resource, options)).toEqual(
      inputs(resource, {
        guardrails: { rules: { "volume-type": { level: "disabled" }, "required-tags": { level: "disabled" } } },
      }),
    );
  });
});

it("a pack tells what its own rules say, and nothing of the other's", () => {
  const open = volume("data", { encrypted: false, type: "gp2" });
  const blocked = runInEngine(clusterBaseline, sampleGraph([provider, open])).blocked.map(({ policy }) => policy);
  expect(blocked).toEqual(["volume-encryption"]);
});
