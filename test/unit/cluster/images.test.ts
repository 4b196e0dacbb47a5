import { imageFor, pullSecrets } from "@roadstead/cluster";
import { componentImages } from "@roadstead/core";
import { describe, expect, it } from "vitest";
import { gpuSoftwareManifests } from "../../../packages/cluster/src/gpu-software/gpu-software-manifests.js";
import { eksLike, layoutOf } from "./layouts.js";

const pinned = { repository: "nvcr.io/nvidia/k8s-device-plugin", tag: "v1", source: "https://example.com" };

describe("imageFor", () => {
  it("is the pinned image where nothing else is said", () => {
    expect(imageFor("device-plugin", pinned, {})).toBe("nvcr.io/nvidia/k8s-device-plugin:v1");
  });

  it("replaces the registry, and only that, by the mirror", () => {
    const images = { mirror: "registry.example.com:5000/mirror" };
    expect(imageFor("device-plugin", pinned, images)).toBe(
      "registry.example.com:5000/mirror/nvidia/k8s-device-plugin:v1",
    );
  });

  it("takes an override as it is, whatever the mirror", () => {
    const images = { mirror: "registry.example.com", overrides: { "device-plugin": "other/plugin:v2" } };
    expect(imageFor("device-plugin", pinned, images)).toBe("other/plugin:v2");
    expect(imageFor("dcgm-exporter", pinned, images)).toBe("registry.example.com/nvidia/k8s-device-plugin:v1");
  });
});

it("pods name the pull secret, or none", () => {
  expect(pullSecrets({ pullSecret: "login" })).toEqual({ imagePullSecrets: [{ name: "login" }] });
  expect(pullSecrets({})).toEqual({});
});

it("every image of the GPU software can be mirrored and overridden", () => {
  const imagesOf = (images: object) =>
    new Set(
      [
        ...JSON.stringify(gpuSoftwareManifests(layoutOf(eksLike.pools, { images }), "a")).matchAll(
          /"image":"([^"]*)"/g,
        ),
      ].map((match) => match[1]),
    );
  expect(imagesOf({ mirror: "m" }).size).toBe(2);
  for (const image of imagesOf({ mirror: "m" })) expect(image).toMatch(/^m\/nvidia\//);
  expect(imagesOf({ overrides: { "device-plugin": "a:1", "dcgm-exporter": "b:1" } })).toEqual(new Set(["a:1", "b:1"]));
});

it("no pinned image of the GPU software says latest", () => {
  for (const image of [componentImages.devicePlugin, componentImages.dcgmExporter]) {
    expect(image.tag).toMatch(/\d+\.\d+/);
  }
});
