import { clusterComponents, imageProblems, storesConfigProblems } from "@roadstead/cluster";
import { type ClusterSpec, type Problem, readSpecParts, sortProblems, validateSpec } from "@roadstead/core";
import { eksCapabilities } from "./capabilities.js";
import { clusterAutoscalerName } from "./cluster-autoscaler-deployment.js";
import type { EksConfig } from "./config.js";
import { layoutEks, layoutOptions } from "./layout.js";
import { storesConfig } from "./stores/store-problems.js";
import { accessProblems } from "./validate-access.js";
import { clusterProblems } from "./validate-cluster.js";
import { existingProblems } from "./validate-existing.js";
import { iamProblems } from "./validate-iam.js";
import { unknownKeyProblems } from "./validate-keys.js";
import { networkProblems } from "./validate-network.js";
import { layoutProblems } from "./validate-layout.js";
import { poolProblems } from "./validate-pools.js";
import { shapeProblems } from "./validate-shape.js";
import { storesProblems } from "./validate-stores.js";
import { tagProblems } from "./validate-tags.js";

/** All problems of this spec on EKS, of the spec and of the factory's config, sorted by path. */
export function validateEks(spec: ClusterSpec, config: EksConfig<string>): readonly Problem[] {
  const shape = shapeProblems(config);
  // What the spec alone is at fault for can be told all the same.
  if (shape.length > 0)
    return sortProblems([...shape, ...unknownKeyProblems(config), ...validateSpec(spec, eksCapabilities({}))]);
  const options = layoutOptions(config);
  const { pools = {}, tags } = readSpecParts(spec).parts;
  const problems = [
    ...validateSpec(spec, options.capabilities, { ...options, overrides: Object.keys(config.pools ?? {}) }),
    ...unknownKeyProblems(config),
    ...clusterProblems(config),
    ...networkProblems(config),
    ...accessProblems(config),
    ...iamProblems(config),
    ...storesProblems(config),
    ...storesConfigProblems(storesConfig(config.stores ?? {}), "eks.stores"),
    ...tagProblems(config.tags ?? {}, tags),
    ...poolProblems(config, pools),
    ...(config.existing === undefined ? [] : existingProblems(config)),
    ...(config.images === undefined
      ? []
      : imageProblems(config.images, "eks.images", [...clusterComponents, clusterAutoscalerName])),
  ];
  // Only what has no problems so far has a layout.
  return sortProblems(problems.length > 0 ? problems : layoutProblems(layoutEks(spec, config), config));
}
