import { type Problem, sortProblems } from "@roadstead/core";
import { componentNameProblems, ownNamespaceProblems } from "../parts/component-name.js";
import { exposureProblems } from "../parts/exposure-problems.js";
import { shapeProblems } from "../parts/spec-shape.js";
import { authProblems } from "./auth-problems.js";
import type { FeatureStoreArgs } from "./feature-store-args.js";
import { featureProblem } from "./feature-problem.js";
import { defaultProject, layoutFeatureStore, storeRequest } from "./layout.js";
import { featureOptionProblems } from "./option-problems.js";
import { repositoryProblems } from "./repository-problems.js";
import type { FeatureRule } from "./rules.js";
import { featureStoreShape } from "./spec-shape.js";

/** All problems of a feature store, before anything is made: of its name, its arguments, and the cluster's stores. */
export function featureStoreProblems(name: string, args: FeatureStoreArgs): readonly Problem[] {
  const misshapen = shapeProblems(args, featureStoreShape, "features/shape" satisfies FeatureRule);
  if (misshapen.length > 0) return sortProblems(misshapen);
  const own = [
    ...componentNameProblems(name, "features/name" satisfies FeatureRule),
    ...ownNamespaceProblems(name, args.namespace, "features/namespace" satisfies FeatureRule),
    ...projectProblems(args.project ?? defaultProject(name)),
    ...repositoryProblems(args.repository),
    ...authProblems(args.auth),
    ...featureOptionProblems(args),
    ...exposureProblems(args.expose, { area: "features", auth: ["oidc"] }),
    ...exposedAuthProblems(args),
  ];
  // What is asked of the cluster can be said only of arguments that make sense.
  return sortProblems(own.length > 0 ? own : args.cluster.storeProblems(storeRequest(layoutFeatureStore(name, args))));
}

// It begins the names of the online store's tables, which have at most 63 characters.
const longestProject = 30;

function projectProblems(project: string): readonly Problem[] {
  if (/^[a-z][a-z0-9_]*$/.test(project) && project.length <= longestProject) return [];
  return [
    featureProblem(
      "features/project",
      "project",
      `must be at most ${longestProject} lower-case letters, digits and underscores, and start with a letter`,
      { got: JSON.stringify(project) },
    ),
  ];
}

/** Callers from other clusters have no token that this cluster's API knows. */
function exposedAuthProblems({ expose, auth }: FeatureStoreArgs): readonly Problem[] {
  if (expose === undefined || auth?.kind === "oidc") return [];
  return [
    featureProblem("features/expose-auth", "auth", "knows no caller from outside of the cluster, and it is exposed", {
      got: JSON.stringify(auth?.kind ?? "kubernetes"),
      hint: 'give auth: { kind: "oidc", discoveryUrl, audience, issuer }',
    }),
  ];
}
