import { type ImageOptions, imageReference, type PinnedImage, type Problem, suggestion } from "@roadstead/core";

/** Components that AiCluster and its stores run; the keys of `images.overrides` that every target knows. */
export const clusterComponents = [
  "device-plugin",
  "dcgm-exporter",
  "postgres",
  "versitygw",
  "rclone",
  "curl",
  "mlflow",
  "feast",
] as const;

/**
 * The image reference of a component: its override, else the pinned image from the mirror, else the pinned image.
 *
 * A mirror replaces the registry and keeps the rest: `nvcr.io/nvidia/x:v1` becomes `<mirror>/nvidia/x:v1`.
 */
export function imageFor(component: string, pinned: PinnedImage, images: ImageOptions): string {
  const override = images.overrides?.[component];
  if (override !== undefined) return override;
  const reference = imageReference(pinned);
  if (images.mirror === undefined) return reference;
  return `${images.mirror}/${reference.slice(reference.indexOf("/") + 1)}`;
}

/** `imagePullSecrets` of a pod: one entry with the pull secret, or none. */
export function pullSecrets(images: ImageOptions): { imagePullSecrets?: { name: string }[] } {
  return images.pullSecret === undefined ? {} : { imagePullSecrets: [{ name: images.pullSecret }] };
}

/**
 * Problems of a factory's `images`.
 *
 * @param path where `images` stands in the factory: `eks.images`
 * @param components names that `overrides` may use: {@link clusterComponents} and the target's own
 */
export function imageProblems(images: ImageOptions, path: string, components: readonly string[]): readonly Problem[] {
  return [
    ...mirrorProblems(images.mirror, path),
    ...pullSecretProblems(images.pullSecret, path),
    ...Object.entries(images.overrides ?? {}).flatMap(([component, reference]) =>
      overrideProblems(component, reference, path, components),
    ),
  ];
}

// Registry host with an optional port, then lower-case path segments: the part of a reference before the name.
const mirrorForm = /^[a-z0-9][a-z0-9.-]*(:[0-9]{1,5})?(\/[a-z0-9]+([._-]+[a-z0-9]+)*)*$/;

function mirrorProblems(mirror: string | undefined, path: string): readonly Problem[] {
  if (mirror === undefined || mirrorForm.test(mirror)) return [];
  return [
    {
      rule: "cluster/image-mirror",
      path: `${path}.mirror`,
      message: "must be a registry host with an optional port and path",
      got: JSON.stringify(mirror),
      hint: 'leave out the scheme and the last slash: "registry.example.com/mirror"',
    },
  ];
}

const secretName = /^[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?$/;

function pullSecretProblems(pullSecret: string | undefined, path: string): readonly Problem[] {
  if (pullSecret === undefined || secretName.test(pullSecret)) return [];
  return [
    {
      rule: "cluster/image-pull-secret",
      path: `${path}.pullSecret`,
      message: "must be the name of a Kubernetes Secret: lower-case letters, digits, dashes and dots",
      got: JSON.stringify(pullSecret),
    },
  ];
}

function overrideProblems(
  component: string,
  reference: string,
  path: string,
  components: readonly string[],
): readonly Problem[] {
  if (!components.includes(component)) {
    return [
      {
        rule: "cluster/image-component",
        path: `${path}.overrides.${component}`,
        message: "is not a component whose image can be set here",
        allowed: components,
        ...suggestion(component, components),
      },
    ];
  }
  if (isPinned(reference)) return [];
  return [
    {
      rule: "cluster/image-pinned",
      path: `${path}.overrides.${component}`,
      message: "must be an image with a fixed tag or a digest",
      got: JSON.stringify(reference),
      hint: 'write "registry/name:tag" or "registry/name@sha256:…", and no "latest"',
    },
  ];
}

function isPinned(reference: string): boolean {
  if (/\s/.test(reference)) return false;
  if (/@sha256:[0-9a-f]{64}$/.test(reference)) return true;
  const tag = /:([\w][\w.-]{0,127})$/.exec(reference)?.[1];
  return tag !== undefined && tag !== "latest";
}
