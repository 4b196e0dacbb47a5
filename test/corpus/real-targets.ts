import { byo } from "@roadstead/byo";
import type { Target } from "@roadstead/cluster";
import type { ClusterSpec } from "@roadstead/core";
import { eks } from "@roadstead/eks";
import { gke } from "@roadstead/gke";
import { k3s } from "@roadstead/k3s";
import { kubeconfigText } from "../unit/owned-nodes/kubeconfig-text.js";

/** Every target with the plainest factory that carries a spec; only those of owned nodes must know its pools. */
export const realTargets = {
  eks: () =>
    eks({
      region: "us-east-1",
      network: { create: { zones: ["us-east-1a", "us-east-1b"] } },
      access: {
        endpoint: { public: ["203.0.113.0/24"] },
        admins: [],
        deployer: "arn:aws:iam::111122223333:role/deployer",
      },
    }),
  gke: () =>
    gke({
      project: "my-ml-project",
      location: "us-central1",
      network: { create: { zones: ["us-central1-a", "us-central1-c"] } },
      access: {
        endpoint: "dns",
        admins: ["group:platform@example.com"],
        deployer: "serviceAccount:ci@my-ml-project.iam.gserviceaccount.com",
      },
    }),
  k3s: (spec: ClusterSpec) => k3s({ kubeconfig: kubeconfigText(), clusterId: "dc1", pools: ownedPools(spec) }),
  byo: (spec: ClusterSpec) =>
    byo({
      kubeconfig: kubeconfigText(),
      clusterId: "dc1",
      pools: ownedPools(spec),
      storageClass: "longhorn",
      gpuStack: { driver: "user", devicePlugin: "roadstead", metrics: "roadstead", mig: "user" },
    }),
} as const satisfies Readonly<Record<string, (spec: ClusterSpec) => Target<string>>>;

export type TargetName = keyof typeof realTargets;

/** As many nodes as each pool has at least, and one where it scales to zero. */
function ownedPools({ pools }: ClusterSpec) {
  return Object.fromEntries(
    Object.entries(pools).map(([name, { size }]) => [
      name,
      { nodes: Array.from({ length: Math.max(1, size.min) }, (_, index) => `${name}-${index}`) },
    ]),
  );
}
