import {
  fail,
  known,
  outsideNamespaces,
  pass,
  podSteps,
  podTypes,
  resourceRule,
  systemNamespaces,
  texts,
  unknown,
} from "@roadstead/policy";

export const serviceAccountToken = resourceRule({
  name: "service-account-token",
  title: "Only pods that talk to the API have a token for it",
  severity: "medium",
  level: "advisory",
  config: { exemptNamespaces: texts(systemNamespaces, "Namespaces that run the nodes") },
  types: podTypes,
  reads: ["kubernetes: pods' automountServiceAccountToken, serviceAccountName"],
  why: "A pod that is taken over hands its token on.",
  fix: "Set automountServiceAccountToken to false, or name a service account of its own.",
  references: [
    { framework: "Checkov", control: "CKV_K8S_38" },
    { framework: "CIS EKS 1.8.0", control: "5.2.1" },
  ],
  check: (view, { config }) =>
    outsideNamespaces(view, config.exemptNamespaces, () => {
      const token = view.flag(...podSteps(view.type), "automountServiceAccountToken");
      const account = view.text(...podSteps(view.type), "serviceAccountName");
      if (known(token) === false) return pass;
      if (account.state === "known" && account.value !== "default") return pass;
      const doubt = [token, account].find(({ state }) => state === "unknown");
      if (doubt !== undefined) return unknown(doubt, "the pod may have a token of the default account");
      return fail("the pod has a token of the default account", { path: token.path });
    }),
});
