import { DatabaseInstance } from "@pulumi/gcp/sql/databaseInstance.js";
import * as pulumi from "@pulumi/pulumi";
import { RandomId } from "@pulumi/random/randomId.js";
import { type DatabaseArgs, type NetworkEgress, type StoreOwner, transformed } from "@roadstead/cluster";
import { cloudSqlArgs } from "./cloud-sql-args.js";
import { createSqlAdmin, type SqlAdmin } from "./sql-admin.js";
import { createSqlEndpoint } from "./sql-endpoint.js";
import { instancePrefix } from "./store-names.js";
import { childOptions, dataOptions, type StoreScope } from "./store-scope.js";
import type { CloudSqlOptions, SqlEndpoint } from "./stores-config.js";

/** A server of Cloud SQL, and how pods and its administrator reach it. */
export interface CloudSqlServer {
  readonly host: pulumi.Output<string>;
  readonly port: number;
  readonly admin: SqlAdmin;
  readonly egress: readonly NetworkEgress[];
  readonly resources: readonly pulumi.Resource[];
}

const port = 5432;
const defaultSizeGib = 20;
const defaultBackupDays = 7;

/** PostgreSQL on Cloud SQL. */
export function createCloudSql(
  scope: StoreScope,
  name: string,
  place: { readonly options: CloudSqlOptions; readonly endpoint: SqlEndpoint },
  asked: DatabaseArgs,
  owner: StoreOwner,
): CloudSqlServer {
  const isProtected = asked.deletionProtection ?? scope.deletionProtection;
  const data = dataOptions(isProtected);
  const suffix = new RandomId(`${name}-instance-suffix`, { byteLength: 4 }, { parent: owner.parent, ...data });
  const child = `${name}-instance`;
  const args = cloudSqlArgs(scope, {
    options: place.options,
    sizeGib: asked.sizeGib ?? defaultSizeGib,
    highAvailability: asked.highAvailability ?? false,
    backupDays: asked.backupDays ?? defaultBackupDays,
    isProtected,
  });
  const instance = new DatabaseInstance(
    child,
    transformed(
      scope.transform?.databaseInstance,
      { ...args, name: pulumi.interpolate`${instancePrefix({ ...scope, name })}-${suffix.hex}` },
      { name: child },
    ),
    childOptions(scope, owner, {
      ...data,
      // The disk grows by itself; a size that is given again would be a smaller one, which makes a new server.
      ignoreChanges: ["settings.diskSize"],
    }),
  );
  const endpoint = createSqlEndpoint(scope, name, place.endpoint, instance, owner);
  const admin = createSqlAdmin(scope, name, instance, isProtected, owner);
  return {
    host: endpoint.address,
    port,
    admin,
    egress: [
      { to: [{ ipBlock: { cidr: pulumi.interpolate`${endpoint.address}/32` } }], ports: [{ protocol: "TCP", port }] },
    ],
    resources: [suffix, instance, ...endpoint.resources, ...admin.resources],
  };
}
