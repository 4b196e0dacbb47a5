import type { JobArgs } from "@pulumi/kubernetes/batch/v1/job.js";
import type { ConfigMapArgs } from "@pulumi/kubernetes/core/v1/configMap.js";
import type { core } from "@pulumi/kubernetes/types/input.js";
import { shortHash } from "@roadstead/core";
import { jobWait, objectLabels, objectMetadata, podSelector } from "../parts/object-labels.js";
import { containerResources, hardenedPod, scratchVolume } from "../parts/pod-template.js";
import { configVolume, feastImage, feastMounts, feastOptions, onlineEnv, registryEnv } from "./feast-container.js";
import { fileKey } from "./file-key.js";
import { appliedContent, type DatabaseAddress, type FeatureStoreLayout } from "./layout.js";
import { fetchRepository, repositoryMounts, repositoryPath, repositoryVolume } from "./repository-pod.js";
import type { RepositoryFiles } from "./repository.js";
import { applyMemoryMib } from "./sizes.js";

const longestApplySeconds = 900;

/** What pods of jobs get beside what is known before anything is made. */
export interface JobPod {
  readonly serviceAccount: string;
  /** Of the data and of the credentials for it. */
  readonly env: readonly core.v1.EnvVar[];
}

/** Name of the Job, which changes with what it applies: Jobs cannot be changed, and this one has to run then. */
export function applyJobName(layout: FeatureStoreLayout, config: string): string {
  return `feast-apply-${shortHash(appliedContent(layout, config, feastImage(layout)))}`;
}

/**
 * Makes the registry what the repository says: new objects are added, those that are gone are removed. It also makes
 * the tables of registry and online store. It is left where it is when it is done, for Pulumi would miss it.
 */
export function applyJob(
  layout: FeatureStoreLayout,
  database: DatabaseAddress,
  { config, serviceAccount, env }: JobPod & { readonly config: string },
): JobArgs {
  const { identity, images, repository } = layout;
  const image = feastImage(layout);
  return {
    apiVersion: "batch/v1",
    kind: "Job",
    metadata: { ...objectMetadata(identity, applyJobName(layout, config)), ...jobWait(longestApplySeconds + 60) },
    spec: {
      backoffLimit: 3,
      activeDeadlineSeconds: longestApplySeconds,
      template: {
        metadata: { labels: { ...objectLabels(identity), ...podSelector(identity, "apply") } },
        spec: hardenedPod({
          serviceAccount,
          images,
          restartPolicy: "Never",
          initContainers: fetchRepository(repository, image),
          containers: [
            {
              name: "apply",
              image,
              command: ["feast"],
              args: [...feastOptions(repositoryPath(repository)), "apply", "--no-progress"],
              env: [...registryEnv(database, "auto"), ...onlineEnv(layout), ...env],
              resources: containerResources({ cpu: ["100m", "1"], memoryMib: applyMemoryMib, scratchMib: [64, 512] }),
              volumeMounts: [...feastMounts, ...repositoryMounts(repository)],
            },
          ],
          volumes: [configVolume, scratchVolume(256), repositoryVolume(repository)],
        }),
      },
    },
  };
}

/** The repository's files, by keys that a ConfigMap takes. */
export function repositoryConfigMap(layout: FeatureStoreLayout, { files }: RepositoryFiles): ConfigMapArgs {
  return {
    apiVersion: "v1",
    kind: "ConfigMap",
    metadata: objectMetadata(layout.identity, "feast-repository"),
    data: Object.fromEntries(
      Object.entries(files)
        .map(([path, text]) => [fileKey(path), text])
        .sort(),
    ),
  };
}
