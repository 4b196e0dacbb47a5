import {
  allOf,
  fail,
  flag,
  gpuResource,
  known,
  nodePoolOf,
  notApplicable,
  pass,
  resourceRule,
  shownValue,
  unknown,
} from "@roadstead/policy";

export const gpuSharingTenants = resourceRule({
  name: "gpu-sharing-tenants",
  title: "Tenants who do not trust each other share no GPU without a wall between them",
  severity: "high",
  level: "advisory",
  config: { trusted: flag(false, "All users of the pools trust each other") },
  types: ["gcp:container/nodePool:NodePool"],
  reads: [
    "gcp:container/nodePool:NodePool: nodeConfig.guestAccelerators[].gpuSharingConfig.gpuSharingStrategy, nodeConfig.taints",
  ],
  why: "With time slicing and MPS the pods of one GPU share its memory without limits: one can starve or crash the others.",
  fix: "Use MIG (gpuPartitionSize), or taint the pool for one tenant, or set trusted in guardrails.yaml.",
  check(view, { config, stack }) {
    const gpus = view.oneOrMore("nodeConfig", "guestAccelerators");
    if (gpus.state === "unknown") return unknown(gpus, "tenants may share a GPU");
    if (gpus.state === "absent") return notApplicable;
    if (config.trusted) return pass;
    const pool = nodePoolOf(view, stack);
    const taints = pool === undefined ? undefined : known(pool.taintKeys);
    // A taint beside GKE's own keeps other tenants away.
    const isReserved = taints?.some((key) => key !== gpuResource) === true;
    return allOf(
      gpus.value.map((gpu) => {
        const strategy = gpu.text("gpuSharingConfig", "gpuSharingStrategy");
        if (strategy.state === "absent" || isReserved) return pass;
        if (strategy.state === "unknown") return unknown(strategy, "tenants may share a GPU");
        return fail(`pods share a GPU without a wall between them: ${strategy.path} is ${shownValue(strategy)}`, {
          path: strategy.path,
          value: shownValue(strategy),
        });
      }),
    );
  },
});
