import {
  allOf,
  expectFlag,
  outsideNamespaces,
  podSteps,
  podTypes,
  resourceRule,
  systemNamespaces,
  texts,
  unknown,
} from "@roadstead/policy";

export const hostNamespaces = resourceRule({
  name: "host-namespaces",
  title: "No pod shares its node's processes, memory or network",
  severity: "high",
  level: "mandatory",
  config: { exemptNamespaces: texts(systemNamespaces, "Namespaces that run the nodes") },
  types: podTypes,
  reads: ["kubernetes: pods' hostNetwork, hostPID, hostIPC"],
  why: "Such a pod sees what every other pod of the node does. MPS on GKE is the one use that needs hostIPC: give it a waiver.",
  fix: "Take out hostNetwork, hostPID and hostIPC.",
  references: [
    { framework: "Checkov", control: "CKV_K8S_17" },
    { framework: "Checkov", control: "CKV_K8S_19" },
  ],
  check: (view, { config }) =>
    outsideNamespaces(view, config.exemptNamespaces, () => {
      const spec = view.read(...podSteps(view.type));
      if (spec.state === "unknown") return unknown(spec, "the pod may share its node's namespaces");
      return allOf(
        ["hostNetwork", "hostPID", "hostIPC"].map((key) =>
          expectFlag(view.flag(...podSteps(view.type), key), false, {
            otherwise: "the pod shares its node's namespaces",
            absent: "pass",
          }),
        ),
      );
    }),
});
