import type { Answer, ResourceView } from "@roadstead/policy";
import { allOf, expectFlag, fail, known, pass, resourceRule, unknown } from "@roadstead/policy";

export const tagPropagation = resourceRule({
  name: "tag-propagation",
  title: "Tags reach the machines and volumes of a group",
  severity: "low",
  level: "advisory",
  config: {},
  types: ["aws:ec2/launchTemplate:LaunchTemplate", "aws:autoscaling/group:Group"],
  reads: [
    "aws:ec2/launchTemplate:LaunchTemplate: tagSpecifications[].resourceType",
    "aws:autoscaling/group:Group: tags[].propagateAtLaunch",
  ],
  why: "The group is free; what it starts is billed, and has the tags only if they are handed on.",
  fix: "Add tagSpecifications for instance and volume, or set propagateAtLaunch on the group's tags.",
  check(view) {
    if (view.type === "aws:autoscaling/group:Group") return propagated(view);
    const specifications = view.items("tagSpecifications");
    if (specifications.state === "unknown") return unknown(specifications, "tags may not reach machines");
    const types = (known(specifications) ?? []).map((one) => one.text("resourceType"));
    const doubt = types.find(({ state }) => state === "unknown");
    const missing = ["instance", "volume"].filter((type) => !types.some((one) => known(one) === type));
    if (missing.length === 0) return pass;
    if (doubt !== undefined) return unknown(doubt, "tags may not reach machines");
    return fail(`tags do not reach what it starts: no tagSpecifications for ${missing.join(" and ")}`, {
      path: specifications.path,
    });
  },
});

function propagated(view: ResourceView): Answer {
  const tags = view.items("tags");
  if (tags.state === "unknown") return unknown(tags, "tags may not reach machines");
  return allOf(
    (known(tags) ?? []).map((tag) =>
      expectFlag(tag.flag("propagateAtLaunch"), true, {
        otherwise: "a tag does not reach the machines",
        absent: "fail",
      }),
    ),
  );
}
