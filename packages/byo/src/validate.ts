import {
  type OwnedNodesConfig,
  gpuStackProblems,
  hasGpus,
  ownedNodesProblems,
  unknownKeyProblems,
} from "@roadstead/cluster/owned-nodes";
import { type ClusterSpec, type KeysOf, type Problem, sortProblems, validateSpec } from "@roadstead/core";
import { byoCapabilities } from "./capabilities.js";
import type { ByoConfig } from "./config.js";
import { distributionProblems, isOpenShift } from "./distribution.js";
import { byoOwners, missingOwnerProblems } from "./gpu-stack.js";
import type { ByoRule } from "./rules.js";

const ownKeys: KeysOf<Omit<ByoConfig, keyof OwnedNodesConfig>> = {
  distribution: true,
  gpuStack: true,
  runtimeClassName: true,
  storageClass: true,
  allowPrivileged: true,
};

/** All problems of a spec on a cluster that you already have: of the language, of owned nodes, and of the stated facts. */
export function validateByo(spec: ClusterSpec, config: ByoConfig): readonly Problem[] {
  const { storageClass, runtimeClassName } = config;
  const stated = { ...config.gpuStack };
  return sortProblems([
    ...validateSpec(spec, byoCapabilities, { overrides: Object.keys(config.pools ?? {}) }),
    ...ownedNodesProblems(spec, config, { storageClass, runtimeClassName }, "byo"),
    ...missingOwnerProblems(spec, stated),
    ...gpuStackProblems(spec, stated, byoOwners, "byo"),
    ...unknownKeyProblems(config, ownKeys, "byo"),
    ...distributionProblems(config),
    ...privilegedProblems(spec, config),
    ...storageClassProblems(config),
  ]);
}

function privilegedProblems(spec: ClusterSpec, config: ByoConfig): readonly Problem[] {
  const { gpuStack, allowPrivileged = !isOpenShift(config.distribution ?? "") } = config;
  const metrics = gpuStack?.metrics === "roadstead" && spec?.gpuMetrics?.enabled !== false;
  const runs = gpuStack?.devicePlugin === "roadstead" || metrics;
  if (allowPrivileged || !runs || !hasGpus(spec)) return [];
  return [
    {
      rule: "byo/privileged" satisfies ByoRule,
      path: "byo.allowPrivileged",
      message:
        config.allowPrivileged === undefined
          ? "is not stated, and OpenShift admits host paths only with a SecurityContextConstraint"
          : "is false, and the GPU software that Roadstead runs mounts host paths",
      hint:
        "let the service accounts of the namespace gpu-system use them and set it to true, " +
        'or leave the device plugin and the metrics to "user" or "provider"',
    },
  ];
}

function storageClassProblems({ storageClass }: ByoConfig): readonly Problem[] {
  if (storageClass !== undefined) return [];
  return [
    {
      rule: "byo/storage-class-missing" satisfies ByoRule,
      path: "byo.storageClass",
      message: "is missing; Roadstead cannot know which storage your cluster has",
      hint: "name one of `kubectl get storageclass`",
    },
  ];
}
