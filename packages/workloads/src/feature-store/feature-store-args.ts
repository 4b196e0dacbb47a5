import type { ClusterHandle, ObjectStore } from "@roadstead/cluster";
import type * as pulumi from "@pulumi/pulumi";
import type { Exposure } from "../parts/exposure.js";
import type { ObjectTransforms } from "../parts/kubernetes-object.js";
import type { FeatureRepository } from "./repository.js";
import type { FeatureStoreSize, FeatureStoreSizeName } from "./sizes.js";

/** What a feature store is, the same on every target. */
export interface FeatureStoreArgs extends FeatureStoreSpec {
  /** Where it runs. Its database and its bucket are where the factory of the cluster's target says. */
  readonly cluster: ClusterHandle;
  /** Pure changes to the Kubernetes objects, by kind, run before each is made. */
  readonly transform?: ObjectTransforms;
}

export interface FeatureStoreSpec {
  /** The definitions of entities, sources and feature views, applied by a Job whenever they change. */
  readonly repository: FeatureRepository;
  /** Who may use the servers. @default `{ kind: "kubernetes" }`: pods, by the tokens that they have anyway */
  readonly auth?: FeatureStoreAuth;
  /** @default "small" */
  readonly size?: FeatureStoreSizeName | FeatureStoreSize;
  /** Feast's project: lower-case letters, digits and underscores. @default the component's name, dashes as underscores */
  readonly project?: string;
  /** Made by the component, and no other's. @default the component's name */
  readonly namespace?: string;
  readonly registry?: FeatureRegistryOptions;
  /** Where features are read from. @default "postgres", which says NOT_FOUND for a key that it does not have */
  readonly onlineStore?: "postgres" | RedisStore;
  readonly offline?: OfflineFeaturesOptions;
  /** How features come into the online store. `false` where something else calls Feast. */
  readonly materialization?: MaterializationOptions | false;
  /** @default metrics of the online servers are there, and scraped by nobody */
  readonly metrics?: FeatureMetricsOptions;
  /**
   * How other clusters reach the online server; references are refused there without it. Callers from outside have
   * tokens of an identity provider, so that `auth` is `oidc`. @default from inside of the cluster only
   */
  readonly expose?: Exposure<"oidc">;
  /** Days that dumps of the registry, and a cloud's own backups, are kept, 1 to 35. @default 14: two weekends */
  readonly backupDays?: number;
  /**
   * Whether database and bucket are kept from `destroy`. Off, `destroy` leaves nothing.
   * @default that of the cluster
   */
  readonly deletionProtection?: boolean;
}

/**
 * How a caller of the servers is known. Without `Permission`s in the repository whoever is known may do everything:
 * read, push, materialise, delete.
 *
 * - `kubernetes`: pods show the token of their ServiceAccount, which the cluster's API checks. Feast knows them by
 *   name and namespace (`NamespaceBasedPolicy`), not by role: see decision record 0015.
 * - `oidc`: tokens of an identity provider, with the audience and issuer that they must have: Feast checks neither
 *   of them unless told to. With `serviceAccounts` those of pods are taken as well.
 * - `no_auth`: whoever reaches the port. Network policies still admit labelled clients only.
 */
export type FeatureStoreAuth =
  | { readonly kind: "kubernetes" }
  | {
      readonly kind: "oidc";
      /** `https://…/.well-known/openid-configuration` */
      readonly discoveryUrl: string;
      /** `aud` of the tokens. */
      readonly audience: string;
      /** `iss` of the tokens, which may differ from that of the discovery document. */
      readonly issuer: string;
      /** Client whose roles count, where the provider nests roles by client as Keycloak does. */
      readonly clientId?: string;
      /** @default false */
      readonly serviceAccounts?: boolean;
      /** Addresses of the provider, for network policies. @default any, but for those of cloud metadata */
      readonly cidrs?: readonly string[];
    }
  | { readonly kind: "no_auth"; readonly allowUnauthenticated: true };

export interface FeatureRegistryOptions {
  /**
   * The REST registry beside gRPC, for browsers and tools; Feast's own clients speak gRPC. Off, for the REST server of
   * Feast 0.67 does not start with FastAPI from 0.150 on, and what the image holds is not pinned by Feast. @default false
   */
  readonly rest?: boolean;
}

/**
 * Redis or Valkey that runs already.
 *
 * Feast answers `null` with the status PRESENT for keys that Redis does not have, so that clients cannot tell a
 * missing row from a missing value; and after a loss of its memory only a full materialisation brings features back:
 * `kubectl create job --from=cronjob/feast-rematerialize …`.
 */
export interface RedisStore {
  /** `rediss://cache.example.com:6379`, or `redis://` without TLS; without a password. */
  readonly url: string;
  /** An Output, as `config.requireSecret` gives; without commas, which end it for Feast. */
  readonly password?: pulumi.Output<string>;
  /** Seconds that a row lives. @default for ever */
  readonly keyTtlSeconds?: number;
  /** @default false */
  readonly clustered?: boolean;
  /** Addresses behind the host, for network policies. @default any, but for those of cloud metadata */
  readonly cidrs?: readonly string[];
}

export interface OfflineFeaturesOptions {
  /**
   * Where history is read from: Feast's `offline_store`, with credentials from the pod's surroundings only.
   * @default `{ type: "dask" }`: Parquet files in the component's bucket, under `FEATURE_DATA_URI`
   */
  readonly store?: Readonly<Record<string, string | number | boolean>> & { readonly type: string };
  /** Further buckets that the jobs and the offline server may read. */
  readonly sources?: readonly ObjectStore[];
  /** The offline server (Arrow Flight), for clients that must not read the data themselves. @default false */
  readonly server?: boolean;
}

export interface MaterializationOptions {
  /** When features newer than the last time are copied to the online store. @default "7 * * * *" */
  readonly schedule?: string;
  /** IANA name. @default "Etc/UTC" */
  readonly timeZone?: string;
  /** Minutes after which a run is ended; the next one begins where the last that ended well did. @default 50 */
  readonly deadlineMinutes?: number;
  /**
   * Most that a run may use, MiB, from 512. Feast holds all rows of a view in memory: measured 230 MiB, and 3 KiB more
   * for each row of two features. @default 2048
   */
  readonly memoryMib?: number;
}

export interface FeatureMetricsOptions {
  /** Namespace of the scraper, which the network policy lets in: "monitoring". */
  readonly from: string;
  /** Whether a ServiceMonitor tells a Prometheus operator to scrape; its CRDs must be there. @default true */
  readonly serviceMonitor?: boolean;
}
