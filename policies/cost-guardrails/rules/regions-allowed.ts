import { expectValue, matchesGlob, stackRule, texts } from "@roadstead/policy";

export const regionsAllowed = stackRule({
  name: "regions-allowed",
  title: "Providers are in regions that may be used",
  severity: "low",
  level: "advisory",
  config: { allowed: texts(["*"], "Patterns of regions") },
  reads: ["pulumi:providers:aws, pulumi:providers:gcp: region"],
  why: "The same machine costs up to 1.45 times as much in another region.",
  fix: "Take a region that is allowed, or add its pattern to allowed.",
  check: (stack, { config }) =>
    stack.ofType("pulumi:providers:aws", "pulumi:providers:gcp").map((view) => ({
      urn: view.urn,
      ...expectValue(view.text("region"), (region) => config.allowed.some((pattern) => matchesGlob(pattern, region)), {
        otherwise: "the region is not allowed",
        absent: "unknown",
        limit: config.allowed.join(", "),
      }),
    })),
});
