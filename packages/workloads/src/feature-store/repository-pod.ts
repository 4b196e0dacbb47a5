import type { core } from "@pulumi/kubernetes/types/input.js";
import { containerResources } from "../parts/pod-template.js";
import { fileKey } from "./file-key.js";
import { type FeatureRepository, imagePath, type RepositoryCommit } from "./repository.js";

const folder = "/repository";
export const gitSecret = "feast-git";

/** Folder in which `feast apply` finds the definitions. */
export function repositoryPath({ git }: FeatureRepository): string {
  return git?.path === undefined ? folder : `${folder}/${git.path}`;
}

export function repositoryVolume({ files }: FeatureRepository): core.v1.Volume {
  return files === undefined
    ? { name: "repository", emptyDir: { sizeLimit: "256Mi" } }
    : { name: "repository", configMap: { name: "feast-repository" } };
}

/**
 * Files one by one: in a whole ConfigMap's folder Feast would find each of them twice, once by its link and once in
 * the hidden folder behind it.
 */
export function repositoryMounts({ files }: FeatureRepository): core.v1.VolumeMount[] {
  if (files === undefined) return [{ name: "repository", mountPath: folder, readOnly: true }];
  return Object.keys(files)
    .sort()
    .map((path) => ({ name: "repository", mountPath: `${folder}/${path}`, subPath: fileKey(path), readOnly: true }));
}

/** Containers that bring the repository into its volume before it is applied. */
export function fetchRepository(repository: FeatureRepository, feastImage: string): core.v1.Container[] {
  if (repository.image !== undefined) {
    return [
      {
        name: "repository",
        image: repository.image,
        command: ["cp"],
        args: ["-R", `${imagePath(repository)}/.`, folder],
        resources: fetchResources,
        volumeMounts: [{ name: "repository", mountPath: folder }],
      },
    ];
  }
  return repository.git === undefined ? [] : [checkout(repository.git, feastImage)];
}

// Feast's image has git. URL and commit come by the environment: nothing of them is read as a command.
function checkout({ url, commit, credentials }: RepositoryCommit["git"], image: string): core.v1.Container {
  return {
    name: "repository",
    image,
    command: ["sh", "-euc"],
    args: [
      'cd "$TARGET" && git init --quiet && git fetch --quiet --depth 1 "$GIT_URL" "$GIT_COMMIT" && git checkout --quiet FETCH_HEAD && rm -rf .git',
    ],
    env: [
      { name: "HOME", value: folder },
      { name: "TARGET", value: folder },
      { name: "GIT_URL", value: url },
      { name: "GIT_COMMIT", value: commit },
      { name: "GIT_TERMINAL_PROMPT", value: "0" },
      ...(credentials === undefined
        ? []
        : [
            { name: "GIT_CONFIG_COUNT", value: "1" },
            { name: "GIT_CONFIG_KEY_0", value: "http.extraHeader" },
            { name: "GIT_CONFIG_VALUE_0", valueFrom: { secretKeyRef: { name: gitSecret, key: "header" } } },
          ]),
    ],
    resources: fetchResources,
    volumeMounts: [{ name: "repository", mountPath: folder }],
  };
}

const fetchResources = containerResources({ cpu: ["50m", "1"], memoryMib: [64, 512], scratchMib: [64, 512] });
