import type { CronJobArgs } from "@pulumi/kubernetes/batch/v1/cronJob.js";
import { dumpPod, type WorkloadIdentity } from "@roadstead/cluster";
import { objectLabels, objectMetadata, podSelector } from "../parts/object-labels.js";
import { serviceAccounts } from "./accounts.js";
import { dumpPrefix } from "./data.js";
import { registrySecret } from "./feast-container.js";
import { type FeatureStoreLayout, registryDatabase } from "./layout.js";
import type { FeatureStoreStores } from "./stores.js";

/**
 * Dumps the registry into the bucket each night. The online store is not dumped: a full materialisation fills it
 * again, from data that lies in the bucket anyway. Not for a server that dumps all of its databases itself.
 */
export function backupCronJob(
  layout: FeatureStoreLayout,
  stores: FeatureStoreStores,
  access: WorkloadIdentity,
): CronJobArgs {
  const { identity, images, backupDays } = layout;
  const { database, data } = stores;
  const login = database.logins[registryDatabase];
  const labels = { ...objectLabels(identity), ...podSelector(identity, "dump") };
  return {
    apiVersion: "batch/v1",
    kind: "CronJob",
    metadata: objectMetadata(identity, "feast-dump"),
    spec: {
      schedule: "37 2 * * *",
      timeZone: "Etc/UTC",
      concurrencyPolicy: "Forbid",
      // A night that the cluster slept through is made up for within the day.
      startingDeadlineSeconds: 43_200,
      successfulJobsHistoryLimit: 1,
      failedJobsHistoryLimit: 3,
      jobTemplate: {
        spec: {
          backoffLimit: 2,
          activeDeadlineSeconds: 3_600,
          template: {
            metadata: { labels },
            spec: dumpPod({
              databases: [
                {
                  database: login?.database ?? registryDatabase,
                  user: login?.user ?? registryDatabase,
                  passwordSecret: { name: registrySecret, key: "PGPASSWORD" },
                },
              ],
              server: database,
              store: data,
              prefix: dumpPrefix,
              identity: access,
              serviceAccount: serviceAccounts.dump,
              images,
              reason: "scheduled",
              keepDays: backupDays,
              // A registry of thousands of features is a few MiB.
              scratchMib: 1024,
            }),
          },
        },
      },
    },
  };
}
