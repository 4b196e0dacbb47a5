import type { PropertyMap, PropertyValue } from "@roadstead/core";
import { SecretValue, unknownValue } from "@roadstead/core";
import { describe, expect, it } from "vitest";
import { plannedClusters } from "../../packages/cli/src/report/clusters.js";
import { fullTypeLabel, typeLabel, typeParts } from "../../packages/cli/src/report/type-label.js";
import { aCluster, cloudSummary, labPool, onpremSummary, systemPool } from "./cluster-fixture.js";
import { aGraph, aResource } from "./graph-fixture.js";

const clusterWith = (summary: PropertyValue | undefined) =>
  plannedClusters(
    aGraph([
      aResource({
        type: "roadstead:index:AiCluster",
        name: "cloud",
        kind: "component",
        outputs: summary === undefined ? {} : { summary },
      }),
    ]),
  )[0];

const plain = cloudSummary as unknown as PropertyMap;

describe("clusters of a graph", () => {
  it("are read from the summaries that their components register, in order", () => {
    const clusters = plannedClusters(aGraph([aCluster(onpremSummary), aCluster(cloudSummary)]));
    expect(clusters.map((cluster) => "summary" in cluster && cluster.summary)).toEqual([onpremSummary, cloudSummary]);
  });

  it.each([
    ["nothing is registered", undefined, "it registered no summary"],
    ["it is unknown", unknownValue, "its summary is unknown before deployment"],
    ["it is of a later version", { ...plain, schemaVersion: 2 }, "its summary has schema version 2, not 1"],
    ["it is a text", "cloud", "its summary has schema version null, not 1"],
    ["it is a secret", new SecretValue(plain), "its summary has schema version null, not 1"],
    [
      "a field is missing",
      { ...plain, target: unknownValue, location: 7 },
      "its summary is malformed at summary.location",
    ],
    [
      "the nodes of a group are no list",
      { ...plain, pools: [{ ...labPool, groups: [{ ...labPool.groups[0], nodes: "gpu-1" }] }] },
      "its summary is malformed at summary.pools[0].groups[0].nodes",
    ],
    [
      "a price is no number",
      { ...plain, pools: [{ ...systemPool, machineType: { ...systemPool.machineType, price: "cheap" } }] },
      "its summary is malformed at summary.pools[0].machineType.price",
    ],
    ["a pool is no pool", { ...plain, pools: ["a"] }, "its summary is malformed at summary.pools[0]"],
  ] as const)("have a reason when %s", (_, summary, fault) => {
    expect(clusterWith(summary as PropertyValue | undefined)).toMatchObject({ fault });
  });

  it("keep an unknown text as a marker and hide secrets", () => {
    const tags = { owner: new SecretValue("me"), costCenter: unknownValue, environment: "dev" };
    expect(clusterWith({ ...plain, tags })).toMatchObject({
      summary: { tags: { owner: "<secret>", costCenter: "<unknown:summary.tags.costCenter>" } },
    });
  });
});

describe("labels of types", () => {
  it.each([
    ["aws:eks/nodeGroup:NodeGroup", "eks.NodeGroup", "eks.NodeGroup"],
    ["kubernetes:apps/v1:DaemonSet", "DaemonSet", "apps/v1.DaemonSet"],
    ["roadstead:index:AiCluster", "AiCluster", "AiCluster"],
    ["random:index/randomPet:RandomPet", "RandomPet", "RandomPet"],
    ["pulumi:providers:aws", "Provider", "Provider"],
    ["my:Component", "Component", "Component"],
    ["odd", "odd", "odd"],
  ])("%s", (type, short, full) => {
    expect([typeLabel(type), fullTypeLabel(type)]).toEqual([short, full]);
  });

  it("a provider belongs to the package that it provides", () => {
    expect(typeParts("pulumi:providers:aws").package).toBe("aws");
  });
});
