import { type ClusterSpec, defaultKubernetesVersion, layoutCluster, summarize } from "@roadstead/core";
import { expect, it } from "vitest";
import { eksLike, ownedLike } from "../../../corpus/fixtures.js";
import { plainOptions } from "../../../property/layout-options.js";

const tags = { owner: "ml-platform", costCenter: "4711", environment: "dev" };
const spec: ClusterSpec = { pools: { web: { node: {}, size: { min: 1, max: 2 } } }, tags };
const options = { ...plainOptions(eksLike), location: "us-east-1" };

it("fills what the spec leaves out", () => {
  expect(layoutCluster(spec, options)).toMatchObject({
    target: "eks",
    location: "us-east-1",
    kubernetesVersion: defaultKubernetesVersion,
    gpuMetrics: { serviceMonitor: false },
    images: {},
    tags,
    deletionProtection: true,
    notes: [],
  });
});

it("keeps what the spec says", () => {
  const said = { ...spec, kubernetesVersion: "1.35", deletionProtection: false, gpuMetrics: { serviceMonitor: true } };
  expect(layoutCluster(said, { ...options, images: { mirror: "registry.example.com" } })).toMatchObject({
    kubernetesVersion: "1.35",
    gpuMetrics: { serviceMonitor: true },
    images: { mirror: "registry.example.com" },
    deletionProtection: false,
  });
});

it("has no version where the cluster exists already", () => {
  expect(layoutCluster(spec, { ...plainOptions(ownedLike), location: "dc1" })).not.toHaveProperty("kubernetesVersion");
});

it("puts the target's notes after the common ones", () => {
  const note = { code: "must-reach", path: "eks.access", message: "the endpoint is private" };
  const notes = layoutCluster(spec, { ...options, region: "eu-west-1", notes: [note] }).notes;
  expect(notes.map(({ code }) => code)).toEqual(["price-region", "must-reach"]);
});

it("is the summary of a cluster, with its name", () => {
  const layout = layoutCluster(spec, options);
  expect(summarize("cloud", layout)).toEqual({ schemaVersion: 1, name: "cloud", ...layout });
});
