import { allOf, fail, known, pass, resourceRule, unknown, withDefault } from "@roadstead/policy";

export const rbacWildcards = resourceRule({
  name: "rbac-wildcards",
  title: "Roles name what they allow",
  severity: "high",
  level: "mandatory",
  config: {},
  types: ["kubernetes:rbac.authorization.k8s.io/v1:ClusterRole", "kubernetes:rbac.authorization.k8s.io/v1:Role"],
  reads: ["kubernetes:rbac.authorization.k8s.io/v1:ClusterRole, Role: rules[].verbs, rules[].resources"],
  why: "A star also allows what the next version of Kubernetes or the next operator adds.",
  fix: "Name the verbs and the resources.",
  references: [{ framework: "Checkov", control: "CKV_K8S_49" }],
  check(view) {
    const rules = view.items("rules");
    if (rules.state === "unknown") return unknown(rules, "the role may allow everything");
    return allOf([
      pass,
      ...(known(rules) ?? []).flatMap((one) =>
        ["verbs", "resources"].map((key) => {
          const names = withDefault(one.texts(key), []);
          if (names.state !== "known") return unknown(names, "the role may allow everything");
          return names.value.includes("*")
            ? fail(`the role allows everything: ${names.path} has *`, { path: names.path })
            : pass;
        }),
      ),
    ]);
  },
});
