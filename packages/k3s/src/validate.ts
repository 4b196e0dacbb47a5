import { gpuStackProblems, ownedNodesProblems } from "@roadstead/cluster/owned-nodes";
import { type ClusterSpec, type Problem, sortProblems, validateSpec } from "@roadstead/core";
import { k3sCapabilities } from "./capabilities.js";
import type { K3sConfig } from "./config.js";
import { k3sGpuStack, k3sOwners } from "./gpu-stack.js";
import { defaultRuntimeClassName, defaultStorageClass } from "./layout.js";
import type { K3sRule } from "./rules.js";

/** All problems of a spec on k3s: of the language, of owned nodes, and of the factory's own config. */
export function validateK3s(spec: ClusterSpec, config: K3sConfig): readonly Problem[] {
  const classes = {
    storageClass: config.storageClass ?? defaultStorageClass,
    runtimeClassName: config.runtimeClassName ?? defaultRuntimeClassName,
  };
  return sortProblems([
    ...validateSpec(spec, k3sCapabilities, { overrides: Object.keys(config.pools ?? {}) }),
    ...ownedNodesProblems(spec, config, classes, "k3s"),
    ...gpuStackProblems(spec, k3sGpuStack(config.gpuStack), k3sOwners, "k3s"),
    ...installProblems(config),
  ]);
}

// What installing k3s over SSH would take. Untyped programs may hope for it.
const installKeys = ["agents", "airGap", "install", "servers", "ssh", "token"];

function installProblems(config: K3sConfig): readonly Problem[] {
  return Object.keys(config)
    .filter((key) => installKeys.includes(key))
    .map((key) => ({
      rule: "k3s/install" satisfies K3sRule,
      path: `k3s.${key}`,
      message: "belongs to installing k3s, which is not yet supported",
      hint: "install k3s first and give its `kubeconfig`",
    }));
}
