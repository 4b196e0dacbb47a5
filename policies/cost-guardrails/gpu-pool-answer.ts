import type { Answer, NodePool, ResourceView, RuleContext } from "@roadstead/policy";
import { nodePoolOf, notApplicable, poolGpus, unknown } from "@roadstead/policy";

/**
 * What `check` says of a pool that has GPUs. Where it is not known whether it has, or in which environment it is, a
 * failure is not certain.
 */
export function ofGpuPool(
  view: ResourceView,
  { stack, production }: Pick<RuleContext, "stack" | "production">,
  { outsideProduction = false }: { readonly outsideProduction?: boolean },
  check: (pool: NodePool) => Answer,
): Answer {
  if (outsideProduction && production === true) return notApplicable;
  const pool = nodePoolOf(view, stack);
  if (pool === undefined) return notApplicable;
  const gpus = poolGpus(pool);
  if (gpus.state === "known" && gpus.value.perNode === 0) return notApplicable;
  const answer = check(pool);
  if (answer.result !== "fail") return answer;
  if (gpus.state !== "known") return unknown(gpus, `it may be that ${answer.message}`);
  if (outsideProduction && production === undefined) return unknown("environment", `it may be that ${answer.message}`);
  return answer;
}
