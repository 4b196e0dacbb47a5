import * as pulumi from "@pulumi/pulumi";
import type { FeatureRef, Problem, ServerReference, ServerSummary } from "@roadstead/core";
import { componentNameProblems } from "../parts/component-name.js";
import { InvalidWorkloadError } from "../parts/invalid-workload-error.js";
import { plainSecretProblems } from "../parts/secret-input.js";
import { setServerAccess } from "../parts/server-access.js";
import { featureProblem, parsedUrl } from "./feature-problem.js";
import { featureReference, viewProblems } from "./feature-reference.js";
import type { FeatureRule } from "./rules.js";

/** A Feast that runs already, whoever runs it. */
export interface ExistingFeatureStoreArgs {
  /** Of its online server: `https://features.example.com`. Plain `http` is taken for a name inside of a cluster only. */
  readonly url: string;
  /** Bearer token, as `config.requireSecret` gives. @default clients show their own, or the server asks for none */
  readonly token?: pulumi.Output<string>;
  /** PEM of the private authority that signed its certificate. @default a public authority signed it */
  readonly ca?: pulumi.Input<string>;
}

const references = new WeakMap<pulumi.Resource, ServerReference>();

/** Gives the same references as a FeatureStore, to feature views in a Feast that Roadstead does not run. */
export class ExistingFeatureStore extends pulumi.ComponentResource {
  constructor(name: string, args: ExistingFeatureStoreArgs, opts?: pulumi.ComponentResourceOptions) {
    super("roadstead:index:ExistingFeatureStore", name, { spec: {} }, opts);
    const problems = [
      ...componentNameProblems(name, "features/name" satisfies FeatureRule),
      ...existingStoreProblems(args),
    ];
    if (problems.length > 0) throw new InvalidWorkloadError(this, problems);

    const { url, token, ca } = args;
    const reference: ServerReference = { component: name, url };
    references.set(this, reference);
    setServerAccess(this, {
      logins: token === undefined ? {} : { read: { token }, write: { token } },
      ...(ca === undefined ? {} : { ca }),
      egress: [],
      ready: [],
    });
    const summary: ServerSummary = { schemaVersion: 1, kind: "feature-store", ...reference, notes: [] };
    this.registerOutputs({ summary });
  }

  get reference(): ServerReference {
    const reference = references.get(this);
    if (reference === undefined) throw new Error("an ExistingFeatureStore is used before its constructor is done");
    return reference;
  }

  /** A reference to a feature view; see {@link FeatureStore.view}. */
  view(view: string): FeatureRef {
    const problems = viewProblems(view);
    if (problems.length > 0) throw new InvalidWorkloadError(this, problems);
    return featureReference(this.reference, view);
  }
}

// Inside of a cluster a Service has one label, or a domain that no public name ends in.
const insideHost = /^[a-z0-9-]+(\.[a-z0-9-]+(\.svc(\.[a-z0-9.-]+)?)?)?$/;

/** Problems of a Feast that runs already. The arguments may come from a program without types. */
export function existingStoreProblems({ url, token }: ExistingFeatureStoreArgs): readonly Problem[] {
  const parsed = parsedUrl(url, ["https:", "http:"]);
  const good = parsed?.protocol === "https:" || (parsed !== undefined && insideHost.test(parsed.hostname));
  return [
    ...(good
      ? []
      : [
          // Never `got`: a URL with a token in it would print the token.
          featureProblem(
            "features/url",
            "url",
            "is no https URL without credentials, and no name inside of a cluster",
            {
              hint: 'write "https://features.example.com", and the token as `token`',
            },
          ),
        ]),
    ...plainSecretProblems(token, "features/secret" satisfies FeatureRule, "token", "featuresToken"),
  ];
}
