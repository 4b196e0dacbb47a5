import {
  everyContainer,
  expectFlag,
  outsideNamespaces,
  podTypes,
  resourceRule,
  systemNamespaces,
  texts,
} from "@roadstead/policy";

export const privilegeEscalation = resourceRule({
  name: "privilege-escalation",
  title: "No process in a container can gain rights that its parent has not",
  severity: "high",
  level: "advisory",
  config: { exemptNamespaces: texts(systemNamespaces, "Namespaces that run the nodes") },
  types: podTypes,
  reads: ["kubernetes: pods' containers[].securityContext.allowPrivilegeEscalation"],
  why: "One set-uid program in an image is then enough to become root.",
  fix: "Set securityContext.allowPrivilegeEscalation to false.",
  references: [{ framework: "Checkov", control: "CKV_K8S_20" }],
  check: (view, { config }) =>
    outsideNamespaces(view, config.exemptNamespaces, () =>
      everyContainer(view, "a process may gain rights", (container) =>
        expectFlag(container.flag("securityContext", "allowPrivilegeEscalation"), false, {
          otherwise: "a process can gain rights",
          absent: "fail",
        }),
      ),
    ),
});
