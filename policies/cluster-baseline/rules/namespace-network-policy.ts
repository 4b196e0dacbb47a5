import type { Reading, ResourceView } from "@roadstead/policy";
import { fail, namespaceOf, pass, stackRule, systemNamespaces, texts, unknown, withDefault } from "@roadstead/policy";

export const namespaceNetworkPolicy = stackRule({
  name: "namespace-network-policy",
  title: "Every namespace of a program has a network policy",
  severity: "medium",
  level: "advisory",
  config: { exemptNamespaces: texts(systemNamespaces, "Namespaces that run the nodes") },
  reads: ["kubernetes:core/v1:Namespace", "kubernetes:networking.k8s.io/v1:NetworkPolicy: metadata.namespace"],
  why: "Without one every pod reaches every other, in all namespaces, and the internet.",
  fix: "Add a NetworkPolicy that denies by default, and one for each way that is needed.",
  references: [
    { framework: "CIS EKS 1.8.0", control: "4.3.2" },
    { framework: "Checkov", control: "CKV2_K8S_6" },
  ],
  check(stack, { config }) {
    const policies = stack.ofType("kubernetes:networking.k8s.io/v1:NetworkPolicy");
    return stack.ofType("kubernetes:core/v1:Namespace").flatMap((view) => {
      const name = withDefault(view.text("metadata", "name"), view.name);
      if (name.state === "known" && config.exemptNamespaces.includes(name.value)) return [];
      const found = policies.map((policy) => isIn(policy, view, name));
      if (found.includes(true)) return [{ urn: view.urn, ...pass }];
      const lacking = "the namespace has no network policy";
      if (found.includes(undefined))
        return [{ urn: view.urn, ...unknown("the namespace of a network policy", lacking) }];
      return [{ urn: view.urn, ...fail(lacking) }];
    });
  },
});

/** Whether a policy is in a namespace; undefined where nobody can tell. */
function isIn(policy: ResourceView, namespace: ResourceView, name: Reading<string>): boolean | undefined {
  const from = policy.resource.propertyDependencies["metadata"] ?? [];
  if (from.includes(namespace.urn)) return true;
  const own = namespaceOf(policy);
  return own.state === "known" && name.state === "known" ? own.value === name.value : undefined;
}
