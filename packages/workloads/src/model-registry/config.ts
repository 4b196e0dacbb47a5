import type { ClusterHandle, NetworkEgress } from "@roadstead/cluster";
import type { Exposure } from "../parts/exposure.js";
import type { ObjectTransforms } from "../parts/kubernetes-object.js";
import type { RegistrySize, RegistrySizeName } from "./sizes.js";

/** What a registry is, the same on every target. Every default is one that can be left in production. */
export interface ModelRegistryArgs extends ModelRegistrySpec {
  /** Where it runs. Its database and its bucket are where the factory of the cluster's target says. */
  readonly cluster: ClusterHandle;
  /** Pure changes to the Kubernetes objects, by kind, run before each is made. */
  readonly transform?: ObjectTransforms;
}

export interface ModelRegistrySpec {
  /**
   * How large, by name or in numbers.
   * @default "small": a registry is not in the way of a request, and grows by changing this word
   */
  readonly size?: RegistrySizeName | RegistrySize;
  /**
   * Namespace, which the registry has for itself: its policies hold for all of it.
   * @default the registry's name
   */
  readonly namespace?: string;
  /**
   * Release of MLflow, 3.10.0 or newer: older ones let strangers past the login. A newer one migrates the databases in
   * the same `up`, after a dump of them; there is no way back but that dump.
   * @default "3.17.2", which everything here was measured with
   */
  readonly version?: string;
  readonly artifacts?: ArtifactFiles;
  readonly backups?: RegistryBackups;
  /**
   * Puts a dump back: while it is said no server runs, and both databases are what they were when it was taken. Say it
   * with the `version` that made the dump, run `up`, take it away again and run `up` once more.
   * @default nothing is put back
   */
  readonly restore?: RestoreOptions;
  readonly garbage?: GarbageCollection;
  /**
   * MLflow's job runner, which evaluations and online scoring of traces need. It takes 1.5 GiB more in each server,
   * and its jobs cannot call the AI gateway with a login.
   * @default false: a registry needs none
   */
  readonly jobs?: boolean;
  /** @default metrics are served to whoever may reach the server and signs in, and scraped by nobody */
  readonly metrics?: RegistryMetrics;
  /** How those outside of the cluster reach it. @default not at all */
  readonly expose?: RegistryExposure;
  /**
   * What the server may reach beside its own stores, as entries of a NetworkPolicy: receivers of webhooks.
   * @default nothing: many faults of MLflow were requests that a stranger made it send
   */
  readonly egress?: readonly NetworkEgress[];
  /**
   * Whether namespace, bucket, database and keys are kept from `destroy`. Off, `destroy` leaves nothing.
   * @default that of the cluster
   */
  readonly deletionProtection?: boolean;
  /** DNS domain of the cluster. @default "cluster.local", which nearly every cluster has */
  readonly clusterDomain?: string;
}

/** MLflow asks for its own login; what is in front may ask for more. */
export type RegistryExposure = Exposure<"basic">;

export interface ArtifactFiles {
  /** Volume, where the object store runs in the cluster, GiB, 5 or more. @default 50 */
  readonly sizeGib?: number;
  /** Days that deleted and overwritten files can still be got back, where the store has versions. @default 30 */
  readonly noncurrentDays?: number;
}

/** Both databases are dumped into the bucket each night, and before each change of version. */
export interface RegistryBackups {
  /** Days that nightly dumps, and a cloud's own backups, are kept, 1 to 35. @default 14: two weekends */
  readonly days?: number;
}

export interface RestoreOptions {
  /** File of the dump, the same for both databases: "20261124T024700Z-before-3.17.2.dump". */
  readonly dump: string;
  /**
   * Folder in the bucket, above those of the databases; a server in the cluster has its nightly dumps in
   * `<registry>-database/`.
   * @default "dumps/", where those are that were taken before an upgrade, and the nightly ones of a cloud's server
   */
  readonly folder?: string;
}

export interface GarbageCollection {
  /** Cron schedule, UTC. @default "43 3 * * 0": on Sundays, after the dump */
  readonly schedule?: string;
  /** Days after which what users deleted is removed for good, 1 or more. @default 30, as long as the bucket keeps files */
  readonly days?: number;
}

export interface RegistryMetrics {
  /** Namespace of the scraper, which the network policy lets in: "monitoring". */
  readonly from: string;
  /** Whether a ServiceMonitor tells a Prometheus operator to scrape; its CRDs must be there. @default true */
  readonly serviceMonitor?: boolean;
}
