import type { CronJobArgs } from "@pulumi/kubernetes/batch/v1/cronJob.js";
import type { JobArgs } from "@pulumi/kubernetes/batch/v1/job.js";
import type { core } from "@pulumi/kubernetes/types/input.js";
import { shortHash } from "@roadstead/core";
import { objectMetadata, jobWait } from "../parts/object-labels.js";
import {
  type ContainerSize,
  containerResources,
  hardenedPod,
  scratchMount,
  scratchVolume,
} from "../parts/pod-template.js";
import { databaseEnv, loginEnv, processEnv } from "./environment.js";
import type { RegistryLayout } from "./layout.js";
import { podLabels, serviceAccounts } from "./pods.js";
import { scriptCommand, scriptsHash, scriptsMount, scriptsVolume } from "./scripts-manifest.js";

const longestUsersSeconds = 900;

/**
 * Makes the users that clients sign in as. Runs again with another version or script, and is named so, since a Job
 * cannot be changed; without a time to live, after which it would be missed and run again.
 */
export function usersJob(layout: RegistryLayout): JobArgs {
  const { identity, image } = layout;
  const name = `mlflow-users-${shortHash([image, scriptsHash, layout.url])}`;
  return {
    apiVersion: "batch/v1",
    kind: "Job",
    metadata: { ...objectMetadata(identity, name), ...jobWait(longestUsersSeconds) },
    spec: {
      backoffLimit: 3,
      activeDeadlineSeconds: longestUsersSeconds,
      template: {
        metadata: { labels: podLabels(layout, "users") },
        spec: upkeepPod(layout, "users", {
          name: "users",
          image,
          command: scriptCommand("provision_users.py"),
          env: [
            ...processEnv,
            { name: "MLFLOW_TRACKING_URI", value: layout.url },
            ...loginEnv("admin", "MLFLOW_TRACKING_USERNAME", "MLFLOW_TRACKING_PASSWORD"),
            ...loginEnv("reader", "READER_USERNAME", "READER_PASSWORD"),
            ...loginEnv("writer", "WRITER_USERNAME", "WRITER_PASSWORD"),
          ],
          // Python's standard library only.
          resources: containerResources({ cpu: ["50m", "500m"], memoryMib: [64, 128], scratchMib: [16, 64] }),
        }),
      },
    },
  };
}

// Python with MLflow and its database models takes 300 MiB.
const garbageSize: ContainerSize = { cpu: ["100m", "1"], memoryMib: [512, 1_024], scratchMib: [64, 512] };

/** Removes for good what users deleted, except what a model version needs. */
export function garbageCronJob(layout: RegistryLayout): CronJobArgs {
  const { identity, image, garbage } = layout;
  return {
    apiVersion: "batch/v1",
    kind: "CronJob",
    metadata: objectMetadata(identity, "mlflow-garbage"),
    spec: {
      schedule: garbage.schedule,
      timeZone: "Etc/UTC",
      concurrencyPolicy: "Forbid",
      startingDeadlineSeconds: 3_600,
      successfulJobsHistoryLimit: 1,
      failedJobsHistoryLimit: 3,
      jobTemplate: {
        spec: {
          backoffLimit: 1,
          activeDeadlineSeconds: 21_600,
          template: {
            metadata: { labels: podLabels(layout, "garbage") },
            spec: upkeepPod(layout, "garbage", {
              name: "garbage",
              image,
              command: scriptCommand("collect_garbage.py"),
              env: [
                ...processEnv,
                databaseEnv,
                { name: "MLFLOW_TRACKING_URI", value: layout.url },
                ...loginEnv("admin", "MLFLOW_TRACKING_USERNAME", "MLFLOW_TRACKING_PASSWORD"),
                { name: "ROADSTEAD_GARBAGE_DAYS", value: String(garbage.days) },
              ],
              resources: containerResources(garbageSize),
            }),
          },
        },
      },
    },
  };
}

function upkeepPod(
  { images }: RegistryLayout,
  role: "users" | "garbage",
  container: core.v1.Container,
): core.v1.PodSpec {
  return hardenedPod({
    serviceAccount: serviceAccounts[role],
    images,
    restartPolicy: "Never",
    containers: [{ ...container, volumeMounts: [scriptsMount, scratchMount] }],
    volumes: [scriptsVolume, scratchVolume(256)],
  });
}
