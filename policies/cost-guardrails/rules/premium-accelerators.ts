import {
  fail,
  matchesGlob,
  nodePoolOf,
  notApplicable,
  pass,
  poolGpus,
  poolTypes,
  resourceRule,
  texts,
  unknown,
} from "@roadstead/policy";

export const premiumAccelerators = resourceRule({
  name: "premium-accelerators",
  title: "The dearest GPUs are used by decision, not by chance",
  severity: "high",
  level: "mandatory",
  config: {
    models: texts(
      ["h100-*", "h200-*", "h800-*", "gh200-*", "b200", "b300", "gb200", "gb300"],
      "Patterns of GPU models that need a waiver",
    ),
  },
  types: poolTypes,
  reads: ["node groups, node pools, autoscaling groups, machines: machine types, accelerators"],
  why: "One such node costs more in a month than a team of the smaller ones.",
  fix: "Take a smaller GPU, or add a waiver with an owner, a cost cap and an end.",
  check(view, { stack, config }) {
    const pool = nodePoolOf(view, stack);
    if (pool === undefined) return notApplicable;
    const gpus = poolGpus(pool);
    if (gpus.state !== "known") return unknown(gpus, "the pool may have one of the dearest GPUs");
    if (gpus.value.perNode === 0) return notApplicable;
    const dear = gpus.value.models.find((model) =>
      config.models.some((pattern) => matchesGlob(pattern, model.toLowerCase())),
    );
    return dear === undefined ? pass : fail(`the pool has GPUs of the model ${dear}`, { path: gpus.path, value: dear });
  },
});
