import { clusterProjectRules, clusterUpdateRules } from "../rules/cluster-project-rules.js";
import { clusterRules } from "../rules/cluster-rules.js";
import { startGkeCluster } from "../gke-cluster.js";
import { ofType, randomHex } from "../project.js";
import { at, text } from "../properties.js";
import { clusterRequest } from "../requests/cluster-request.js";
import type { ResourceKind } from "../resource-kind.js";
import { withValue } from "../properties.js";

export const clusterKind: ResourceKind = {
  type: "gcp:container/cluster:Cluster",
  label: "container/cluster",
  required: [],
  autoName: { property: "name", separator: "-", maxLength: 40 },
  request: clusterRequest,
  // ForceNew in https://github.com/hashicorp/terraform-provider-google/blob/main/google/services/container/resource_container_cluster.go
  // and, for "nodeConfig", in node_config.go beside it: the provider re-creates the cluster with another default pool.
  replacedBy: [
    "name",
    "location",
    "project",
    "description",
    "network",
    "subnetwork",
    "networkingMode",
    "clusterIpv4Cidr",
    "ipAllocationPolicy",
    "datapathProvider",
    "dataplaneOptimizationMode",
    "defaultMaxPodsPerNode",
    "enableAutopilot",
    "enableKubernetesAlpha",
    "enableTpu",
    "initialNodeCount",
    "confidentialNodes",
    "masterAuth.clientCertificateConfig",
    "nodePools",
    "privateClusterConfig.masterIpv4CidrBlock",
    "privateClusterConfig.privateEndpointSubnetwork",
    "nodeConfig.guestAccelerators",
    "nodeConfig.metadata",
    "nodeConfig.oauthScopes",
    "nodeConfig.serviceAccount",
    "nodeConfig.shieldedInstanceConfig",
    "nodeConfig.spot",
    "nodeConfig.preemptible",
  ],
  rules: clusterRules,
  projectRules: clusterProjectRules,
  updateRules: clusterUpdateRules,
  undeletable: ({ id, inputs }, project) => {
    // The provider's own default is true: https://www.pulumi.com/registry/packages/gcp/api-docs/container/cluster/
    if (inputs["deletionProtection"] !== false) {
      return `Cannot destroy cluster because deletion_protection is set to true: ${id}`;
    }
    const pool = ofType(project, "gcp:container/nodePool:NodePool").find((it) => it.id.startsWith(`${id}/`));
    // Google Cloud takes the pools along, and a state then holds what is gone; a right order never comes here.
    return pool === undefined ? undefined : `${pool.id} is still there`;
  },
  id: (inputs, project) =>
    `projects/${text(inputs, "project") ?? project.id}/locations/${text(inputs, "location") ?? ""}/clusters/${text(inputs, "name") ?? ""}`,
  computedPaths: [
    "selfLink",
    "endpoint",
    "masterVersion",
    "labelFingerprint",
    "servicesIpv4Cidr",
    "operation",
    "masterAuth.clusterCaCertificate",
    "masterAuth.clientCertificate",
    "masterAuth.clientKey",
    "controlPlaneEndpointsConfig.dnsEndpointConfig.endpoint",
    "privateClusterConfig.privateEndpoint",
    "privateClusterConfig.publicEndpoint",
  ],
  computed: (_inputs, _project, id) => ({
    selfLink: `https://container.googleapis.com/v1/${id}`,
    labelFingerprint: randomHex(4),
  }),
  made: async (resource, project) => {
    const cluster = await startGkeCluster(resource, project);
    project.clusters.set(resource.id, cluster);
    resource.computed = cluster.outputs();
  },
  changed: async (resource, before, project) => {
    const cluster = project.clusters.get(resource.id);
    if (cluster === undefined) return;
    const wanted = text(resource.inputs, "minMasterVersion");
    if (wanted !== undefined && wanted !== text(before, "minMasterVersion")) cluster.upgrade(wanted);
    resource.computed = cluster.outputs();
  },
  removed: async ({ id }, project) => {
    const cluster = project.clusters.get(id);
    project.clusters.delete(id);
    await cluster?.stop();
  },
  refresh: async (resource) => {
    // GKE says nothing of a pool that is long gone, so the provider keeps what its state has.
    const nodeConfig = at(resource.inputs, "nodeConfig");
    if (nodeConfig !== undefined) resource.inputs = withValue(resource.inputs, "nodeConfig", nodeConfig);
  },
};
