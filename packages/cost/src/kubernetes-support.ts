import { isPastSupport, kubernetesVersions } from "@roadstead/core";

/**
 * Whether a version is past standard support on a day. Versions older than all that the table has are. Undefined where
 * nothing is known of it.
 */
export function isPastStandardSupport(version: string, cloud: "eks" | "gke", asOf: string): boolean | undefined {
  const known = isPastSupport(version, cloud, asOf);
  if (known !== undefined) return known;
  const oldest = kubernetesVersions[0]?.minor;
  const [minor, least] = [minorOf(version), oldest === undefined ? undefined : minorOf(oldest)];
  return minor !== undefined && least !== undefined && minor < least ? true : undefined;
}

const minorOf = (version: string): number | undefined => {
  const minor = /^v?1\.(\d+)/.exec(version)?.[1];
  return minor === undefined ? undefined : Number(minor);
};
