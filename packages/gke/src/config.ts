import type * as pulumi from "@pulumi/pulumi";
import type { GroupLayout, ImageOptions } from "@roadstead/core";
import type { GkeStores } from "./stores/stores-config.js";
import type { GkeTransforms } from "./transform.js";

/** All that is GKE's own: where the cluster is, who reaches it, and what the spec must not say. */
export type GkeConfig<P extends string = never> = GkeOptions<P> & (NewGkeCluster | OnExistingGkeCluster);

interface GkeOptions<P extends string> {
  /** Project id; set on every resource, so that two projects work in one program. */
  readonly project: string;
  /** Region, such as "us-central1". A zone is refused: a zonal control plane is down during every upgrade. */
  readonly location: string;
  /** What the pools of the spec need on GKE, by pool. */
  readonly pools?: { readonly [K in P]?: GkePool };
  /** How the exec plugin of the kubeconfig signs in. @default gcloud's active account */
  readonly auth?: GkeAuth;
  readonly iam?: GkeIam;
  /** Labels of Google Cloud resources beside the spec's tags. */
  readonly tags?: Readonly<Record<string, string>>;
  readonly images?: ImageOptions;
  /** Where the buckets and databases of workloads are. @default Cloud Storage and Cloud SQL, made when they are asked for */
  readonly stores?: GkeStores;
  /** Changes to the children before they are made, by kind of child. */
  readonly transform?: GkeTransforms;
}

/** A cluster that Roadstead makes. */
export interface NewGkeCluster {
  readonly existing?: undefined;
  readonly network: CreatedGkeNetwork | OwnGkeNetwork;
  readonly access: GkeAccess;
  /** Physical name, at most 40 characters. @default component and stack name */
  readonly clusterName?: string;
  /** @default "REGULAR" */
  readonly releaseChannel?: ReleaseChannel;
  /** When Google may upgrade. @default Saturday and Sunday, 02:00 to 08:00 UTC */
  readonly maintenance?: MaintenanceWindow;
  readonly system?: GkePool;
  /** Key of your own for the Secrets in etcd. @default a key that Roadstead makes, rotated every 90 days */
  readonly encryption?: { readonly kmsKey: pulumi.Input<string> };
}

/** A cluster that exists already; Roadstead adds pools to it. */
export interface OnExistingGkeCluster {
  readonly existing: ExistingGkeCluster;
  readonly network?: undefined;
  readonly access?: undefined;
  readonly clusterName?: undefined;
  readonly releaseChannel?: undefined;
  readonly maintenance?: undefined;
  readonly system?: undefined;
  readonly encryption?: undefined;
}

export interface ExistingGkeCluster {
  /** Physical name of the cluster. */
  readonly name: pulumi.Input<string>;
  /** Address of the API server: an IP address or a `.gke.goog` name, without a scheme. */
  readonly endpoint: pulumi.Input<string>;
  /** Certificate authority, base64. Leave it out for a `.gke.goog` name, which has a public certificate. */
  readonly ca?: pulumi.Input<string>;
  /** Your own name of this cluster. Give a new one when you make the cluster anew. */
  readonly clusterId: string;
  /** Zones of the new pools. */
  readonly zones: readonly string[];
  /** "autopilot" is refused: such a cluster makes its nodes itself. @default "standard" */
  readonly mode?: "standard" | "autopilot";
  /**
   * Who puts driver and device plugin on the new pools' nodes. "provider": GKE does, and nothing in the cluster
   * (such as GPU Operator) takes nodes with GPUs as its own. "user": refused today as "not yet".
   */
  readonly gpuStack: "provider" | "user";
}

/** A VPC with one regional subnet, Private Google Access, flow logs and Cloud NAT. */
export interface CreatedGkeNetwork {
  readonly create: {
    /** Zones of the nodes. */
    readonly zones: readonly string[];
    /** Addresses of nodes and of the control plane's endpoint. @default "10.0.0.0/20" */
    readonly cidr?: string;
    /** Addresses of pods; every node takes a /24. @default "10.4.0.0/14" */
    readonly podCidr?: string;
    /** Addresses of services. @default "10.8.0.0/20" */
    readonly serviceCidr?: string;
    /** Cloud NAT is one regional service without zones: "per-zone" makes the same, and the plan says so. */
    readonly nat?: "one" | "per-zone";
  };
}

