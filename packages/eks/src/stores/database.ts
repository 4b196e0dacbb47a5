import type { Database, DatabaseArgs, StoreOwner } from "@roadstead/cluster";
import { makeDatabaseServer } from "./database-server.js";
import type { StoreScope } from "./store-scope.js";

/** PostgreSQL on RDS, with a database and a login for each that is asked for. */
export function makeDatabase(
  scope: StoreScope,
  name: string,
  args: DatabaseArgs,
  owner: StoreOwner,
  instanceClass: string | undefined,
): Database {
  const server = makeDatabaseServer(scope, name, args, owner, instanceClass);
  const { host, port } = server;
  return {
    host,
    port,
    sslMode: "require",
    logins: {},
    egress: [
      {
        to: scope.network.cidrs.map((cidr) => ({ ipBlock: { cidr } })),
        ports: [{ protocol: "TCP", port }],
      },
    ],
    ready: server.ready,
  };
}
