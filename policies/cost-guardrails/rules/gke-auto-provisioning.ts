import {
  allOf,
  count,
  expectAtMost,
  gkeClusterType,
  known,
  notApplicable,
  pass,
  resourceRule,
  unknown,
} from "@roadstead/policy";

export const gkeAutoProvisioning = resourceRule({
  name: "gke-auto-provisioning",
  title: "What GKE provisions by itself has limits",
  severity: "high",
  level: "mandatory",
  config: { maxGpus: count(16, "GPUs", "Most GPUs that a cluster may provision by itself") },
  types: [gkeClusterType],
  reads: [`${gkeClusterType}: clusterAutoscaling.enabled, clusterAutoscaling.resourceLimits[]`],
  why: "Auto-provisioning makes pools that no program declares, up to these limits.",
  fix: "Lower the maxima of resourceLimits for each nvidia-… type.",
  check(view, { config }) {
    const enabled = view.flag("clusterAutoscaling", "enabled");
    if (enabled.state === "unknown") return unknown(enabled, "the cluster may provision GPUs by itself");
    if (known(enabled) !== true) return notApplicable;
    const limits = view.items("clusterAutoscaling", "resourceLimits");
    if (limits.state !== "known")
      return limits.state === "unknown" ? unknown(limits, "it may provision too many GPUs") : pass;
    return allOf([
      pass,
      ...limits.value.map((limit) => {
        const type = limit.text("resourceType");
        if (type.state === "unknown") return unknown(type, "it may provision too many GPUs");
        if (!/^nvidia/.test(known(type) ?? "")) return pass;
        return expectAtMost(limit.number("maximum"), config.maxGpus, "GPUs", {
          otherwise: "it provisions too many GPUs",
          absent: "fail",
        });
      }),
    ]);
  },
});
