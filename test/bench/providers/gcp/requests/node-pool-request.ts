import type { ApiRequest } from "../request.js";
import { nodeConfigPaths, spelledBooleans } from "./node-config-paths.js";

/** https://docs.cloud.google.com/kubernetes-engine/docs/reference/rest/v1/projects.locations.clusters.nodePools#NodePool */
export const nodePoolRequest: ApiRequest = {
  api: "container.v1",
  schema: "NodePool",
  spelledBooleans,
  paths: {
    project: null,
    location: null,
    cluster: null,
    nodeConfig: "config",
    nodeLocations: "locations",
    nodeCount: "initialNodeCount",
    ignoreNodeCountChanges: null,
    maxPodsPerNode: "maxPodsConstraint.maxPodsPerNode",
    nodeDrainConfigs: "nodeDrainConfig",
    "placementPolicy.type": "type",
    ...nodeConfigPaths,
  },
};
