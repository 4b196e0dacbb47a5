import type { ClusterArgs } from "@pulumi/gcp/container/cluster.js";
import type * as pulumi from "@pulumi/pulumi";
import type { GkeAccess, NewGkeCluster } from "./config.js";
import { defaultMaintenance, recurringWindow } from "./maintenance.js";
import type { ClusterNetwork } from "./network.js";
import { hardenedNode } from "./node-pool-args.js";
import type { GkeScope } from "./scope.js";

/** What a control plane's arguments follow from. */
export interface ControlPlaneShape {
  readonly scope: Pick<GkeScope, "project" | "region" | "clusterName" | "labels" | "deletionProtection">;
  readonly config: Pick<NewGkeCluster, "access" | "releaseChannel" | "maintenance">;
  readonly zones: readonly string[];
  readonly kubernetesVersion: string | undefined;
  /** DCGM metrics of GPU nodes. */
  readonly gpuMetrics: boolean;
}

/** What exists only when the program runs. */
export interface ControlPlanePlace {
  readonly network: ClusterNetwork;
  readonly kmsKey: pulumi.Input<string>;
  readonly nodeServiceAccount: pulumi.Input<string>;
}

/** Where a private endpoint is reached from unless the factory says otherwise: RFC 1918. */
export const privateNetworks = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"] as const;

export function controlPlaneArgs(shape: ControlPlaneShape, place: ControlPlanePlace): ClusterArgs {
  const { scope, config } = shape;
  return {
    project: scope.project,
    location: scope.region,
    name: scope.clusterName,
    resourceLabels: { ...scope.labels },
    deletionProtection: scope.deletionProtection,
    releaseChannel: { channel: config.releaseChannel ?? "REGULAR" },
    minMasterVersion: shape.kubernetesVersion,
    maintenancePolicy: { recurringWindow: recurringWindow(config.maintenance ?? defaultMaintenance) },
    ...networking(place.network),
    ...endpoints(config.access),
    ...identity(scope.project, config.access),
    ...security(place.kmsKey),
    ...observability(shape.gpuMetrics),
    addonsConfig: {
      gcePersistentDiskCsiDriverConfig: { enabled: true },
      // Dataplane V2 enforces network policies; the older add-on must stay off beside it.
      networkPolicyConfig: { disabled: true },
    },
    ...throwAwayPool(shape.zones, place.nodeServiceAccount),
  };
}

function networking(network: ClusterNetwork): Partial<ClusterArgs> {
  return {
    network: network.network,
    subnetwork: network.subnetwork,
    networkingMode: "VPC_NATIVE",
    ipAllocationPolicy: {
      clusterSecondaryRangeName: network.podRange,
      servicesSecondaryRangeName: network.serviceRange,
    },
    datapathProvider: "ADVANCED_DATAPATH",
    // Says nothing to Dataplane V2; scanners look for the block.
    networkPolicy: { enabled: false },
    enableIntranodeVisibility: true,
    gatewayApiConfig: { channel: "CHANNEL_DISABLED" },
  };
}

function endpoints(access: GkeAccess): Partial<ClusterArgs> {
  const { endpoint } = access;
  const isPublic = typeof endpoint === "object";
  const reachableFrom = isPublic
    ? endpoint.public
    : endpoint === "private"
      ? (access.privateNetworks ?? privateNetworks)
      : [];
  return {
    privateClusterConfig: { enablePrivateNodes: true, enablePrivateEndpoint: !isPublic },
    masterAuthorizedNetworksConfig: {
      cidrBlocks: reachableFrom.map((cidrBlock) => ({ cidrBlock })),
      gcpPublicCidrsAccessEnabled: false,
    },
    controlPlaneEndpointsConfig: {
      dnsEndpointConfig:
        endpoint === "dns"
          ? { allowExternalTraffic: true, enableK8sTokensViaDns: true, enableK8sCertsViaDns: false }
          : { allowExternalTraffic: false },
    },
  };
}

function identity(project: string, access: GkeAccess): Partial<ClusterArgs> {
  return {
    workloadIdentityConfig: { workloadPool: `${project}.svc.id.goog` },
    masterAuth: { clientCertificateConfig: { issueClientCertificate: false } },
    enableLegacyAbac: false,
    anonymousAuthenticationConfig: { mode: "LIMITED" },
    rbacBindingConfig: {
      enableInsecureBindingSystemAuthenticated: false,
      enableInsecureBindingSystemUnauthenticated: false,
    },
    ...(access.securityGroup === undefined
      ? {}
      : { authenticatorGroupsConfig: { securityGroup: access.securityGroup } }),
  };
}

function security(kmsKey: pulumi.Input<string>): Partial<ClusterArgs> {
  return {
    databaseEncryption: { state: "ENCRYPTED", keyName: kmsKey },
    enableShieldedNodes: true,
    enableKubernetesAlpha: false,
    // Enforces the project's policy, which allows every image until somebody changes it.
    binaryAuthorization: { evaluationMode: "PROJECT_SINGLETON_POLICY_ENFORCE" },
    securityPostureConfig: { mode: "BASIC", vulnerabilityMode: "VULNERABILITY_DISABLED" },
    nodePoolDefaults: { nodeConfigDefaults: { insecureKubeletReadonlyPortEnabled: "FALSE" } },
  };
}

function observability(gpuMetrics: boolean): Partial<ClusterArgs> {
  const controlPlane = ["APISERVER", "CONTROLLER_MANAGER", "SCHEDULER"];
  return {
    loggingConfig: { enableComponents: ["SYSTEM_COMPONENTS", "WORKLOADS", ...controlPlane] },
    monitoringConfig: {
      enableComponents: ["SYSTEM_COMPONENTS", ...controlPlane, ...(gpuMetrics ? ["DCGM"] : [])],
      managedPrometheus: { enabled: true },
    },
    costManagementConfig: { enabled: true },
  };
}

/** GKE makes no cluster without nodes. These live for minutes, and are no less guarded for that. */
function throwAwayPool(zones: readonly string[], serviceAccount: pulumi.Input<string>): Partial<ClusterArgs> {
  return {
    nodeLocations: [...zones],
    removeDefaultNodePool: true,
    initialNodeCount: 1,
    nodeConfig: hardenedNode(serviceAccount),
  };
}
