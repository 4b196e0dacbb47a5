import {
  everyContainer,
  expectFlag,
  outsideNamespaces,
  podSteps,
  podTypes,
  resourceRule,
  systemNamespaces,
  texts,
} from "@roadstead/policy";

export const runAsNonRoot = resourceRule({
  name: "run-as-non-root",
  title: "No container runs as root",
  severity: "high",
  level: "advisory",
  config: { exemptNamespaces: texts(systemNamespaces, "Namespaces that run the nodes") },
  types: podTypes,
  reads: ["kubernetes: pods' securityContext.runAsNonRoot, containers[].securityContext.runAsNonRoot"],
  why: "Root in a container is one fault of the runtime away from root on the node.",
  fix: "Set securityContext.runAsNonRoot to true on the pod.",
  references: [{ framework: "Checkov", control: "CKV_K8S_23" }],
  check: (view, { config }) =>
    outsideNamespaces(view, config.exemptNamespaces, () => {
      const ofPod = view.flag(...podSteps(view.type), "securityContext", "runAsNonRoot");
      return everyContainer(view, "a container may run as root", (container) => {
        const own = container.flag("securityContext", "runAsNonRoot");
        return expectFlag(own.state === "absent" ? ofPod : own, true, {
          otherwise: "a container may run as root",
          absent: "fail",
        });
      });
    }),
});
