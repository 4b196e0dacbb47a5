import * as pulumi from "@pulumi/pulumi";
import type { Database } from "@roadstead/cluster";
import { urlHost } from "../parts/url-host.js";
import type { RegistryDatabase } from "./links.js";
import { databases } from "./store-request.js";

/** What the manifests need of the registry's database. */
export function registryDatabase(database: Database): RegistryDatabase {
  return {
    trackingUri: databaseUri(database, databases.tracking),
    authUri: databaseUri(database, databases.auth),
    passwords: {
      tracking: loginOf(database, databases.tracking).password,
      auth: loginOf(database, databases.auth).password,
    },
    egress: database.egress,
  };
}

/** Names the driver: without one SQLAlchemy takes another than MLflow's image was tested with. */
function databaseUri(server: Database, name: string): pulumi.Output<string> {
  const { host, port, sslMode } = server;
  const { database, user, password } = loginOf(server, name);
  return pulumi
    .all([host, password])
    .apply(
      ([address, secret]) =>
        `postgresql+psycopg2://${encodeURIComponent(user)}:${encodeURIComponent(secret)}@${urlHost(address)}:${port}/${database}?sslmode=${sslMode}`,
    );
}

function loginOf({ logins }: Database, name: string) {
  const login = logins[name];
  if (login === undefined) throw new Error(`the server has no database ${name}`);
  return login;
}
