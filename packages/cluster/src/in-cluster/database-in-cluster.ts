import * as pulumi from "@pulumi/pulumi";
import type { StoreContext } from "../stores/cluster-stores.js";
import type { Database, DatabaseArgs, MakeDatabase } from "../stores/database.js";
import type { StoreOwner } from "../stores/store-owner.js";
import type { InClusterStore } from "../stores/stores-config.js";
import type { MakeIdentity } from "../stores/workload-identity.js";
import { scheduleDumps } from "./database-dump-schedule.js";
import { databaseLogins, powerlessAccount } from "./database-logins.js";
import {
  adminPasswordKey,
  databaseStatefulSet,
  hostRulesConfigMap,
  postgresAdmin,
  postgresPort,
  serverRole,
} from "./database-server.js";
import { podsOf, rolePolicy } from "./network-rules.js";
import { objectName } from "./object-name.js";
import { serverEgress, serverService, serviceHost, volumeClaim } from "./server-objects.js";
import { type StoreIdentity, storeMetadata } from "./store-identity.js";
import { storeObjects } from "./store-objects.js";

const defaultSizeGib = 20;

/** PostgreSQL in the cluster, on one volume, with its databases and scheduled dumps. */
export function inClusterDatabase(
  context: StoreContext,
  options: InClusterStore["inCluster"],
  grant: MakeIdentity,
): MakeDatabase {
  return (name, args, owner) => {
    const identity: StoreIdentity = { software: "postgres", name: objectName(name), namespace: args.namespace };
    const { server, admin } = makeServer(context, options, identity, name, args, owner);
    const database = { ...server, ...databaseLogins(context, name, { ...args, server, admin }, owner) };
    const dumps = scheduleDumps(context, name, { ...args, identity, database, grant }, owner);
    // Nothing is written to a database that has no backup yet.
    return { ...database, ready: [...database.ready, dumps] };
  };
}

function makeServer(
  context: StoreContext,
  { storageClass = context.storageClass }: InClusterStore["inCluster"],
  identity: StoreIdentity,
  name: string,
  { sizeGib = defaultSizeGib, deletionProtection: protect = context.deletionProtection }: DatabaseArgs,
  owner: StoreOwner,
): { readonly server: Omit<Database, "logins">; readonly admin: Parameters<typeof databaseLogins>[2]["admin"] } {
  const objects = storeObjects(context, owner);
  // With the volume: a server that was set up keeps its password, whatever the Secret says later.
  const password = objects.password(`${name}-admin-password`, { protect });
  const ground = [
    objects.make("secret", `${name}-admin`, {
      apiVersion: "v1",
      kind: "Secret",
      metadata: storeMetadata(identity, `${identity.name}-admin`),
      type: "Opaque",
      stringData: { [adminPasswordKey]: password },
    }),
    objects.make("configMap", `${name}-config`, hostRulesConfigMap(identity)),
    objects.make("serviceAccount", name, powerlessAccount(identity, identity.name)),
    objects.make(
      "networkPolicy",
      name,
      rolePolicy(identity, serverRole, {
        name: identity.name,
        ingress: [{ from: [podsOf(identity.namespace)], port: postgresPort }],
        egress: [],
      }),
    ),
    objects.make("persistentVolumeClaim", name, volumeClaim(identity, { sizeGib, storageClass }), { protect }),
    objects.make("service", name, serverService(identity, serverRole, postgresPort)),
  ];
  const { images } = context;
  const pods = objects.make(
    "statefulSet",
    name,
    databaseStatefulSet(identity, { images, serviceAccount: identity.name }),
    { after: ground },
  );
  return {
    server: {
      host: pulumi.output(serviceHost(identity)),
      port: postgresPort,
      sslMode: "require",
      dumped: true,
      egress: [serverEgress(identity, serverRole, postgresPort)],
      ready: [pods],
    },
    admin: { user: postgresAdmin, password, database: "postgres" },
  };
}
