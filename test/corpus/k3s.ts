import type { ClusterSpec, Problem } from "@roadstead/core";
import { type K3sConfig, k3s, k3sRules } from "@roadstead/k3s";
import { kubeconfigText } from "../unit/owned-nodes/kubeconfig-text.js";
import { type RuleCase, ruleCase, servingPool, tags } from "./rule-case.js";

export const rules = k3sRules;

const spec = { pools: { serving: servingPool }, tags } as ClusterSpec;

function onK3s(config: object): readonly Problem[] {
  const good = { kubeconfig: kubeconfigText(), clusterId: "dc1", pools: { serving: { nodes: ["gpu-1"] } } };
  return k3s({ ...good, ...config } as K3sConfig).validate(spec);
}

export const cases: readonly RuleCase[] = ["ssh", "install", "airGap"].map((key) =>
  ruleCase(onK3s, {
    rule: "k3s/install",
    name: `a factory that asks for ${key}`,
    broken: { [key]: {} },
    valid: {},
    message:
      `k3s.${key}: belongs to installing k3s, which is not yet supported; ` +
      "install k3s first and give its `kubeconfig` [k3s/install]",
  }),
);
