import type { PinnedImage } from "@roadstead/core";

/** The MLflow that a registry runs unless it is told otherwise: the one that everything here was measured with. */
export const defaultMlflowVersion = "3.17.2";

/**
 * The oldest MLflow that is taken: older ones let strangers read files of the server (CVE-2026-2614) and past the
 * login (CVE-2026-2652, CVE-2026-0545).
 */
export const oldestMlflowVersion = "3.10.0";

const form = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/;

/** The numbers of a version; undefined for anything else than a release. */
export function versionParts(version: string): readonly number[] | undefined {
  return form.exec(version)?.slice(1).map(Number);
}

/** Whether release `a` is older than release `b`. */
export function isOlder(a: string, b: string): boolean {
  const other = versionParts(b) ?? [];
  for (const [index, part] of (versionParts(a) ?? []).entries()) {
    const difference = part - (other[index] ?? 0);
    if (difference !== 0) return difference < 0;
  }
  return false;
}

/** The image with database drivers, clients of object stores, the login and the metrics; the plain one has none of them. */
export function mlflowImage(version: string): PinnedImage {
  return {
    repository: "ghcr.io/mlflow/mlflow",
    tag: `v${version}-full`,
    source: `https://github.com/mlflow/mlflow/releases/tag/v${version}`,
  };
}
