import { byo } from "@roadstead/byo";
import { eks } from "@roadstead/eks";
import { gke } from "@roadstead/gke";
import { k3s } from "@roadstead/k3s";
import type { ContractTarget } from "../contract-target.js";
import { kubeconfigText, nodesFor } from "../kubeconfig-text.js";

type Factory = Pick<ContractTarget, "make">;

/** Every target with what its factory asks for and nothing more: what a user gets who does not think of security. */
export const defaultClusters = {
  eks: {
    make: () =>
      eks({
        region: "us-east-1",
        network: { create: { zones: ["us-east-1a", "us-east-1b"] } },
        access: {
          endpoint: { public: ["203.0.113.0/24"] },
          admins: [],
          deployer: "arn:aws:iam::111122223333:role/deployer",
        },
      }),
  },
  gke: {
    make: () =>
      gke({
        project: "my-ml-project",
        location: "us-central1",
        network: { create: { zones: ["us-central1-a", "us-central1-c"] } },
        access: {
          endpoint: { public: ["203.0.113.0/24"] },
          admins: [],
          deployer: "serviceAccount:ci@example.com",
        },
      }),
  },
  k3s: { make: (pools) => k3s({ kubeconfig: kubeconfigText(), clusterId: "dc1", pools: nodesFor(pools) }) },
  byo: {
    make: (pools) =>
      byo({
        kubeconfig: kubeconfigText(),
        clusterId: "dc2",
        storageClass: "standard",
        gpuStack: { driver: "user", devicePlugin: "roadstead", metrics: "roadstead", mig: "user" },
        pools: nodesFor(pools),
      }),
  },
} as const satisfies Readonly<Record<string, Factory>>;
