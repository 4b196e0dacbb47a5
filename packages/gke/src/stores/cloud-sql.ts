import { DatabaseInstance } from "@pulumi/gcp/sql/databaseInstance.js";
import * as pulumi from "@pulumi/pulumi";
import { RandomId } from "@pulumi/random/randomId.js";
import { type DatabaseArgs, type DatabaseServer, type StoreOwner, transformed } from "@roadstead/cluster";
import { cloudSqlArgs } from "./cloud-sql-args.js";
import { createSqlAdmin } from "./sql-admin.js";
import { createSqlEndpoint } from "./sql-endpoint.js";
import { instancePrefix } from "./store-names.js";
import { childOptions, dataOptions, type StoreScope } from "./store-scope.js";

const port = 5432;
const defaultSizeGib = 20;
const defaultBackupDays = 7;

/** PostgreSQL on Cloud SQL. */
export function createCloudSql(
  scope: StoreScope,
  name: string,
  asked: DatabaseArgs,
  owner: StoreOwner,
): DatabaseServer {
  const { cloudSql: options, endpoint: place } = scope;
  if (options === undefined || place === undefined) throw new Error("the problems of a database were not looked at");
  const isProtected = asked.deletionProtection ?? scope.deletionProtection;
  const data = dataOptions(isProtected);
  const suffix = new RandomId(`${name}-instance-suffix`, { byteLength: 4 }, { parent: owner.parent, ...data });
  const child = `${name}-instance`;
  const args = cloudSqlArgs(scope, {
    options,
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
  const endpoint = createSqlEndpoint(scope, name, place, instance, owner);
  const admin = createSqlAdmin(scope, name, instance, isProtected, owner);
  return {
    host: endpoint.address,
    port,
    sslMode: "require",
    admin: admin.login,
    egress: [
      { to: [{ ipBlock: { cidr: pulumi.interpolate`${endpoint.address}/32` } }], ports: [{ protocol: "TCP", port }] },
    ],
    ready: [suffix, instance, ...endpoint.resources, ...admin.resources],
  };
}
