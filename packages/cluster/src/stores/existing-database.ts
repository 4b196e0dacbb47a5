import * as pulumi from "@pulumi/pulumi";
import { databaseLogins } from "../in-cluster/database-logins.js";
import type { StoreContext } from "./cluster-stores.js";
import type { DatabaseLogin, MakeDatabase } from "./database.js";
import { egressTo } from "./store-egress.js";
import type { ExistingDatabase, PreparedServer } from "./stores-config.js";

const postgresPort = 5432;

/** PostgreSQL that runs already: its administrator makes what a workload asks for, or somebody else has made it. */
export function existingDatabase(context: StoreContext, config: ExistingDatabase): MakeDatabase {
  const { host, port = postgresPort, sslMode = "require", cidrs } = config;
  const server = { host: pulumi.output(host), port, sslMode, egress: [egressTo({ host, port }, cidrs)], ready: [] };
  return (name, args, owner) => {
    if (config.logins !== undefined) return { ...server, logins: preparedLogins(config.logins, args.databases) };
    const { user, password, adminDatabase = "postgres" } = config;
    const admin = { user, password: pulumi.secret(password), database: adminDatabase };
    return { ...server, ...databaseLogins(context, name, { ...args, server, admin }, owner) };
  };
}

function preparedLogins(
  prepared: PreparedServer["logins"],
  databases: readonly string[],
): Readonly<Record<string, DatabaseLogin>> {
  return Object.fromEntries(
    databases.flatMap((name) => {
      const login = prepared[name];
      if (login === undefined) return [];
      const { database = name, user, password } = login;
      return [[name, { database, user, password: pulumi.secret(password) }]];
    }),
  );
}
