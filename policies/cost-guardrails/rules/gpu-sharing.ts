import { allOf, fail, notApplicable, pass, poolGpus, resourceRule, texts, unknown } from "@roadstead/policy";
import { ofGpuPool } from "../gpu-pool-answer.js";

export const gpuSharing = resourceRule({
  name: "gpu-sharing",
  title: "Small GPUs outside production are shared",
  severity: "low",
  level: "advisory",
  config: { models: texts(["t4", "l4", "a10g"], "Models that one pod seldom fills") },
  types: ["gcp:container/nodePool:NodePool"],
  reads: ["gcp:container/nodePool:NodePool: nodeConfig.guestAccelerators[].gpuSharingConfig, gpuPartitionSize"],
  why: "A notebook uses a tenth of an L4: four of them on one GPU cost a quarter.",
  fix: "Set gpuSharingConfig with maxSharedClientsPerGpu.",
  check: (view, context) =>
    ofGpuPool(view, context, { outsideProduction: true }, (pool) => {
      const gpus = poolGpus(pool);
      if (gpus.state === "known" && !gpus.value.models.some((model) => context.config.models.includes(model)))
        return notApplicable;
      const items = view.oneOrMore("nodeConfig", "guestAccelerators");
      if (items.state !== "known")
        return items.state === "unknown"
          ? unknown(items, "the GPUs may not be shared")
          : fail("the GPUs are not shared", { path: items.path });
      return allOf(
        items.value.map((item) => {
          const ways = [item.read("gpuSharingConfig"), item.read("gpuPartitionSize")];
          if (ways.some(({ state }) => state === "known")) return pass;
          const doubt = ways.find(({ state }) => state === "unknown");
          return doubt === undefined
            ? fail("the GPUs are not shared", { path: items.path })
            : unknown(doubt, "the GPUs may not be shared");
        }),
      );
    }),
});
