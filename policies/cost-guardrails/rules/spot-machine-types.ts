import { count, expectValue, known, mapReading, notApplicable, resourceRule, unknown } from "@roadstead/policy";
import { ofGpuPool } from "../gpu-pool-answer.js";

export const spotMachineTypes = resourceRule({
  name: "spot-machine-types",
  title: "A spot pool can be filled with several machine types",
  severity: "low",
  level: "advisory",
  config: { minTypes: count(3, "machine types", "Fewest machine types of a spot pool") },
  types: ["aws:eks/nodeGroup:NodeGroup", "aws:autoscaling/group:Group"],
  reads: [
    "aws:eks/nodeGroup:NodeGroup: instanceTypes",
    "aws:autoscaling/group:Group: mixedInstancesPolicy.launchTemplate.overrides",
  ],
  why: "With one type a pool stands empty whenever that type is sold out, and somebody buys on demand instead.",
  fix: "List further types with the same GPU.",
  check: (view, context) =>
    ofGpuPool(view, context, {}, (pool) => {
      if (pool.purchase.state === "unknown") return unknown(pool.purchase, "it may be a spot pool of too few types");
      if (known(pool.purchase) !== "spot") return notApplicable;
      return expectValue(
        mapReading(pool.machineTypes, (types) => types.length),
        (types) => types >= context.config.minTypes,
        {
          otherwise: "the spot pool has too few machine types",
          absent: "unknown",
          limit: `${context.config.minTypes} or more`,
        },
      );
    }),
});
