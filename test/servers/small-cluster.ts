import { AiCluster } from "@roadstead/cluster";
import type { ClusterSpec } from "@roadstead/core";
import { k3s } from "@roadstead/k3s";
import { kubeconfigText } from "../unit/owned-nodes/kubeconfig-text.js";

const spec = {
  pools: { cpu: { node: { minVcpu: 4 }, size: { min: 1, max: 1 } } },
  tags: { owner: "ml-platform", costCenter: "4711", environment: "dev" },
} satisfies ClusterSpec;

/** A cluster of one node in a machine room, whose stores run in it. */
export function smallCluster() {
  const target = k3s({ kubeconfig: kubeconfigText(), clusterId: "dc1", pools: { cpu: { nodes: ["cpu-1"] } } });
  return new AiCluster("dc1", { spec, target });
}