/** A network that exists already. */
export interface OwnGkeNetwork {
  /** Name or self link. */
  readonly network: pulumi.Input<string>;
  /** Name or self link of a subnet in the region, with Private Google Access. */
  readonly subnetwork: pulumi.Input<string>;
  /** Name of the subnet's secondary range for pods. */
  readonly podRange: string;
  /** Name of the subnet's secondary range for services. */
  readonly serviceRange: string;
  readonly zones: readonly string[];
  /** How nodes reach the internet. "none" needs `images.mirror`. */
  readonly egress: "nat" | "proxy" | "none";
}

export interface GkeAccess {
  /**
   * How the API server is reached. `public`: its public address, from these ranges. "private": its address in the
   * subnet, from `privateNetworks`. "dns": a `.gke.goog` name that IAM guards, from anywhere, and no public address.
   */
  readonly endpoint: PublicEndpoint | "private" | "dns";
  /** Ranges that reach a private endpoint, beside the cluster's own subnet. @default RFC 1918 */
  readonly privateNetworks?: readonly string[];
  /** Who administers the cluster: `user:`, `group:` or `serviceAccount:` and an address. */
  readonly admins: readonly string[];
  /** Who runs `pulumi up`: `user:` or `serviceAccount:` and an address. */
  readonly deployer: string;
  /** Google Groups in RBAC: `gke-security-groups@<domain>`. @default off */
  readonly securityGroup?: string;
}

export interface PublicEndpoint {
  readonly public: readonly string[];
  /** Says that `0.0.0.0/0` is meant. */
  readonly anywhere?: true;
}

/** How `gke-gcloud-auth-plugin` signs in. It knows nothing of the provider's credentials. */
export interface GkeAuth {
  /** Name or path of the plugin. @default "gke-gcloud-auth-plugin" */
  readonly command?: string;
  /** gcloud configuration to use, where a machine has several accounts. */
  readonly configuration?: string;
  /** Address of a service account to act as. */
  readonly impersonateServiceAccount?: string;
  /** Signs in with Application Default Credentials, as CI does, and not with gcloud's account. */
  readonly applicationDefaultCredentials?: boolean;
}

export interface GkeIam {
  /** Address of the nodes' service account. @default one that Roadstead makes, with least rights */
  readonly nodeServiceAccount?: pulumi.Input<string>;
  /**
   * "user": grants on the project are made elsewhere, and the plan lists them. Needed where the deployer may not
   * change the project's policy, and for a second cluster in a project with the same members: a grant holds for
   * the whole project, so destroying one cluster would take it from the other.
   * @default "roadstead"
   */
  readonly projectGrants?: "roadstead" | "user";
}

/** What one pool needs on GKE. */
export interface GkePool {
  /** Machine type instead of the cheapest that fits. */
  readonly machineType?: string;
  /** Zones of this pool. @default the network's */
  readonly zones?: readonly string[];
  /** What a replacement does first. @default "create-first" */
  readonly replace?: GroupLayout["replace"];
  /** Image streaming. @default true */
  readonly imageStreaming?: boolean;
}

export type ReleaseChannel = "RAPID" | "REGULAR" | "STABLE" | "EXTENDED";

export type Weekday = "MO" | "TU" | "WE" | "TH" | "FR" | "SA" | "SU";

export interface MaintenanceWindow {
  readonly days: readonly Weekday[];
  /** "02:00", UTC. */
  readonly startUtc: string;
  /** Whole, 4 to 24. GKE wants at least 48 hours in any 32 days, so days x hours is at least 12. */
  readonly hours: number;
}

/** Zones that nodes may be in, unless a pool says otherwise. */
export function clusterZones(config: GkeConfig<string>): readonly string[] {
  if (config.existing !== undefined) return config.existing.zones;
  return "create" in config.network ? config.network.create.zones : config.network.zones;
}

/** The region of a location. One that is a zone has its own problem; what else there is to say of it can be said. */
export function regionOf(location: string): string {
  return location.replace(/^([a-z]+-[a-z]+\d+)-[a-z]$/, "$1");
}
