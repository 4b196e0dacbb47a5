import { type ClusterSpec, type Problem, validateSpec } from "@roadstead/core";
import { layoutOptions } from "./layout.js";
import type { EksConfig } from "./config.js";

export function validateEks(spec: ClusterSpec, config: EksConfig<string>): readonly Problem[] {
  const options = layoutOptions(config);
  return [...validateSpec(spec, options.capabilities, options)];
}
