import type { Database, IdentityEnv, NetworkEgress, ObjectStore, WorkloadIdentity } from "@roadstead/cluster";
import type * as pulumi from "@pulumi/pulumi";

/** What a registry's manifests take from its stores and keys; in part known only when those are there. */
export interface RegistryLinks {
  readonly database: RegistryDatabase;
  readonly artifacts: RegistryArtifacts;
  readonly dumps: RegistryDumps;
  readonly keys: RegistryKeys;
}

export interface RegistryDatabase {
  /** Secret: with its password. */
  readonly trackingUri: pulumi.Input<string>;
  /** Secret: with its password. */
  readonly authUri: pulumi.Input<string>;
  /** Secrets. */
  readonly passwords: { readonly tracking: pulumi.Input<string>; readonly auth: pulumi.Input<string> };
  readonly egress: readonly NetworkEgress[];
}

export interface RegistryArtifacts {
  /** `s3://bucket/artifacts`, `gs://bucket/artifacts`. */
  readonly uri: pulumi.Input<string>;
  readonly endpoint?: pulumi.Input<string>;
  readonly region?: pulumi.Input<string>;
  /** Of the store, and of where credentials come from. */
  readonly egress: readonly NetworkEgress[];
  /** Annotations of the server's ServiceAccount. */
  readonly annotations: Readonly<Record<string, pulumi.Input<string>>>;
  readonly env: readonly IdentityEnv[];
}

/** What dumps of the databases are made from, and where they go. */
export interface RegistryDumps {
  readonly server: Pick<Database, "host" | "port" | "sslMode" | "logins" | "dumped">;
  readonly store: ObjectStore;
  /** Of the pods that dump: they may write below `dumps/`, and the server may not. */
  readonly identity: WorkloadIdentity;
}

/** Secrets that are made once and stay: all servers share them, and a new one would void what the old one closed. */
export interface RegistryKeys {
  readonly adminPassword: pulumi.Input<string>;
  readonly readerPassword: pulumi.Input<string>;
  readonly writerPassword: pulumi.Input<string>;
  /** Signs the forms of the user interface. */
  readonly flask: pulumi.Input<string>;
  /** Fernet key that closes the secrets of webhooks: 32 bytes in URL-safe Base64. */
  readonly webhooks: pulumi.Input<string>;
  /** Closes the credentials that the AI gateway keeps. */
  readonly gateway: pulumi.Input<string>;
}
