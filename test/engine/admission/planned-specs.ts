import { AiCluster, type Target } from "@roadstead/cluster";
import { type ClusterSpec, isGpuPool } from "@roadstead/core";
import { type Plan, planProgram } from "@roadstead/plan";
import fc from "fast-check";
import { eksLike, gkeLike, ownedLike } from "../../corpus/fixtures.js";
import { realTargets, type TargetName } from "../../corpus/real-targets.js";
import { arbitrarySpec } from "../../property/arbitrary-spec.js";

export interface PlannedSpec {
  readonly target: TargetName;
  readonly spec: ClusterSpec;
  readonly plan: Plan;
}

const offers = { eks: eksLike, gke: gkeLike, k3s: ownedLike, byo: ownedLike } as const;

/** So many valid specs on each target, the same in every run. Pools with MIG have the name "lab". */
export async function plannedSpecs(perTarget: number): Promise<readonly PlannedSpec[]> {
  const plans: PlannedSpec[] = [];
  for (const target of Object.keys(offers) as TargetName[]) {
    const valid = arbitrarySpec(offers[target])
      .map(simplified)
      .filter((spec) => realTargets[target](spec).validate(spec).length === 0);
    for (const spec of fc.sample(valid, { numRuns: perTarget, seed: 20261124 })) {
      // One after the other, which is faster.
      plans.push({ target, spec, plan: await planned(spec, realTargets[target](spec)) });
    }
  }
  return plans;
}

/** Named by sharing, and with few nodes: on owned ones each is an object more that says nothing new. */
function simplified(spec: ClusterSpec): ClusterSpec {
  const pools = Object.entries(spec.pools).map(([name, pool], index) => {
    const isCut = isGpuPool(pool) && pool.accelerator.sharing?.mode === "mig";
    const size = { ...pool.size, min: Math.min(pool.size.min, 2) };
    return [isCut ? `lab-${index}` : name, { ...pool, size }];
  });
  return { ...spec, pools: Object.fromEntries(pools) as ClusterSpec["pools"] };
}

async function planned(spec: ClusterSpec, target: Target<string>): Promise<Plan> {
  const plan = await planProgram(() => void new AiCluster("ai", { spec, target }), {
    stack: "dev",
    timeoutMilliseconds: 280_000,
  });
  if (!plan.complete) throw new Error(plan.diagnostics.map(({ message }) => message).join("\n"));
  return plan;
}
