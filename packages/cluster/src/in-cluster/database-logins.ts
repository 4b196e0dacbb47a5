import type { ServiceAccountArgs } from "@pulumi/kubernetes/core/v1/serviceAccount.js";
import * as pulumi from "@pulumi/pulumi";
import { shortHash } from "@roadstead/core";
import type { StoreContext } from "../stores/cluster-stores.js";
import type { Database, DatabaseAdmin, DatabaseArgs, DatabaseLogin } from "../stores/database.js";
import type { StoreOwner } from "../stores/store-owner.js";
import { databaseRole, databaseSetupJob, loginsSecret } from "./database-setup.js";
import { rolePolicy } from "./network-rules.js";
import { objectName } from "./object-name.js";
import { type StoreIdentity, storeMetadata } from "./store-identity.js";
import { storeObjects } from "./store-objects.js";

/** A server, and what a workload wants in it. */
export interface LoginsArgs extends Pick<DatabaseArgs, "namespace" | "databases"> {
  readonly server: Omit<Database, "logins">;
  readonly admin: DatabaseAdmin;
}

/** Makes databases and their logins on a server, the same way wherever the server is. */
export function databaseLogins(
  context: StoreContext,
  name: string,
  { namespace, databases, server, admin }: LoginsArgs,
  owner: StoreOwner,
): Pick<Database, "logins" | "ready"> {
  const objects = storeObjects(context, owner);
  const identity: StoreIdentity = { software: "postgres", name: objectName(name), namespace };
  const passwords = Object.fromEntries(
    databases.map((database) => [database, objects.password(`${name}-${database}-password`)]),
  );
  const serviceAccount = objectName(`${identity.name}-setup`);
  const ground = [
    objects.make("secret", `${name}-logins`, loginsSecret(identity, admin, passwords)),
    objects.make("serviceAccount", `${name}-setup`, powerlessAccount(identity, serviceAccount)),
    objects.make(
      "networkPolicy",
      `${name}-setup`,
      rolePolicy(identity, databaseRole, { name: serviceAccount, ingress: [], egress: server.egress }),
    ),
  ];
  const job = objects.make(
    "job",
    `${name}-setup`,
    databaseSetupJob({
      identity,
      serviceAccount,
      server,
      adminDatabase: admin.database,
      databases,
      passwordsHash: hashOf([admin.password, ...Object.values(passwords)]),
      images: context.images,
    }),
    { after: [...server.ready, ...ground] },
  );
  return { logins: loginsOf(passwords), ready: [job] };
}

/** The ServiceAccount of pods that do not talk to the Kubernetes API. */
export function powerlessAccount(
  identity: StoreIdentity,
  name: string,
  annotations: Readonly<Record<string, pulumi.Input<string>>> = {},
): ServiceAccountArgs {
  return {
    apiVersion: "v1",
    kind: "ServiceAccount",
    metadata: {
      ...storeMetadata(identity, name),
      ...(Object.keys(annotations).length === 0 ? {} : { annotations: { ...annotations } }),
    },
    automountServiceAccountToken: false,
  };
}

/** Tells one set of passwords from another. It has 41 bits, so that at least 149 of a password's stay unknown. */
export function hashOf(passwords: readonly pulumi.Input<string>[]): pulumi.Output<string> {
  return pulumi.all([...passwords]).apply(shortHash);
}

function loginsOf(passwords: Readonly<Record<string, pulumi.Output<string>>>): Readonly<Record<string, DatabaseLogin>> {
  return Object.fromEntries(
    Object.entries(passwords).map(([database, password]) => [database, { database, user: database, password }]),
  );
}
