import type { DatabaseArgs, DatabaseServer, StoreOwner } from "@roadstead/cluster";
import { makeDatabaseServer } from "./database-server.js";
import type { StoreScope } from "./store-scope.js";

/** PostgreSQL on RDS; what is in it is made the same way on every target. */
export function makeDatabase(
  scope: StoreScope,
  name: string,
  args: DatabaseArgs,
  owner: StoreOwner,
  instanceClass: string | undefined,
): DatabaseServer {
  const server = makeDatabaseServer(scope, name, args, owner, instanceClass);
  const { host, port, user, password } = server;
  return {
    host,
    port,
    sslMode: "require",
    admin: { user, password, database: "postgres" },
    egress: [
      {
        to: scope.network.cidrs.map((cidr) => ({ ipBlock: { cidr } })),
        ports: [{ protocol: "TCP", port }],
      },
    ],
    ready: server.ready,
  };
}
