import {
  type OwnedNodesConfig,
  gpuStackProblems,
  ownedNodesProblems,
  unknownKeyProblems,
} from "@roadstead/cluster/owned-nodes";
import { type ClusterSpec, type KeysOf, type Problem, sortProblems, validateSpec } from "@roadstead/core";
import { k3sCapabilities } from "./capabilities.js";
import type { K3sConfig } from "./config.js";
import { k3sGpuStack, k3sOwners } from "./gpu-stack.js";
import { defaultRuntimeClassName, defaultStorageClass } from "./layout.js";
import type { K3sRule } from "./rules.js";

const ownKeys: KeysOf<Omit<K3sConfig, keyof OwnedNodesConfig>> = {
  gpuStack: true,
  runtimeClassName: true,
  storageClass: true,
};

// What installing k3s over SSH would take. Untyped programs may hope for it.
const installKeys = ["agents", "airGap", "install", "servers", "ssh", "token"];
const isInstallKey = (key: string): boolean => installKeys.includes(key);

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
    ...unknownKeyProblems(config, ownKeys, "k3s").filter(({ path }) => !isInstallKey(path.slice("k3s.".length))),
  ]);
}

function installProblems(config: K3sConfig): readonly Problem[] {
  return Object.keys(config)
    .filter(isInstallKey)
    .map((key) => ({
      rule: "k3s/install" satisfies K3sRule,
      path: `k3s.${key}`,
      message: "belongs to installing k3s, which is not yet supported",
      hint: "install k3s first and give its `kubeconfig`",
    }));
}
