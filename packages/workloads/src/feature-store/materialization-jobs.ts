import type { CronJobArgs } from "@pulumi/kubernetes/batch/v1/cronJob.js";
import { objectLabels, objectMetadata, podSelector } from "../parts/object-labels.js";
import { containerResources, hardenedPod, scratchVolume } from "../parts/pod-template.js";
import type { JobPod } from "./apply-job.js";
import {
  configPath,
  configVolume,
  feastImage,
  feastMounts,
  feastOptions,
  onlineEnv,
  registryEnv,
} from "./feast-container.js";
import type { MaterializationOptions } from "./feature-store-args.js";
import { type DatabaseAddress, defaultMaterialization, type FeatureStoreLayout } from "./layout.js";
import { materializeRequestMib } from "./sizes.js";

/**
 * Copies what is new since the last time, on a schedule. One run at a time; its Jobs' `lastSuccessfulTime` is the
 * CronJob's status, and the registry's database has it as `roadstead.materialization`.
 */
export function materializeCronJob(
  layout: FeatureStoreLayout,
  options: Required<MaterializationOptions>,
  database: DatabaseAddress,
  pod: JobPod,
): CronJobArgs {
  const cronJob = { name: "feast-materialize", mode: "incremental", suspend: false } as const;
  return materialization(layout, options, database, pod, cronJob);
}

/**
 * Never runs by itself: it is the form for a full materialisation, after the online store was lost.
 * `kubectl create job --from=cronjob/feast-rematerialize <name>`
 */
export function rematerializeCronJob(layout: FeatureStoreLayout, database: DatabaseAddress, pod: JobPod): CronJobArgs {
  const options = layout.materialization ?? defaultMaterialization;
  const cronJob = { name: "feast-rematerialize", mode: "full", suspend: true } as const;
  // All of history takes longer than what is new.
  return materialization(layout, { ...options, deadlineMinutes: options.deadlineMinutes * 6 }, database, pod, cronJob);
}

function materialization(
  layout: FeatureStoreLayout,
  { schedule, timeZone, deadlineMinutes, memoryMib }: Required<MaterializationOptions>,
  database: DatabaseAddress,
  { serviceAccount, env }: JobPod,
  { name, mode, suspend }: { readonly name: string; readonly mode: string; readonly suspend: boolean },
): CronJobArgs {
  const { identity, images } = layout;
  return {
    apiVersion: "batch/v1",
    kind: "CronJob",
    metadata: objectMetadata(identity, name),
    spec: {
      schedule,
      timeZone,
      suspend,
      concurrencyPolicy: "Forbid",
      startingDeadlineSeconds: 300,
      successfulJobsHistoryLimit: 1,
      failedJobsHistoryLimit: 3,
      jobTemplate: {
        spec: {
          backoffLimit: 1,
          activeDeadlineSeconds: deadlineMinutes * 60,
          template: {
            metadata: { labels: { ...objectLabels(identity), ...podSelector(identity, "materialize") } },
            spec: hardenedPod({
              serviceAccount,
              images,
              restartPolicy: "Never",
              containers: [
                {
                  name: "materialize",
                  image: feastImage(layout),
                  command: ["python"],
                  args: [`${configPath}/materialize.py`, mode, ...feastOptions("/tmp")],
                  env: [...registryEnv(database, "verify"), ...onlineEnv(layout), ...env],
                  resources: containerResources({
                    cpu: ["250m", "2"],
                    memoryMib: [materializeRequestMib, memoryMib],
                    scratchMib: [64, 512],
                  }),
                  volumeMounts: feastMounts,
                },
              ],
              volumes: [configVolume, scratchVolume(256)],
            }),
          },
        },
      },
    },
  };
}
