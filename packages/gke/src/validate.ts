import {
  type ClusterSpec,
  type Problem,
  readSpecParts,
  type SpecParts,
  sortProblems,
  validateSpec,
} from "@roadstead/core";
import { clusterComponents, imageProblems, storesConfigProblems } from "@roadstead/cluster";
import { gkeCapabilities } from "./capabilities.js";
import { type GkeConfig, regionOf } from "./config.js";
import { machineTypes } from "./layout.js";
import { accessProblems, authProblems, keyProblems } from "./validate-access.js";
import { clusterProblems, existingProblems } from "./validate-cluster.js";
import { unknownKeyProblems } from "./validate-keys.js";
import { otherStores } from "./stores/stores-config.js";
import { cloudSqlProblems } from "./stores/validate-stores.js";
import { addressProblems, networkProblems } from "./validate-network.js";
import { poolProblems } from "./validate-pools.js";
import { shapeProblems } from "./validate-shape.js";
import { tagCountProblems, tagDuplicateProblems, tagProblems } from "./validate-tags.js";
import { zoneProblems } from "./validate-zones.js";

/** All problems of this spec on GKE, of the spec and of the factory's config, sorted by path. */
export function validateGke(config: GkeConfig<string>, spec: ClusterSpec): readonly Problem[] {
  const shape = shapeProblems(config);
  if (shape.length > 0)
    return sortProblems([...shape, ...unknownKeyProblems(config), ...validateSpec(spec, gkeCapabilities("new"))]);
  const common = validateSpec(spec, gkeCapabilities(config.existing === undefined ? "new" : "existing"), {
    machineTypes: machineTypes(config),
    region: regionOf(config.location),
    overrides: Object.keys(config.pools ?? {}),
  });
  return sortProblems([...common, ...configProblems(config), ...specProblems(config, readSpecParts(spec).parts)]);
}

/** Problems of the factory's config alone. */
function configProblems(config: GkeConfig<string>): readonly Problem[] {
  return [
    ...unknownKeyProblems(config),
    ...clusterProblems(config),
    ...zoneProblems(config),
    ...authProblems(config),
    ...tagProblems(config.tags ?? {}),
    ...cloudSqlProblems(config.stores),
    ...storesConfigProblems(otherStores(config.stores), "gke.stores"),
    ...(config.existing === undefined
      ? [
          ...networkProblems(config),
          ...accessProblems(config.access),
          ...keyProblems(config.encryption?.kmsKey, regionOf(config.location)),
        ]
      : existingProblems(config.existing)),
    ...(config.images === undefined ? [] : imageProblems(config.images, "gke.images", clusterComponents)),
  ];
}

/** GKE's rules about the spec, as far as it is well-formed. */
function specProblems(config: GkeConfig<string>, { pools = {}, systemPool, tags }: SpecParts): readonly Problem[] {
  return [
    ...poolProblems(pools),
    ...(tags === undefined
      ? []
      : [...tagDuplicateProblems(config.tags ?? {}, tags), ...tagCountProblems(config.tags ?? {}, tags)]),
    ...(config.existing === undefined ? addressProblems(config, { pools, ...(systemPool && { systemPool }) }) : []),
  ];
}
