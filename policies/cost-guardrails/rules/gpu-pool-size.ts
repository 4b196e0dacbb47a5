import type { Answer, Reading } from "@roadstead/policy";
import { count, fail, most, nodePoolOf, notApplicable, poolTypes, resourceRule, unknown } from "@roadstead/policy";

export const gpuPoolSize = resourceRule({
  name: "gpu-pool-size",
  title: "A pool has no more GPUs than it may",
  severity: "high",
  level: "mandatory",
  config: { maxGpus: count(16, "GPUs", "Most GPUs of one pool: nodes in all zones times GPUs of one node") },
  types: poolTypes,
  reads: ["node groups, node pools, autoscaling groups, machines: size in all zones, machine types, accelerators"],
  why: "The ceiling of a pool is what a runaway job or a mistake in a queue can cost.",
  fix: "Lower the pool's maximum, or raise maxGpus for this environment.",
  check(view, { stack, config }) {
    const pool = nodePoolOf(view, stack);
    return pool === undefined
      ? notApplicable
      : withinGpus(most(pool, pool.max), config.maxGpus, "the pool can have more GPUs than it may");
  },
});

/** An answer by a number of GPUs; a pool without any is not asked. */
export function withinGpus(gpus: Reading<number>, maximum: number, otherwise: string): Answer {
  if (gpus.state === "absent") return unknown(gpus, otherwise);
  if (gpus.state === "unknown") return unknown(gpus, `it may be that ${otherwise}`);
  if (gpus.value === 0) return notApplicable;
  const details = { path: gpus.path, value: `${gpus.value} GPUs`, limit: `${maximum} GPUs` };
  if (gpus.value <= maximum) return { result: "pass", value: details.value, limit: details.limit };
  return fail(`${otherwise}: ${gpus.value}, not ${maximum}`, details);
}
