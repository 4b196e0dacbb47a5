import type { Answer, Reading, ResourceView } from "@roadstead/policy";
import { expectValue, mapReading, matchesGlob, stackRule, texts } from "@roadstead/policy";

export const regionsAllowed = stackRule({
  name: "regions-allowed",
  title: "Providers and resources are in regions that may be used",
  severity: "low",
  level: "advisory",
  config: { allowed: texts(["*"], "Patterns of regions") },
  reads: ["pulumi:providers:aws, pulumi:providers:gcp: region", "aws: region", "gcp: region, location, zone"],
  why: "The same machine costs up to 1.45 times as much in another region.",
  fix: "Take a region that is allowed, or add its pattern to allowed.",
  check(stack, { config }) {
    const within = (region: Reading<string>): Answer =>
      expectValue(region, (name) => config.allowed.some((pattern) => matchesGlob(pattern, name)), {
        otherwise: "the region is not allowed",
        absent: "unknown",
        limit: config.allowed.join(", "),
      });
    const providers = stack
      .ofType("pulumi:providers:aws", "pulumi:providers:aws-native", "pulumi:providers:gcp")
      .map((view) => ({ urn: view.urn, ...within(view.text("region")) }));
    // Of resources only those are told that are elsewhere, or may be.
    const others = config.allowed.includes("*") ? [] : stack.resources.flatMap((view) => elsewhere(view, within));
    return [...providers, ...others];
  },
});

/** A resource can name its own region, beside that of its provider. */
function elsewhere(view: ResourceView, within: (region: Reading<string>) => Answer) {
  const keys = view.type.startsWith("aws:")
    ? ["region"]
    : view.type.startsWith("gcp:")
      ? ["region", "location", "zone"]
      : [];
  return keys.flatMap((key) => {
    const place = view.text(key);
    if (place.state === "absent") return [];
    const answer = within(mapReading(place, (name) => name.toLowerCase().replace(/^([a-z]+-[a-z]+\d+)-[a-z]$/, "$1")));
    return answer.result === "pass" ? [] : [{ urn: view.urn, ...answer }];
  });
}
