import {
  everyContainer,
  expectFlag,
  outsideNamespaces,
  podTypes,
  resourceRule,
  systemNamespaces,
  texts,
} from "@roadstead/policy";

export const privilegedContainers = resourceRule({
  name: "privileged-containers",
  title: "No container is privileged",
  severity: "critical",
  level: "mandatory",
  config: { exemptNamespaces: texts(systemNamespaces, "Namespaces that run the nodes") },
  types: podTypes,
  reads: ["kubernetes: pods' containers[].securityContext.privileged"],
  why: "A privileged container is root on its node, and on a shared GPU node it has everybody's models.",
  fix: "Take out securityContext.privileged; a pod that needs a GPU does not need it.",
  references: [
    { framework: "Checkov", control: "CKV_K8S_16" },
    { framework: "Kubescape", control: "C-0057" },
  ],
  check: (view, { config }) =>
    outsideNamespaces(view, config.exemptNamespaces, () =>
      everyContainer(view, "a container may be privileged", (container) =>
        expectFlag(container.flag("securityContext", "privileged"), false, {
          otherwise: "a container is privileged",
          absent: "pass",
        }),
      ),
    ),
});
