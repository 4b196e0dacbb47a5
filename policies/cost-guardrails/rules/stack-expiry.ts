import type { Answer, ResourceView } from "@roadstead/policy";
import {
  daysBetween,
  expectValue,
  fail,
  gkeClusterType,
  isPlainDate,
  notApplicable,
  stackRule,
  texts,
  unknown,
} from "@roadstead/policy";

export const stackExpiry = stackRule({
  name: "stack-expiry",
  title: "A stack outside production says until when it is there",
  severity: "low",
  level: "advisory",
  config: { tag: texts(["expires-at", "expires", "ttl-until"], "Names of the tag or label that holds the day") },
  reads: ["all resources: tags, labels"],
  why: "Experiments outlive the people who made them.",
  fix: "Tag the clusters with expires-at and a day such as 2027-01-31, and destroy the stack by then.",
  check: (stack, { production, config, asOf }) =>
    stack.ofType(...clusters).map((view) => {
      if (production === true) return notApplicable;
      if (production === undefined) return { urn: view.urn, ...unknown("environment", "the stack may have to end") };
      return { urn: view.urn, ...dayOf(view, config.tag, asOf) };
    }),
});

const clusters = ["aws:eks/cluster:Cluster", gkeClusterType];

function dayOf(view: ResourceView, names: readonly string[], asOf: string): Answer {
  const places = ["tags", "resourceLabels"].flatMap((place) => names.map((name) => view.text(place, name)));
  const day = places.find(({ state }) => state === "known") ?? places.find(({ state }) => state === "unknown");
  if (day === undefined) return fail("nothing says until when the cluster is there", { path: "tags" });
  if (day.state === "known" && !isPlainDate(day.value)) return fail(`${day.path} is not a day`, { path: day.path });
  return expectValue(day, (text) => daysBetween(asOf, text) >= 0, {
    otherwise: "the cluster should be gone",
    absent: "fail",
  });
}
