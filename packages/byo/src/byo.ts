import type { Target } from "@roadstead/cluster";
import { byoCapabilities } from "./capabilities.js";
import type { ByoConfig } from "./config.js";
import { layoutByo } from "./layout.js";
import { provisionByo } from "./provision.js";
import { validateByo } from "./validate.js";

/**
 * Any conformant cluster that you already have: the nodes that you name become the pools.
 *
 * ```ts
 * byo({
 *   kubeconfig,
 *   clusterId: "rke2-berlin",
 *   distribution: "RKE2 1.34",
 *   pools: { lab: { nodes: ["gpu-1"] } },
 *   gpuStack: { driver: "user", devicePlugin: "user", metrics: "roadstead" },
 *   runtimeClassName: "nvidia",
 *   storageClass: "longhorn",
 * })
 * ```
 */
export function byo<const P extends string = never>(config: ByoConfig<P>): Target<NoInfer<P>> {
  return {
    name: "byo",
    capabilities: byoCapabilities,
    overrides: Object.keys(config.pools ?? {}) as P[],
    validate: (spec) => validateByo(spec, config),
    layout: (spec) => layoutByo(spec, config),
    provision: (layout, cluster) => provisionByo(layout, config, cluster),
  };
}
