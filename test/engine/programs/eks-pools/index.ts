// A cluster on EKS with GPU pools of every kind of sharing, all at zero, and a pod for each.
import { AiCluster, withGpu } from "@roadstead/cluster";
import type { ClusterSpec } from "@roadstead/core";
import { eks } from "@roadstead/eks";

const spec = {
  pools: {
    exclusive: {
      accelerator: { model: "l4", gpusPerNode: 1 },
      size: { min: 0, max: 4 },
      capacity: [
        { kind: "spot", maxNodes: 2 },
        { kind: "on-demand", maxNodes: 2 },
      ],
    },
    shared: {
      accelerator: { model: "t4", gpusPerNode: 1, sharing: { mode: "time-slicing", replicas: 4 } },
      size: { min: 0, max: 2 },
    },
    cut: {
      accelerator: { model: "a100-40", gpusPerNode: 8, sharing: { mode: "mig", profile: "1g.5gb" } },
      size: { min: 0, max: 1 },
    },
  },
  tags: { owner: "ml-platform", costCenter: "4711", environment: "dev" },
  deletionProtection: false,
} satisfies ClusterSpec;

const cluster = new AiCluster("ai", {
  spec,
  target: eks({
    region: "us-east-1",
    network: { create: { zones: ["us-east-1a", "us-east-1b"] } },
    access: {
      endpoint: { public: ["203.0.113.0/24"] },
      admins: [],
      deployer: "arn:aws:iam::111122223333:role/ci-deployer",
    },
  }),
});

const worker = { containers: [{ name: "worker", image: "example.com/worker" }] };

/** Pod specs by pool. */
export const workers = {
  exclusive: withGpu(worker, cluster.gpu("exclusive"), 1),
  shared: withGpu(worker, cluster.gpu("shared"), 1),
  cut: withGpu(worker, cluster.gpu("cut"), 1),
};
