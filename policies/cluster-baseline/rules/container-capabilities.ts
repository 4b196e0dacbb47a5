import {
  everyContainer,
  fail,
  outsideNamespaces,
  pass,
  podTypes,
  resourceRule,
  systemNamespaces,
  texts,
  unknown,
  withDefault,
} from "@roadstead/policy";

export const containerCapabilities = resourceRule({
  name: "container-capabilities",
  title: "No container has capabilities of the kernel that it should not",
  severity: "high",
  level: "mandatory",
  config: {
    exemptNamespaces: texts(systemNamespaces, "Namespaces that run the nodes"),
    allowed: texts(
      ["NET_BIND_SERVICE", "CHOWN", "SETUID", "SETGID", "FOWNER", "DAC_OVERRIDE"],
      "Capabilities that may be added",
    ),
  },
  types: podTypes,
  reads: ["kubernetes: pods' containers[].securityContext.capabilities.add"],
  why: "SYS_ADMIN and a few others are as good as being root on the node.",
  fix: "Take the capability out of capabilities.add.",
  references: [{ framework: "Checkov", control: "CKV_K8S_39" }],
  check: (view, { config }) =>
    outsideNamespaces(view, config.exemptNamespaces, () =>
      everyContainer(view, "a container may have such a capability", (container) => {
        const added = withDefault(container.texts("securityContext", "capabilities", "add"), []);
        if (added.state !== "known") return unknown(added, "a container may have such a capability");
        const odd = added.value.filter((one) => !config.allowed.includes(one.replace(/^CAP_/i, "").toUpperCase()));
        if (odd.length === 0) return pass;
        return fail(`a container adds ${odd.join(", ")}`, { path: added.path, limit: config.allowed.join(", ") });
      }),
    ),
});
