import type { CronJobArgs } from "@pulumi/kubernetes/batch/v1/cronJob.js";
import type * as pulumi from "@pulumi/pulumi";
import type { StoreContext } from "../stores/cluster-stores.js";
import type { Database, DatabaseArgs } from "../stores/database.js";
import type { StoreOwner } from "../stores/store-owner.js";
import type { MakeIdentity } from "../stores/workload-identity.js";
import { type DatabaseDump, dumpPod } from "./database-dump.js";
import { powerlessAccount } from "./database-logins.js";
import { loginKey, loginsSecretName } from "./database-setup.js";
import { rolePolicy } from "./network-rules.js";
import { objectName } from "./object-name.js";
import { podLabels, type StoreIdentity, storeMetadata } from "./store-identity.js";
import { storeObjects } from "./store-objects.js";

const dumpRole = "database-dump";
const defaultKeepDays = 7;

/** Dumps all databases of a server into the object store every night: the only backup that it has. */
export function scheduleDumps(
  context: StoreContext,
  name: string,
  args: DatabaseArgs & {
    readonly identity: StoreIdentity;
    readonly database: Database;
    readonly grant: MakeIdentity;
  },
  owner: StoreOwner,
): pulumi.Resource {
  const { identity, database, dumps: store, databases } = args;
  const objects = storeObjects(context, owner);
  const serviceAccount = objectName(`${identity.name}-dump`);
  const prefix = `${identity.name}/`;
  const access = args.grant(identity.namespace, serviceAccount, [{ store, access: "write", prefix }], owner);
  const ground = [
    objects.make("serviceAccount", `${name}-dump`, powerlessAccount(identity, serviceAccount, access.annotations)),
    objects.make(
      "networkPolicy",
      `${name}-dump`,
      rolePolicy(identity, dumpRole, {
        name: serviceAccount,
        ingress: [],
        egress: [...database.egress, ...store.egress, ...access.egress],
      }),
    ),
  ];
  const dump: DatabaseDump = {
    server: database,
    databases: databases.map((login) => ({
      database: login,
      user: login,
      passwordSecret: { name: loginsSecretName(identity.name), key: loginKey(login) },
    })),
    store,
    prefix,
    identity: access,
    serviceAccount,
    images: context.images,
    reason: "scheduled",
    keepDays: args.backupDays ?? defaultKeepDays,
  };
  return objects.make("cronJob", `${name}-dump`, dumpCronJob(identity, dump), {
    after: [...ground, ...database.ready, ...store.ready, ...access.ready],
  });
}

/** Every night; a dump that fails is tried twice more, and the next night finds no half-done one. */
export function dumpCronJob(identity: StoreIdentity, dump: DatabaseDump): CronJobArgs {
  const labels = podLabels(identity, dumpRole);
  return {
    apiVersion: "batch/v1",
    kind: "CronJob",
    metadata: storeMetadata(identity, objectName(`${identity.name}-dump`)),
    spec: {
      schedule: "17 2 * * *",
      timeZone: "Etc/UTC",
      concurrencyPolicy: "Forbid",
      // A night that the cluster slept through is made up for within the day.
      startingDeadlineSeconds: 43_200,
      successfulJobsHistoryLimit: 3,
      failedJobsHistoryLimit: 3,
      jobTemplate: {
        metadata: { labels },
        spec: {
          backoffLimit: 2,
          activeDeadlineSeconds: 21_600,
          template: { metadata: { labels }, spec: dumpPod(dump) },
        },
      },
    },
  };
}
