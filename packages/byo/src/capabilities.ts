import { ownedNodesCapabilities } from "@roadstead/cluster/owned-nodes";

export const byoCapabilities = ownedNodesCapabilities("byo");
