import type { Capabilities } from "../capabilities.js";
import type { LayoutOptions } from "../layout/layout-options.js";
import type { Problem } from "../problem.js";
import type { ClusterSpec } from "../spec/cluster-spec.js";

/** What the factory says that decides whether a spec is valid. */
export interface ValidateOptions extends Pick<LayoutOptions, "machineTypes" | "region"> {
  /** Pool names that the factory mentions. */
  readonly overrides?: readonly string[];
}

/** All problems of a spec on a target, sorted by path. Takes untyped data as well. */
export function validateSpec(
  spec: unknown | ClusterSpec,
  capabilities: Capabilities,
  options: ValidateOptions = {},
): readonly Problem[] {
  (void spec, capabilities, options);
  return [];
}
