import {
  clusterAutoscalerImage,
  componentImages,
  eksAddons,
  imageReference,
  kubernetesVersions,
} from "@roadstead/core";
import { describe, expect, it } from "vitest";

const images = [
  ...Object.values(componentImages),
  ...kubernetesVersions.flatMap(({ minor }) => clusterAutoscalerImage(minor) ?? []),
];

describe("pinned images", () => {
  it.each(images.map((image) => [imageReference(image), image] as const))("%s names a version", (reference, image) => {
    expect(image.tag).toMatch(/^v?\d+\.\d+/);
    expect(reference).not.toMatch(/latest|@/);
    expect(image.source).toMatch(/^https:\/\//);
  });
});

describe("the cluster autoscaler", () => {
  it("follows the minor of every Kubernetes version that EKS is known to offer", () => {
    for (const { minor, eks } of kubernetesVersions) {
      const image = clusterAutoscalerImage(minor);
      if (eks) expect(image?.tag.startsWith(`v${minor}.`)).toBe(true);
      else expect(image).toBeUndefined();
    }
  });

  it("is unknown for a minor without a release, and under an inherited name", () => {
    expect(clusterAutoscalerImage("1.99")).toBeUndefined();
    expect(clusterAutoscalerImage("toString")).toBeUndefined();
  });
});

describe("EKS add-ons", () => {
  it("are named once each", () => {
    expect(new Set(eksAddons).size).toBe(eksAddons.length);
  });
});
