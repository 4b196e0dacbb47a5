import { parseQuantity } from "@roadstead/core";
import { allOf, count, expectValue, gpuResource, resourceRule, withDefault } from "@roadstead/policy";

export const karpenterLimits = resourceRule({
  name: "karpenter-limits",
  title: "A pool of Karpenter has limits, empties itself and renews its nodes",
  severity: "high",
  level: "mandatory",
  config: {
    maxGpus: count(16, "GPUs", "Most GPUs that a pool may allow itself"),
    maxConsolidateAfter: count(600, "seconds", "Longest time for which an empty node is kept"),
  },
  types: ["kubernetes:karpenter.sh/v1:NodePool", "kubernetes:karpenter.sh/v1beta1:NodePool"],
  reads: [
    'kubernetes:karpenter.sh/v1:NodePool: spec.limits["nvidia.com/gpu"], spec.disruption.consolidateAfter, spec.template.spec.expireAfter',
  ],
  why: "Such a pool has no maximum of its own: without limits a queue of pods buys machines until somebody looks.",
  fix: 'Set spec.limits["nvidia.com/gpu"], spec.disruption.consolidateAfter and spec.template.spec.expireAfter.',
  check(view, { config }) {
    const limit = view.text("spec", "limits", gpuResource);
    const gpus = expectValue(limit, (text) => (parseQuantity(text) ?? Infinity) <= config.maxGpus, {
      otherwise: "the pool may have too many GPUs",
      absent: "fail",
      limit: `${config.maxGpus} GPUs`,
    });
    const idle = withDefault(view.text("spec", "disruption", "consolidateAfter"), "0s");
    return allOf([
      gpus,
      expectValue(idle, (text) => seconds(text) <= config.maxConsolidateAfter, {
        otherwise: "empty nodes are kept too long",
        absent: "pass",
        limit: `${config.maxConsolidateAfter} seconds`,
      }),
    ]);
  },
});

/** Seconds of a Go duration such as `1h30m`; Never and what cannot be read are for ever. */
function seconds(text: string): number {
  const units: Readonly<Record<string, number>> = { h: 3600, m: 60, s: 1, ms: 0.001 };
  if (!/^(\d+(\.\d+)?(ms|h|m|s))+$/.test(text)) return text === "0" ? 0 : Infinity;
  return [...text.matchAll(/(\d+(?:\.\d+)?)(ms|h|m|s)/g)].reduce(
    (sum, [, number, unit = "s"]) => sum + Number(number) * (units[unit] ?? 1),
    0,
  );
}
