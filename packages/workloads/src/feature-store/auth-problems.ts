import { type Problem, suggestion } from "@roadstead/core";
import type { FeatureStoreAuth } from "./feature-store-args.js";
import { featureProblem, parsedUrl } from "./feature-problem.js";

const kinds: readonly string[] = ["kubernetes", "oidc", "no_auth"] satisfies FeatureStoreAuth["kind"][];

/** Problems of the way in which callers are known. */
export function authProblems(auth: FeatureStoreAuth | undefined): readonly Problem[] {
  if (auth === undefined) return [];
  switch (auth.kind) {
    case "kubernetes":
      return [];
    case "oidc":
      return oidcProblems(auth);
    case "no_auth":
      return noAuthProblems(auth);
    default:
      return unknownKind((auth as { kind?: unknown }).kind);
  }
}

function unknownKind(kind: unknown): readonly Problem[] {
  return [
    featureProblem("features/auth", "auth.kind", "is no way in which callers are known", {
      got: JSON.stringify(kind) ?? "undefined",
      allowed: kinds,
      ...(typeof kind === "string" ? suggestion(kind, kinds) : {}),
    }),
  ];
}

function noAuthProblems({ allowUnauthenticated }: FeatureStoreAuth & { readonly kind: "no_auth" }): readonly Problem[] {
  if ((allowUnauthenticated as unknown) === true) return [];
  return [
    featureProblem("features/no-auth", "auth", "lets everyone who reaches a server read, push and delete", {
      hint: 'leave it out for the tokens of pods, or say so: { kind: "no_auth", allowUnauthenticated: true }',
    }),
  ];
}

function oidcProblems(auth: FeatureStoreAuth & { readonly kind: "oidc" }): readonly Problem[] {
  const rule = "features/auth-oidc";
  const url = parsedUrl(auth.discoveryUrl, ["https:"]);
  const claims = { audience: "aud", issuer: "iss" } as const;
  return [
    ...(url?.pathname.endsWith("/.well-known/openid-configuration") === true && !auth.discoveryUrl.includes("$")
      ? []
      : [
          featureProblem(rule, "auth.discoveryUrl", "is no https URL of a discovery document", {
            got: JSON.stringify(auth.discoveryUrl) ?? "undefined",
            hint: 'it ends in "/.well-known/openid-configuration"',
          }),
        ]),
    ...(["audience", "issuer"] as const)
      .filter((claim) => typeof auth[claim] !== "string" || auth[claim].trim() === "" || auth[claim].includes("$"))
      .map((claim) =>
        featureProblem(rule, `auth.${claim}`, "is missing, and Feast checks it only where it is given", {
          got: JSON.stringify(auth[claim]) ?? "undefined",
          hint: `write the \`${claims[claim]}\` that the provider puts into its tokens`,
        }),
      ),
  ];
}
