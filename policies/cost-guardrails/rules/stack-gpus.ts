import { count, fail, known, most, nodePoolOf, poolTypes, stackRule, unknown } from "@roadstead/policy";

export const stackGpus = stackRule({
  name: "stack-gpus",
  title: "All pools of a stack together have no more GPUs than they may",
  severity: "high",
  level: "mandatory",
  config: { maxGpus: count(64, "GPUs", "Most GPUs of all pools and machines of a stack") },
  reads: ["node groups, node pools, autoscaling groups, machines: size in all zones, machine types, accelerators"],
  why: "Many small pools under the cap of each can together be what one large pool may not.",
  fix: "Lower the maxima of the pools, or raise maxGpus for this environment.",
  check(stack, { config }) {
    const parts = stack.ofType(...poolTypes).flatMap((view) => {
      const pool = nodePoolOf(view, stack);
      return pool === undefined ? [] : [{ view, gpus: most(pool, pool.max) }];
    });
    if (parts.length === 0) return [];
    const total = parts.reduce((sum, { gpus }) => sum + (known(gpus) ?? 0), 0);
    const value = `${total} GPUs`;
    const limit = `${config.maxGpus} GPUs`;
    if (total > config.maxGpus) {
      return [fail(`the pools of the stack can have ${total} GPUs, not ${config.maxGpus}`, { value, limit })];
    }
    const doubtful = parts.filter(({ gpus }) => gpus.state !== "known");
    if (doubtful.length > 0) {
      const names = doubtful.map(({ view, gpus }) => `${gpus.path} of ${view.name}`).join(", ");
      return [unknown(names, "the stack may have more GPUs than it may")];
    }
    return [{ result: "pass", value, limit }];
  },
});
