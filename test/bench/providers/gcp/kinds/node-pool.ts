import type { Properties } from "../../test-provider.js";
import type { GkeCluster } from "../gke-cluster.js";
import { clusterIdOf } from "../cluster-id.js";
import type { GcpProject, StoredResource } from "../project.js";
import { at, count, text, withValue } from "../properties.js";
import { nodePoolRequest } from "../requests/node-pool-request.js";
import type { ResourceKind } from "../resource-kind.js";
import { nodePoolProjectRules, nodePoolRules } from "../rules/node-pool-rules.js";

export const nodePoolKind: ResourceKind = {
  type: "gcp:container/nodePool:NodePool",
  label: "container/nodePool",
  required: ["cluster"],
  autoName: { property: "name", separator: "-", maxLength: 40 },
  request: nodePoolRequest,
  // ForceNew in https://github.com/hashicorp/terraform-provider-google/tree/main/google/services/container:
  // resource_container_node_pool.go and node_config.go. Machine type, disk, image, labels and taints roll over in place.
  replacedBy: [
    "cluster",
    "location",
    "project",
    "name",
    "initialNodeCount",
    "maxPodsPerNode",
    "placementPolicy",
    "queuedProvisioning",
    "networkConfig.acceleratorNetworkProfile",
    "networkConfig.additionalNodeNetworkConfigs",
    "networkConfig.additionalPodNetworkConfigs",
    "networkConfig.createPodRange",
    "networkConfig.podCidrOverprovisionConfig",
    "networkConfig.podIpv4CidrBlock",
    "networkConfig.podRange",
    "networkConfig.subnetwork",
    ...[
      "advancedMachineFeatures",
      "bootDiskKmsKey",
      "enableConfidentialStorage",
      "ephemeralStorageLocalSsdConfig",
      "flexStart",
      "guestAccelerators",
      "hostMaintenancePolicy",
      "localNvmeSsdBlockConfig",
      "localSsdCount",
      "localSsdEncryptionMode",
      "maxRunDuration",
      "metadata",
      "minCpuPlatform",
      "nodeGroup",
      "oauthScopes",
      "preemptible",
      "reservationAffinity",
      "sandboxConfig",
      "secondaryBootDisks",
      "serviceAccount",
      "shieldedInstanceConfig",
      "soleTenantConfig",
      "spot",
    ].map((property) => `nodeConfig.${property}`),
  ],
  rules: nodePoolRules,
  projectRules: nodePoolProjectRules,
  id: (inputs, project) => `${clusterIdOf(inputs, project)}/nodePools/${text(inputs, "name") ?? ""}`,
  sharedMaps: ["nodeConfig.resourceLabels"],
  computedPaths: [
    "instanceGroupUrls",
    "managedInstanceGroupUrls",
    "nodeCount",
    "operation",
    "version",
    "maxPodsPerNode",
  ],
  computed: () => ({ operation: "" }),
  made: async (resource, project) => {
    const cluster = clusterOf(resource, project);
    await cluster.addPool(resource.id, resource.inputs);
    resource.computed = outputsOf(resource, cluster);
  },
  changed: async (resource, _before, project) => {
    const cluster = clusterOf(resource, project);
    await cluster.changePool(resource.id, resource.inputs);
    resource.computed = outputsOf(resource, cluster);
  },
  removed: async ({ id, inputs }, project) => {
    await project.clusters.get(clusterIdOf(inputs, project))?.removePool(id);
  },
  refresh: async (resource, project) => {
    resource.computed = outputsOf(resource, clusterOf(resource, project));
  },
};

function clusterOf({ inputs }: StoredResource, project: GcpProject): GkeCluster {
  const id = clusterIdOf(inputs, project);
  const cluster = project.clusters.get(id);
  if (cluster === undefined) throw new Error(`${id} is gone`);
  return cluster;
}

function outputsOf(resource: StoredResource, cluster: GkeCluster): Properties {
  const pool = cluster.pool(resource.id);
  const groups = pool.zones.map(
    (zone) =>
      `https://www.googleapis.com/compute/v1/projects/${cluster.projectId}/zones/${zone}/instanceGroupManagers/${pool.groupName}-grp`,
  );
  const outputs: Properties = {
    managedInstanceGroupUrls: groups.map((url) => url.replace("instanceGroupManagers", "instanceGroups")),
    instanceGroupUrls: groups,
    // The provider divides, as what it has is the whole: https://github.com/hashicorp/terraform-provider-google
    nodeCount: Math.floor(pool.nodeNames().length / Math.max(1, pool.zones.length)),
    nodeLocations: [...pool.zones],
    operation: "",
    version: cluster.version,
    maxPodsPerNode: count(resource.inputs, "maxPodsPerNode") ?? 110,
    initialNodeCount: count(resource.inputs, "initialNodeCount") ?? count(resource.inputs, "nodeCount") ?? 0,
  };
  return withGoogleLabels(outputs, resource.inputs);
}

/** https://docs.cloud.google.com/kubernetes-engine/docs/how-to/creating-managing-labels */
function withGoogleLabels(outputs: Properties, inputs: Properties): Properties {
  const type = text(inputs, "nodeConfig.guestAccelerators.type");
  const spot = at(inputs, "nodeConfig.spot") === true;
  const labels: Record<string, string> = {
    "goog-gke-node-pool-provisioning-model": spot ? "spot" : "on-demand",
    ...(type === undefined ? {} : { "goog-gke-accelerator-type": type }),
  };
  return withValue(outputs, "nodeConfig.resourceLabels", labels);
}
