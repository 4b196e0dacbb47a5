import {
  allOf,
  amount,
  count,
  expectAtMost,
  notApplicable,
  resourceRule,
  unknown,
  withDefault,
} from "@roadstead/policy";

const distribution = ["mixedInstancesPolicy", "instancesDistribution"] as const;

export const onDemandBase = resourceRule({
  name: "on-demand-base",
  title: "A mixed group buys little on demand",
  severity: "medium",
  level: "advisory",
  config: {
    maxBase: count(1, "nodes", "Most nodes that are always on demand"),
    maxPercent: amount(25, "%", "Largest share of the other nodes that is on demand", 100),
  },
  types: ["aws:autoscaling/group:Group"],
  reads: [
    "aws:autoscaling/group:Group: mixedInstancesPolicy.instancesDistribution.onDemandBaseCapacity, onDemandPercentageAboveBaseCapacity",
  ],
  why: "A group that says spot and falls back to 100 % on demand costs the list price.",
  fix: "Lower onDemandBaseCapacity and onDemandPercentageAboveBaseCapacity.",
  check(view, { config }) {
    const policy = view.read("mixedInstancesPolicy");
    if (policy.state === "absent") return notApplicable;
    if (policy.state === "unknown") return unknown(policy, "the group may buy more on demand than it may");
    const base = withDefault(view.number(...distribution, "onDemandBaseCapacity"), 0);
    const share = withDefault(view.number(...distribution, "onDemandPercentageAboveBaseCapacity"), 100);
    return allOf([
      expectAtMost(base, config.maxBase, "nodes", { otherwise: "too many nodes are always on demand", absent: "pass" }),
      expectAtMost(share, config.maxPercent, "%", { otherwise: "too large a share is on demand", absent: "fail" }),
    ]);
  },
});
