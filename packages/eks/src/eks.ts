import type { Target } from "@roadstead/cluster";
import { eksCapabilities } from "./capabilities.js";
import type { EksConfig } from "./config.js";
import { layoutEks } from "./layout.js";
import { provisionEks } from "./provision.js";
import { validateEks } from "./validate.js";

/** Amazon EKS: a cluster with all that it stands on, or pools for one that exists. */
export function eks<const P extends string = never>(config: EksConfig<P>): Target<NoInfer<P>> {
  const own: EksConfig<string> = config;
  return {
    name: "eks",
    capabilities: eksCapabilities(own),
    overrides: Object.keys(config.pools ?? {}) as P[],
    validate: (spec) => validateEks(spec, own),
    layout: (spec) => layoutEks(spec, own),
    provision: (layout, cluster) => provisionEks(own, layout, cluster),
  };
}
