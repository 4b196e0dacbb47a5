import type * as pulumi from "@pulumi/pulumi";
import type { ObjectStore } from "./object-store.js";
import type { NetworkEgress, StoreOwner } from "./store-owner.js";

/** What a workload wants of PostgreSQL, the same on every target. */
export interface DatabaseArgs {
  /** Namespace of what runs in the cluster for the database: the server itself, set-up, dumps. */
  readonly namespace: string;
  /** Databases to make, each with a login of the same name that owns it: `["mlflow", "mlflow_auth"]`. */
  readonly databases: readonly string[];
  /** Where dumps go: the only backup of a server in the cluster. */
  readonly dumps: ObjectStore;
  /** GiB. @default 20 */
  readonly sizeGib?: number;
  /** A standby in another zone, where the target has it. @default false */
  readonly highAvailability?: boolean;
  /** Days that backups and dumps are kept, 1 to 35. @default 7 */
  readonly backupDays?: number;
  /** Whether the server is protected and kept when its resource is removed. @default the cluster's `deletionProtection` */
  readonly deletionProtection?: boolean;
}

/** One PostgreSQL server with its databases. */
export interface Database {
  readonly host: pulumi.Output<string>;
  readonly port: number;
  /** libpq's `sslmode`. Every server that Roadstead makes speaks TLS. */
  readonly sslMode: "require" | "disable";
  /** By database. */
  readonly logins: Readonly<Record<string, DatabaseLogin>>;
  /** Whether all databases are dumped into the store that was asked for, each night, by the server's own CronJob. @default false */
  readonly dumped?: true;
  /** What a pod that uses the database must reach, beside DNS. */
  readonly egress: readonly NetworkEgress[];
  /** What must be there before the database is used: server, databases and logins. */
  readonly ready: readonly pulumi.Resource[];
}

export interface DatabaseLogin {
  readonly database: string;
  readonly user: string;
  /** Secret. Letters and digits, so that it can stand in a URL. */
  readonly password: pulumi.Output<string>;
}

/** PostgreSQL in which no workload has a database yet. */
export interface DatabaseServer extends Omit<Database, "logins"> {
  readonly admin: DatabaseAdmin;
}

/** A login that may make databases and roles. */
export interface DatabaseAdmin {
  readonly user: pulumi.Input<string>;
  /** Secret. */
  readonly password: pulumi.Output<string>;
  /** Database that it signs in to: "postgres". */
  readonly database: string;
}

export type MakeDatabaseServer = (name: string, args: DatabaseArgs, owner: StoreOwner) => DatabaseServer;

export type MakeDatabase = (name: string, args: DatabaseArgs, owner: StoreOwner) => Database;
