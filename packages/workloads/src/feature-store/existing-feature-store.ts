import type * as pulumi from "@pulumi/pulumi";
import { type FeatureRef, SpecError, sortProblems } from "@roadstead/core";
import { plainSecretProblems } from "../parts/secret-input.js";
import { featureProblem, parsedUrl } from "./feature-problem.js";
import { featureReference } from "./feature-reference.js";
import type { FeatureRule } from "./rules.js";

export interface ExistingFeatureStoreArgs {
  /** Of its online server: "https://features.example.com". */
  readonly url: string;
  /** Bearer token, as `config.requireSecret` gives. @default callers bring their own, or the server asks for none */
  readonly token?: pulumi.Output<string>;
  /** Who signed its certificate. @default "public" */
  readonly ca?: "public" | "private";
}

/** What gives references to feature views: a FeatureStore, or one that runs already. */
export interface FeatureViews {
  view(name: string): FeatureRef;
}

export interface ExistingFeatureStore extends FeatureViews {
  readonly token?: pulumi.Output<string>;
}

/**
 * A Feast that runs already, whoever runs it. Nothing is made; its references can be used on every cluster.
 * @throws {SpecError} with all problems
 */
export function existingFeatureStore(name: string, args: ExistingFeatureStoreArgs): ExistingFeatureStore {
  const { url, token, ca = "public" } = args;
  const problems = [
    ...(parsedUrl(url, ["https:", "http:"]) === undefined
      ? [
          // Never `got`: a URL with a token in it would print the token.
          featureProblem("features/url", "url", "is no http or https URL without credentials", {
            hint: 'write "https://features.example.com", and the token as `token`',
          }),
        ]
      : []),
    ...plainSecretProblems(token, "features/secret" satisfies FeatureRule, "token", "featuresToken"),
  ];
  if (problems.length > 0) throw new SpecError(sortProblems(problems));
  const server = { component: name, url, exposure: { url, ca } };
  return { view: (view) => featureReference(server, view), ...(token === undefined ? {} : { token }) };
}
