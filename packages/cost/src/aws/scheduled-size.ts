import type { GraphResource } from "@roadstead/core";
import type { CostOwnership } from "../cost-line.js";
import type { Reading } from "../graph/read-property.js";
import { known, readNumber, readText } from "../graph/read-property.js";
import type { Pricing } from "../pricing.js";

interface Bounds {
  readonly min: Reading<number>;
  readonly max: Reading<number>;
}

/** Bounds of an autoscaling group, as wide as its scheduled actions make them at some hour. */
export function scheduledSize(pricing: Pricing, group: GraphResource, own: CostOwnership): Bounds {
  const schedules = pricing.graph
    .ofType("aws:autoscaling/schedule:Schedule")
    .filter((it) => isAbout(pricing, it, group));
  const size = (key: string, choose: (...sizes: readonly number[]) => number): Reading<number> => {
    const stated = readNumber(group, key);
    const others = schedules.map((schedule) => readNumber(schedule, key));
    pricing.anyUnknown(
      group,
      own,
      others.map((other) => ["size at a scheduled time", other] as const),
    );
    // -1 leaves a size as it is.
    const sizes = others.flatMap((other) => known(other) ?? []).filter((one) => one >= 0);
    return stated.state === "known" && sizes.length > 0 ? { ...stated, value: choose(stated.value, ...sizes) } : stated;
  };
  return { min: size("minSize", Math.min), max: size("maxSize", Math.max) };
}

function isAbout(pricing: Pricing, schedule: GraphResource, group: GraphResource): boolean {
  const name = readText(schedule, "autoscalingGroupName");
  const referred = pricing.graph.referred(schedule, "autoscalingGroupName", [group.type], known(name));
  if (referred === undefined) pricing.anyUnknown(schedule, {}, [["group whose size it changes", name]]);
  return referred === group;
}
