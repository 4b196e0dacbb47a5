import type { CronJobArgs } from "@pulumi/kubernetes/batch/v1/cronJob.js";
import type { JobArgs } from "@pulumi/kubernetes/batch/v1/job.js";
import { type DatabaseDump, type DumpedDatabase, dumpPod, restorePod } from "@roadstead/cluster";
import { shortHash } from "@roadstead/core";
import { objectMetadata, jobWait } from "../parts/object-labels.js";
import type { RegistryLayout } from "./layout.js";
import type { RegistryLinks } from "./links.js";
import { podLabels, serviceAccounts } from "./pods.js";
import { databaseSecretName } from "./secrets-manifest.js";
import { databases, dumpPrefix } from "./store-request.js";

const longestDumpSeconds = 3_600;

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
      ...jobWait(longestDumpSeconds),
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

/** Puts one database back to what it was in a dump; nobody may be using it. Named by what it puts back. */
export function restoreJob(
  layout: RegistryLayout,
  links: RegistryLinks,
  database: keyof typeof databases,
  { dump, folder }: NonNullable<RegistryLayout["restore"]>,
): JobArgs {
  const { identity } = layout;
  const place = { ...dumpPlace(layout, links), prefix: folder };
  return {
    apiVersion: "batch/v1",
    kind: "Job",
    metadata: {
      ...objectMetadata(identity, `mlflow-restore-${database}-${shortHash([dump, folder])}`),
      ...jobWait(longestDumpSeconds),
    },
    spec: {
      // The servers that are ending may still hold what is dropped.
      backoffLimit: 4,
      activeDeadlineSeconds: longestDumpSeconds,
      template: {
        metadata: { labels: podLabels(layout, "dump") },
        spec: restorePod({ ...place, database: dumpedDatabase(links, database), dump }),
      },
    },
  };
}

function bothDatabases(layout: RegistryLayout, links: RegistryLinks): Omit<DatabaseDump, "reason"> {
  const dumped = [dumpedDatabase(links, "tracking"), dumpedDatabase(links, "auth")];
  return { ...dumpPlace(layout, links), databases: dumped };
}

function dumpPlace({ images }: RegistryLayout, { dumps }: RegistryLinks) {
  return {
    server: dumps.server,
    store: dumps.store,
    prefix: dumpPrefix,
    identity: dumps.identity,
    serviceAccount: serviceAccounts.dump,
    images,
  };
}

function dumpedDatabase({ dumps }: RegistryLinks, key: keyof typeof databases): DumpedDatabase {
  const login = dumps.server.logins[databases[key]];
  if (login === undefined) throw new Error(`the server has no database ${databases[key]}`);
  const { database, user } = login;
  return { database, user, passwordSecret: { name: databaseSecretName, key } };
}
