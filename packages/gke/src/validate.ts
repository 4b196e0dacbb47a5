import { type ClusterSpec, type Problem, sortProblems, validateSpec } from "@roadstead/core";
import { clusterComponents, imageProblems } from "@roadstead/cluster";
import { gkeCapabilities } from "./capabilities.js";
import type { GkeConfig } from "./config.js";
import { machineTypes } from "./layout.js";
import { accessProblems, authProblems } from "./validate-access.js";
import { clusterProblems, existingProblems } from "./validate-cluster.js";
import { addressProblems, networkProblems } from "./validate-network.js";
import { poolProblems, tagProblems } from "./validate-pools.js";
import { zoneProblems } from "./validate-zones.js";

/** All problems of this spec on GKE, of the spec and of the factory's config, sorted by path. */
export function validateGke(config: GkeConfig<string>, spec: ClusterSpec): readonly Problem[] {
  const capabilities = gkeCapabilities(config.existing === undefined ? "new" : "existing");
  const common = validateSpec(spec, capabilities, {
    machineTypes: machineTypes(config),
    region: config.location,
    overrides: Object.keys(config.pools ?? {}),
  });
  return sortProblems([...common, ...configProblems(config), ...(isReadable(common) ? ownProblems(config, spec) : [])]);
}

/** Problems of the factory's config alone. */
function configProblems(config: GkeConfig<string>): readonly Problem[] {
  return [
    ...clusterProblems(config),
    ...zoneProblems(config),
    ...authProblems(config),
    ...(config.existing === undefined
      ? [...networkProblems(config), ...accessProblems(config.access)]
      : existingProblems(config.existing)),
    ...(config.images === undefined ? [] : imageProblems(config.images, "gke.images", clusterComponents)),
  ];
}

/** GKE's rules about the spec. */
function ownProblems(config: GkeConfig<string>, spec: ClusterSpec): readonly Problem[] {
  return [
    ...poolProblems(spec),
    ...tagProblems(spec),
    ...(config.existing === undefined ? addressProblems(config, spec) : []),
  ];
}

/** Data that has not even the right types, which a spec from YAML may have, is not looked at further. */
function isReadable(problems: readonly Problem[]): boolean {
  return !problems.some((problem) => problem.rule === "spec/type");
}
