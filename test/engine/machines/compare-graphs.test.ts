import { describe, expect, it } from "vitest";
import { compareGraphs, graphOfPreview, graphOfState } from "../../bench/engine/index.js";
import type { Comparison, StateResource } from "../../bench/engine/index.js";
import { UNKNOWN } from "../../bench/providers/test-provider.js";

const urn = (name: string): string => `urn:pulumi:dev::p::kubernetes:core/v1:Pod::${name}`;
const pod: StateResource = {
  urn: urn("pod"),
  type: "kubernetes:core/v1:Pod",
  parent: "urn:pulumi:dev::p::pulumi:pulumi:Stack::p-dev",
  provider: "urn:pulumi:dev::p::pulumi:providers:kubernetes::k::id",
  protect: false,
  inputs: { metadata: { name: "pod" }, spec: { nodes: [{ gpus: 1 }] } },
  dependencies: [urn("a"), urn("b")],
  propertyDependencies: { spec: [urn("a")], metadata: [] },
};

/** A preview of one resource against the state of the other. */
const compare = (before: StateResource[], after: StateResource[]): Comparison =>
  compareGraphs(
    graphOfPreview({ steps: before.map((newState) => ({ op: "create", urn: newState.urn, newState })) }),
    graphOfState({ version: 3, deployment: { resources: after } }),
  );

describe("a comparison of graphs", () => {
  it("finds nothing where only the order of lists and the provider's id differ", () => {
    const same = { ...pod, dependencies: [urn("b"), urn("a")], provider: pod.provider?.replace("::id", "::1") ?? "" };
    expect(compare([pod], [same])).toEqual({ differences: [], tolerated: {}, compared: 1 });
  });

  it.each<[string, Partial<StateResource>, object]>([
    ["a type", { type: "kubernetes:core/v1:Node" }, { what: "type" }],
    ["a parent", { parent: urn("a") }, { what: "parent" }],
    ["a provider", { provider: "urn:pulumi:dev::p::pulumi:providers:kubernetes::other::id" }, { what: "provider" }],
    ["the protection", { protect: true }, { what: "protect" }],
    ["a dependency less", { dependencies: [urn("a")] }, { what: "dependencies" }],
    ["an input's dependency less", { propertyDependencies: {} }, { what: "propertyDependencies", path: "spec" }],
    [
      "an input",
      { inputs: { ...pod.inputs, spec: { nodes: [{ gpus: 2 }] } } },
      { path: "spec.nodes[0].gpus", after: 2 },
    ],
    ["a further input", { inputs: { ...pod.inputs, kind: "Pod" } }, { path: "kind", before: undefined }],
    ["an input that is secret", { inputs: { ...pod.inputs, spec: "[secret]" } }, { path: "spec", after: "<secret>" }],
    ["an input less known", { inputs: { ...pod.inputs, spec: UNKNOWN } }, { path: "spec", after: "<unknown>" }],
  ])("finds %s", (_what, change, found) => {
    expect(compare([pod], [{ ...pod, ...change }])).toMatchObject({
      differences: [{ urn: pod.urn, ...found }],
      tolerated: {},
    });
  });

  it("finds a resource that only one has", () => {
    expect(compare([pod], []).differences).toMatchObject([{ what: "resource", after: "absent" }]);
    expect(compare([], [pod]).differences).toMatchObject([{ what: "resource", before: "absent" }]);
  });

  it("lets what was unknown become known, and a name be given by the provider, and counts it", () => {
    const unknown = { ...pod, inputs: { spec: UNKNOWN } };
    const named = { metadata: { name: "pod-0a1b2c3d", annotations: { "pulumi.com/autonamed": "true" } } };
    expect(compare([unknown], [{ ...pod, inputs: { ...pod.inputs, ...named } }])).toEqual({
      differences: [],
      tolerated: { "known later": 1, "metadata by Kubernetes provider": 1 },
      compared: 1,
    });
  });
});
