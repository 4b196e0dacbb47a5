import { expectOneOf, notApplicable, resourceRule, systemNamespaces, texts, withDefault } from "@roadstead/policy";

const label = "pod-security.kubernetes.io/enforce";

export const namespacePodSecurity = resourceRule({
  name: "namespace-pod-security",
  title: "Every namespace enforces a Pod Security Standard",
  severity: "high",
  level: "mandatory",
  config: {
    levels: texts(["baseline", "restricted"], "Levels that a namespace may enforce"),
    exemptNamespaces: texts(systemNamespaces, "Namespaces that run the nodes"),
  },
  types: ["kubernetes:core/v1:Namespace"],
  reads: [`kubernetes:core/v1:Namespace: metadata.labels["${label}"]`],
  why: "Without it the API takes any pod, also a privileged one that no program of yours declares.",
  fix: `Label the namespace ${label}: restricted (or baseline).`,
  references: [{ framework: "CIS GKE 1.9.0", control: "4.2.1" }],
  check(view, { config }) {
    const name = withDefault(view.text("metadata", "name"), view.name);
    if (name.state === "known" && config.exemptNamespaces.includes(name.value)) return notApplicable;
    return expectOneOf(view.text("metadata", "labels", label), config.levels, {
      otherwise: "the namespace takes any pod",
      absent: "fail",
    });
  },
});
