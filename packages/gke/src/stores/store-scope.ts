import type * as pulumi from "@pulumi/pulumi";
import type { StoreOwner } from "@roadstead/cluster";
import type { GkeScope } from "../scope.js";
import type { CloudSqlOptions, SqlEndpoint } from "./stores-config.js";

/** What the stores of one cluster are made with. */
export interface StoreScope extends GkeScope {
  /** Undefined where databases are elsewhere. */
  readonly cloudSql: CloudSqlOptions | undefined;
  /** Where the addresses of database servers are; undefined where nobody said it of a cluster that exists. */
  readonly endpoint: SqlEndpoint | undefined;
  /** The control plane, where Roadstead makes it: with the project's first one comes its pool of workload identities. */
  readonly cluster: readonly pulumi.Resource[];
}

/** Options of a child, which belongs to whoever asks for the store and is made with the provider of the cluster. */
export function childOptions(
  scope: StoreScope,
  owner: StoreOwner,
  options: pulumi.CustomResourceOptions = {},
): pulumi.CustomResourceOptions {
  const provider = scope.parent.getProvider("gcp:index:any");
  return { parent: owner.parent, ...(provider === undefined ? {} : { provider }), ...options };
}

/** Options of what holds data: while it is protected it is also kept when the program no longer has it. */
export function dataOptions(isProtected: boolean): pulumi.CustomResourceOptions {
  return { protect: isProtected, retainOnDelete: isProtected };
}
