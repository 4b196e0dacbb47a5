import { everyContainer, expectValue, flag, podTypes, resourceRule } from "@roadstead/policy";

export const imagePinned = resourceRule({
  name: "image-pinned",
  title: "Images are named by version or digest",
  severity: "medium",
  level: "mandatory",
  config: { digests: flag(false, "Ask for digests") },
  types: podTypes,
  reads: ["kubernetes: pods' containers[].image"],
  why: "With latest, two nodes run different programs, and yesterday's cannot be had back.",
  fix: "Name a version such as 1.27.3, or a digest.",
  references: [
    { framework: "Checkov", control: "CKV_K8S_14" },
    { framework: "Checkov", control: "CKV_K8S_43" },
  ],
  check: (view, { config }) =>
    everyContainer(view, "an image may not be pinned", (container) =>
      expectValue(container.text("image"), (image) => isPinned(image, config.digests), {
        otherwise: config.digests ? "an image has no digest" : "an image has no version",
        absent: "unknown",
      }),
    ),
});

function isPinned(image: string, wantsDigest: boolean): boolean {
  if (/@sha256:[0-9a-f]{64}$/i.test(image)) return true;
  const tag = /:([^/:@]+)$/.exec(image)?.[1];
  return !wantsDigest && tag !== undefined && !/^(latest|main|master|stable|edge|nightly)$/i.test(tag);
}
