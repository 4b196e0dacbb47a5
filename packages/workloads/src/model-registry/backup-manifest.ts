import type { CronJobArgs } from "@pulumi/kubernetes/batch/v1/cronJob.js";
import type { JobArgs } from "@pulumi/kubernetes/batch/v1/job.js";
import { type DatabaseDump, dumpPod } from "@roadstead/cluster";
import { shortHash } from "@roadstead/core";
import { objectMetadata, waitAtMost } from "../parts/object-labels.js";
import type { RegistryLayout } from "./layout.js";
import type { RegistryLinks } from "./links.js";
import { podLabels, serviceAccounts } from "./pods.js";
import { databaseSecretName } from "./secrets-manifest.js";
import { databases } from "./store-request.js";

const longestDumpSeconds = 3_600;

/** Where dumps lie in the bucket. */
export const dumpPrefix = "dumps/";

/**
 * Dumps both databases before another version migrates them: the only way back. Named by the version's hash, so that
 * it runs once for each version; the servers wait for it.
 */
export function upgradeDumpJob(layout: RegistryLayout, links: RegistryLinks): JobArgs {
  const { identity, version, image } = layout;
  return {
    apiVersion: "batch/v1",
    kind: "Job",
    metadata: {
      ...objectMetadata(identity, `mlflow-dump-${shortHash([version, image])}`),
      ...waitAtMost(longestDumpSeconds),
    },
    spec: {
      backoffLimit: 4,
      activeDeadlineSeconds: longestDumpSeconds,
      template: {
        metadata: { labels: podLabels(layout, "dump") },
        spec: dumpPod({ ...bothDatabases(layout, links), reason: `before-${version}` }),
      },
    },
  };
}

/** Dumps both databases each night, off the full hour, when most of a company's jobs have not begun. */
export function nightlyDumpCronJob(layout: RegistryLayout, links: RegistryLinks): CronJobArgs {
  const { identity, backupDays } = layout;
  return {
    apiVersion: "batch/v1",
    kind: "CronJob",
    metadata: objectMetadata(identity, "mlflow-dump"),
    spec: {
      schedule: "47 2 * * *",
      timeZone: "Etc/UTC",
      concurrencyPolicy: "Forbid",
      // A night that the cluster slept through is made up for within the day.
      startingDeadlineSeconds: 43_200,
      successfulJobsHistoryLimit: 3,
      failedJobsHistoryLimit: 3,
      jobTemplate: {
        spec: {
          backoffLimit: 2,
          activeDeadlineSeconds: 21_600,
          template: {
            metadata: { labels: podLabels(layout, "dump") },
            spec: dumpPod({ ...bothDatabases(layout, links), reason: "nightly", keepDays: backupDays }),
          },
        },
      },
    },
  };
}

function bothDatabases({ images }: RegistryLayout, { dumps }: RegistryLinks): Omit<DatabaseDump, "reason"> {
  const dumped = (key: keyof typeof databases) => {
    const login = dumps.server.logins[databases[key]];
    if (login === undefined) throw new Error(`the server has no database ${databases[key]}`);
    const { database, user } = login;
    return { database, user, passwordSecret: { name: databaseSecretName, key } };
  };
  return {
    databases: [dumped("tracking"), dumped("auth")],
    server: dumps.server,
    store: dumps.store,
    prefix: dumpPrefix,
    identity: dumps.identity,
    serviceAccount: serviceAccounts.dump,
    images,
  };
}
