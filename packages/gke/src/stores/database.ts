import type { DatabaseArgs, StoreOwner, Database } from "@roadstead/cluster";
import { createCloudSql } from "./cloud-sql.js";
import type { StoreScope } from "./store-scope.js";

/** PostgreSQL on Cloud SQL, with a database and a login for each that is asked for. */
export function createDatabase(scope: StoreScope, name: string, asked: DatabaseArgs, owner: StoreOwner): Database {
  const { cloudSql: options, endpoint } = scope;
  if (options === undefined || endpoint === undefined) throw new Error("the problems of a database were not looked at");
  const server = createCloudSql(scope, name, { options, endpoint }, asked, owner);
  return {
    host: server.host,
    port: server.port,
    sslMode: "require",
    logins: {},
    egress: server.egress,
    ready: server.resources,
  };
}
