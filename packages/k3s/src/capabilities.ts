import { ownedNodesCapabilities } from "@roadstead/cluster/owned-nodes";

export const k3sCapabilities = ownedNodesCapabilities("k3s");
