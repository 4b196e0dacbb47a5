import { type FeatureRef, type ServerReference, SpecError } from "@roadstead/core";
import { featureProblem } from "./feature-problem.js";

/**
 * A reference to a feature view.
 * @throws {SpecError} for what is no name of a feature view
 */
export function featureReference(server: ServerReference, view: string): FeatureRef {
  if (typeof view === "string" && /^[A-Za-z_][A-Za-z0-9_-]{0,62}$/.test(view))
    return { kind: "feature-view", ...server, view };
  throw new SpecError([
    featureProblem("features/view-name", "view", "is no name of a feature view", {
      got: JSON.stringify(view) ?? "undefined",
      hint: 'the name that the repository gives it, without a feature: "driver_stats", not "driver_stats:rate"',
    }),
  ]);
}
