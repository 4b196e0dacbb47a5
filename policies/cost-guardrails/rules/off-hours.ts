import type { ResourceView, StackView } from "@roadstead/policy";
import { fail, known, pass, stackRule, unknown } from "@roadstead/policy";

export const offHours = stackRule({
  name: "off-hours",
  title: "Machines outside production are turned off by a schedule",
  severity: "low",
  level: "advisory",
  config: {},
  reads: ["aws:autoscaling/group:Group: minSize", "aws:autoscaling/schedule:Schedule: autoscalingGroupName"],
  why: "A group that is needed in working hours costs four times as much when it runs all week.",
  fix: "Add an aws.autoscaling.Schedule that sets the group to 0 in the evening.",
  check: (stack, { production }) =>
    stack.ofType("aws:autoscaling/group:Group").flatMap((view) => {
      const min = view.number("minSize");
      if (production === true || known(min) === 0) return [];
      if (scheduled(view, stack)) return [{ urn: view.urn, ...pass }];
      const lacking = "no schedule turns the group off";
      if (production === undefined) return [{ urn: view.urn, ...unknown("environment", lacking) }];
      if (min.state === "unknown") return [{ urn: view.urn, ...unknown(min, lacking) }];
      return [{ urn: view.urn, ...fail(lacking) }];
    }),
});

const scheduled = (group: ResourceView, stack: StackView): boolean =>
  stack.ofType("aws:autoscaling/schedule:Schedule").some((schedule) => {
    const name = schedule.text("autoscalingGroupName");
    const owner = stack.referred(schedule, "autoscalingGroupName", [group.type], name);
    return owner.state === "found" && owner.view.urn === group.urn;
  });
