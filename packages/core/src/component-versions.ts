/*
 * Every image and add-on version that Roadstead sets, each with the place that names it. Images are pinned by
 * tag: no digest is written down that was not read from the registry.
 */

export interface PinnedImage {
  /** Registry and repository, without tag. An image mirror replaces the registry only. */
  readonly repository: string;
  readonly tag: string;
  /** Where this version is named. */
  readonly source: string;
}

/** Containers that Roadstead's own objects run, by component. */
export const componentImages = {
  // Configuration is written only with the fields that 0.19.3 and 0.20.0 both know.
  devicePlugin: {
    repository: "nvcr.io/nvidia/k8s-device-plugin",
    tag: "v0.20.0",
    source: "https://github.com/NVIDIA/k8s-device-plugin/releases/tag/v0.20.0",
  },
  dcgmExporter: {
    repository: "nvcr.io/nvidia/k8s/dcgm-exporter",
    tag: "4.6.0-4.8.3-distroless",
    source: "https://github.com/NVIDIA/dcgm-exporter/blob/4.6.0-4.8.3/README.md",
  },
  // Server, and the client that sets up, dumps and restores databases anywhere: pg_dump takes servers up to its own
  // major. Debian's, for it has the openssl that makes the server's certificate.
  postgres: {
    repository: "docker.io/library/postgres",
    tag: "17.11-bookworm",
    source: "https://github.com/docker-library/official-images/blob/master/library/postgres",
  },
  versitygw: {
    repository: "ghcr.io/versity/versitygw",
    tag: "v1.8.0",
    source: "https://github.com/versity/versitygw/releases/tag/v1.8.0",
  },
  rclone: {
    repository: "docker.io/rclone/rclone",
    tag: "1.76.0",
    source: "https://github.com/rclone/rclone/releases/tag/v1.76.0",
  },
  curl: {
    repository: "docker.io/curlimages/curl",
    tag: "8.20.0",
    source: "https://github.com/curl/curl-container/releases/tag/8.20.0",
  },
  feast: {
    repository: "quay.io/feastdev/feature-server",
    tag: "0.67.0",
    source: "https://github.com/feast-dev/feast/releases/tag/v0.67.0",
  },
} as const satisfies Readonly<Record<string, PinnedImage>>;

export type ComponentImage = keyof typeof componentImages;

/**
 * The EKS add-ons that a cluster gets.
 *
 * None is pinned here: without a version EKS takes its own default for the cluster's Kubernetes minor, once,
 * when the add-on is made, and keeps it until someone sets another. AWS publishes the compatible versions only
 * through an API call, which may not be made while declaring, its builds change weekly with security fixes, and
 * a version that does not fit the minor fails only at `up`. The factory of the target takes versions.
 * Default version: https://docs.aws.amazon.com/eks/latest/APIReference/API_CreateAddon.html
 */
export const eksAddons = [
  "vpc-cni",
  "kube-proxy",
  "eks-pod-identity-agent",
  "coredns",
  "aws-ebs-csi-driver",
  "metrics-server",
  "eks-node-monitoring-agent",
] as const;

export type EksAddon = (typeof eksAddons)[number];

const clusterAutoscalerRepository = "registry.k8s.io/autoscaling/cluster-autoscaler";

/** Cluster Autoscaler follows the minor of the cluster; the newest patch of each that is released. */
const clusterAutoscalerTags: Readonly<Record<string, string>> = {
  "1.32": "v1.32.7",
  "1.33": "v1.33.6",
  "1.34": "v1.34.5",
  "1.35": "v1.35.2",
  "1.36": "v1.36.1",
};

/** The autoscaler of a Kubernetes minor such as "1.36"; undefined when none of that minor is known here. */
export function clusterAutoscalerImage(minor: string): PinnedImage | undefined {
  if (!Object.hasOwn(clusterAutoscalerTags, minor)) return undefined;
  const tag = clusterAutoscalerTags[minor];
  if (tag === undefined) return undefined;
  return {
    repository: clusterAutoscalerRepository,
    tag,
    source: `https://github.com/kubernetes/autoscaler/releases/tag/cluster-autoscaler-${tag.slice(1)}`,
  };
}

/** The reference that goes into a container. */
export function imageReference(image: PinnedImage): string {
  return `${image.repository}:${image.tag}`;
}
