import type { Target } from "@roadstead/cluster";
import { gkeCapabilities } from "./capabilities.js";
import type { GkeConfig } from "./config.js";
import { layoutGke } from "./layout.js";
import { provisionGke } from "./provision.js";
import { validateGke } from "./validate.js";

/**
 * Google GKE, Standard mode: a cluster that Roadstead makes, or pools on one that you have.
 *
 * GKE installs the GPU driver and its own device plugin, so Roadstead installs neither. Autopilot is refused: it
 * makes its nodes itself.
 */
export function gke<const P extends string = never>(config: GkeConfig<P>): Target<NoInfer<P>> {
  const plain: GkeConfig<string> = config;
  return {
    name: "gke",
    capabilities: gkeCapabilities(config.existing === undefined ? "new" : "existing"),
    overrides: Object.keys(config.pools ?? {}) as P[],
    validate: (spec) => validateGke(plain, spec),
    layout: (spec) => layoutGke(plain, spec),
    provision: (layout, cluster) => provisionGke(plain, layout, cluster),
  };
}
