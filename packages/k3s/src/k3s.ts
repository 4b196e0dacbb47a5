import type { Target } from "@roadstead/cluster";
import { k3sCapabilities } from "./capabilities.js";
import type { K3sConfig } from "./config.js";
import { layoutK3s } from "./layout.js";
import { provisionK3s } from "./provision.js";
import { validateK3s } from "./validate.js";

/**
 * A k3s cluster that runs already, in your own machine room: the nodes that you name become the pools.
 *
 * ```ts
 * k3s({ kubeconfig, clusterId: "dc1", pools: { lab: { nodes: ["gpu-1"] } } })
 * ```
 */
export function k3s<const P extends string = never>(config: K3sConfig<P>): Target<NoInfer<P>> {
  return {
    name: "k3s",
    capabilities: k3sCapabilities,
    overrides: Object.keys(config.pools ?? {}) as P[],
    validate: (spec) => validateK3s(spec, config),
    layout: (spec) => layoutK3s(spec, config),
    provision: (layout, cluster) => provisionK3s(layout, config, cluster),
  };
}
