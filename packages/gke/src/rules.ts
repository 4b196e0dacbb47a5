import type { Problem } from "@roadstead/core";

/** Every rule of the GKE target, with what it checks. Ids are stable. */
export const gkeRules = {
  "gke/required": "What the factory cannot do without is given, and of the type that is wanted.",
  "gke/unknown-key": "Every key of the factory is one that it has at its place.",
  "gke/existing-only": "What belongs to a new cluster is not said of one that exists already.",
  "gke/choice": "Where the factory gives a choice, one of its words is written.",
  "gke/project": "The project is a project id: 6 to 30 lower-case letters, digits and dashes.",
  "gke/location": "The location is a region.",
  "gke/zones": "Zones are named once, and there is at least one.",
  "gke/zone-region": "Every zone is in the cluster's region.",
  "gke/cluster-name": "The cluster's name has at most 40 lower-case letters, digits and dashes.",
  "gke/release-channel": "The release channel is one of GKE's.",
  "gke/cidr": "An address range is an IPv4 range without bits beyond its prefix.",
  "gke/cidr-overlap": "The ranges of nodes, pods and services do not overlap.",
  "gke/node-addresses": "The range of the nodes has an address for every node of every pool.",
  "gke/pod-addresses": "The range of the pods has a /24 for every node of every pool.",
  "gke/service-range": "The range of the services is a /16 to /27.",
  "gke/secondary-ranges": "Pods and services have different secondary ranges.",
  "gke/egress-mirror": "Nodes without a way to the internet have an image mirror.",
  "gke/endpoint": "The endpoint is public with ranges, private or DNS.",
  "gke/endpoint-anywhere": "A public endpoint that is open to everyone, or to more than a /8, says so.",
  "gke/private-networks": "Private networks are named for a private endpoint only.",
  "gke/member": "An admin is user:, group: or serviceAccount: and an address.",
  "gke/deployer": "The deployer is user: or serviceAccount: and an address.",
  "gke/security-group": "The security group of Google Groups for RBAC has the name that GKE wants.",
  "gke/auth-identity": "The exec plugin signs in by one kind of credentials.",
  "gke/kms-key": "A KMS key is named by its full id, and is in the cluster's region.",
  "gke/service-account": "A service account is named by its address.",
  "gke/maintenance-start": "A maintenance window starts at a time of day.",
  "gke/maintenance-days": "A maintenance window names each weekday once, and at least one.",
  "gke/maintenance-hours":
    "A maintenance window is long enough for GKE: whole hours, 4 at least, and 48 hours in 32 days.",
  "gke/autopilot": "A cluster that exists already is in Standard mode.",
  "gke/existing-gpu-stack": "On a cluster that exists already, somebody says who owns the GPU software.",
  "gke/existing-endpoint": "The endpoint of a cluster that exists already is a host name or an IP address.",
  "gke/existing-id": "A cluster that exists already has a name of the user's own.",
  "gke/existing-ca": "A cluster that is reached by an IP address has a certificate authority.",
  "gke/replace": "A replacement creates first or deletes first.",
  "gke/tag-key": "A tag's key is one that Google Cloud takes for a label, and none of Google's own.",
  "gke/tag-value": "A tag's value is one that Google Cloud takes for a label.",
  "gke/tag-duplicate": "A tag of the factory is not a tag of the spec as well.",
  "gke/tag-count": "A resource has at most 64 labels, of which ten are left to GKE.",
  "gke/bucket-name": "A bucket has a name that Cloud Storage takes.",
  "gke/sql-tier": "The machine type of Cloud SQL is one of PostgreSQL's, and one of the edition.",
  "gke/sql-flag": "A flag of Cloud SQL writes no passwords into the log.",
  "gke/sql-endpoint": "A subnet for the addresses of databases is known.",
  "gke/sql-size": "The disk of a database is one that Cloud SQL makes.",
  "gke/identity-duplicate": "A ServiceAccount gets one identity.",
  "gke/partition-size": "GKE offers the MIG profile as a partition size of the GPU.",
} as const satisfies Readonly<Record<`gke/${string}`, string>>;

export type GkeRule = keyof typeof gkeRules;

/** A Problem of one of GKE's rules. */
export type GkeProblem = Problem & { readonly rule: GkeRule };
