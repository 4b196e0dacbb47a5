import { fail, gkeClusterType, known, pass, resourceRule, unknown } from "@roadstead/policy";

export const gkeControlPlaneLogs = resourceRule({
  name: "gke-control-plane-logs",
  title: "A GKE cluster writes logs of the system",
  severity: "medium",
  level: "advisory",
  config: {},
  types: [gkeClusterType],
  reads: [`${gkeClusterType}: loggingService, loggingConfig.enableComponents`],
  why: "Who did what in a cluster is written nowhere else, and cannot be asked for later.",
  fix: "Leave loggingService alone, and have SYSTEM_COMPONENTS among loggingConfig.enableComponents.",
  references: [{ framework: "Checkov", control: "CKV_GCP_1" }],
  check(view) {
    const service = view.text("loggingService");
    if (known(service) === "none")
      return fail("the cluster writes no logs: loggingService is none", { path: service.path });
    const components = view.texts("loggingConfig", "enableComponents");
    if (service.state === "unknown") return unknown(service, "the cluster may write no logs");
    if (components.state === "unknown") return unknown(components, "the cluster may write no logs");
    if (components.state === "absent" || components.value.includes("SYSTEM_COMPONENTS")) return pass;
    return fail("the cluster writes no logs of the system", { path: components.path, limit: "SYSTEM_COMPONENTS" });
  },
});
