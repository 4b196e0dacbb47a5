import type { FeatureRef, Problem, ServerReference } from "@roadstead/core";
import { featureProblem } from "./feature-problem.js";

/** Problems of what should be the name of a feature view. */
export function viewProblems(view: unknown): readonly Problem[] {
  if (typeof view === "string" && /^[A-Za-z_][A-Za-z0-9_-]{0,62}$/.test(view)) return [];
  return [
    featureProblem("features/view-name", "view", "is no name of a feature view", {
      got: JSON.stringify(view) ?? "undefined",
      hint: 'the name that the repository gives it, without a feature: "driver_stats", not "driver_stats:rate"',
    }),
  ];
}

/** A reference to a feature view whose name has no problems. */
export function featureReference(server: ServerReference, view: string): FeatureRef {
  const { component, cluster, url, exposure } = server;
  return {
    kind: "feature-view",
    component,
    ...(cluster === undefined ? {} : { cluster }),
    ...(url === undefined ? {} : { url }),
    ...(exposure === undefined ? {} : { exposure }),
    view,
  };
}
