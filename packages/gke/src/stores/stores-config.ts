import type * as pulumi from "@pulumi/pulumi";
import type { ExistingDatabase, ExistingObjectStore, InClusterStore, StoresConfig } from "@roadstead/cluster";

/** Where the stores of workloads are. What is not said is Google's: Cloud Storage and Cloud SQL. */
export interface GkeStores {
  readonly objectStore?: InClusterStore | ExistingObjectStore;
  readonly database?: CloudSql | InClusterStore | ExistingDatabase;
}

/**
 * PostgreSQL on Cloud SQL, reached by an address in the cluster's own subnet and by nothing else.
 *
 * The disk begins with the size that the workload asks for and grows by itself; another size later changes nothing.
 */
export interface CloudSql {
  readonly cloudSql: CloudSqlOptions;
}

export interface CloudSqlOptions {
  /**
   * Machine type, such as "db-custom-4-16384" for 4 vCPU and 16 GiB.
   * @default "db-custom-1-3840": the smallest with a vCPU of its own, which Google's service level covers
   */
  readonly tier?: string;
  /** "ENTERPRISE_PLUS" takes tiers that start with "db-perf-optimized" only. @default "ENTERPRISE" */
  readonly edition?: "ENTERPRISE" | "ENTERPRISE_PLUS";
  /** Flags of PostgreSQL beside those that log connections, lock waits, checkpoints and temporary files. */
  readonly flags?: Readonly<Record<string, string>>;
  /** Where the server's address is: needed on a cluster that exists. @default the cluster's own subnet */
  readonly endpoint?: SqlEndpoint;
}

/** A subnet, in the cluster's region, that pods reach. */
export interface SqlEndpoint {
  /** Name or self link. */
  readonly network: pulumi.Input<string>;
  /** Name or self link. */
  readonly subnetwork: pulumi.Input<string>;
}

/** What the factory says of Cloud SQL; undefined where databases are elsewhere. */
export function cloudSqlOptions(stores: GkeStores = {}): CloudSqlOptions | undefined {
  if (stores.database === undefined) return {};
  return "cloudSql" in stores.database ? stores.database.cloudSql : undefined;
}

/** What goes before Google's own stores. */
export function otherStores({ objectStore, database }: GkeStores = {}): StoresConfig {
  return {
    ...(objectStore === undefined ? {} : { objectStore }),
    ...(database === undefined || "cloudSql" in database ? {} : { database }),
  };
}
