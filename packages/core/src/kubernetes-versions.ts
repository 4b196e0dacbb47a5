/*
 * Kubernetes minor versions and the days on which their support ends.
 *
 * EKS: https://docs.aws.amazon.com/eks/latest/userguide/kubernetes-versions.html
 * GKE: https://cloud.google.com/kubernetes-engine/docs/release-schedule (Google calls its dates estimates)
 * Upstream: https://kubernetes.io/releases/
 * as collected at https://endoflife.date (amazon-eks, google-kubernetes-engine, kubernetes), read on
 * 2026-08-22. A date that is not published there is left out, never computed.
 */

/** When the support of one provider ends; ISO dates. On the day itself the support has ended. */
export interface KubernetesSupport {
  readonly standardSupportEnds?: string;
  /** Paid extension: EKS extended support, GKE's extended channel. */
  readonly extendedSupportEnds?: string;
}

export interface KubernetesVersion {
  readonly minor: string;
  readonly eks?: KubernetesSupport;
  readonly gke?: KubernetesSupport;
  /** End of the Kubernetes project's own patches; what k3s and other distributions follow. */
  readonly upstreamEnds?: string;
  readonly source: string;
}

/** Whose dates count: those of the cloud that runs the control plane, else the Kubernetes project's. */
export type KubernetesSupportedBy = "eks" | "gke" | "upstream";

/** The day from which support is counted, and on which this table was last looked over; each row says when it was read. */
export const kubernetesVersionsAsOf = "2026-11-24";

const source = "https://endoflife.date/amazon-eks, /google-kubernetes-engine and /kubernetes, read on 2026-08-22";

/** The minors that some provider still supports on the table's day, oldest first. */
export const kubernetesVersions: readonly KubernetesVersion[] = [
  {
    minor: "1.32",
    eks: { standardSupportEnds: "2026-03-23", extendedSupportEnds: "2027-03-23" },
    gke: { standardSupportEnds: "2026-04-11" },
    upstreamEnds: "2026-02-28",
    source,
  },
  {
    minor: "1.33",
    eks: { standardSupportEnds: "2026-07-29", extendedSupportEnds: "2027-07-29" },
    gke: { standardSupportEnds: "2026-08-03" },
    upstreamEnds: "2026-06-28",
    source,
  },
  {
    minor: "1.34",
    eks: { standardSupportEnds: "2026-12-02", extendedSupportEnds: "2027-12-02" },
    gke: { standardSupportEnds: "2026-10-01" },
    upstreamEnds: "2026-10-27",
    source,
  },
  {
    minor: "1.35",
    eks: { standardSupportEnds: "2027-03-27", extendedSupportEnds: "2028-03-27" },
    gke: { standardSupportEnds: "2027-04-11" },
    upstreamEnds: "2027-02-28",
    source,
  },
  {
    minor: "1.36",
    eks: { standardSupportEnds: "2027-08-02", extendedSupportEnds: "2028-08-02" },
    gke: { standardSupportEnds: "2027-08-09" },
    upstreamEnds: "2027-06-28",
    source,
  },
  // Released upstream on 2026-08-26. No cloud's page that we read offers it, and no end dates are published.
  { minor: "1.37", source: "https://kubernetes.io/blog/2026/08/26/kubernetes-v1-37-release/" },
];

/** What a cluster gets when its spec names no version: offered by EKS and GKE, with the most support left. */
export const defaultKubernetesVersion = "1.36";

/** The row of a version such as "1.36" or "1.36.3"; undefined when the table does not know its minor. */
export function findKubernetesVersion(version: string): KubernetesVersion | undefined {
  const minor = /^v?(\d+\.\d+)(?:[.+-]|$)/.exec(version)?.[1];
  return kubernetesVersions.find((row) => row.minor === minor);
}

/** The day on which standard support of a version ends; undefined when it is not published. */
export function standardSupportEnds(version: string, supportedBy: KubernetesSupportedBy): string | undefined {
  const row = findKubernetesVersion(version);
  return supportedBy === "upstream" ? row?.upstreamEnds : row?.[supportedBy]?.standardSupportEnds;
}

/**
 * Whether standard support of a version has ended on a day.
 *
 * @param asOf ISO date. There is no default: nothing here reads the clock.
 * @returns undefined when the version or its date is not in the table.
 */
export function isPastSupport(version: string, supportedBy: KubernetesSupportedBy, asOf: string): boolean | undefined {
  const ends = standardSupportEnds(version, supportedBy);
  return ends === undefined ? undefined : asOf >= ends;
}
