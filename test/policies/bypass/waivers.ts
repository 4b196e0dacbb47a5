import { unknownValue } from "@roadstead/core";
import type { BypassAttempt } from "./attempt.js";
import { group, sized, dear, waiver } from "./attempt.js";

export const waivers: readonly BypassAttempt[] = [
  {
    name: "a waiver that has ended",
    rule: "premium-accelerators",
    caught: "blocked",
    resources: [group(dear)],
    guardrails: waiver({ expires: "2026-11-23" }),
  },
  {
    name: "a waiver on its last day",
    rule: "premium-accelerators",
    caught: "blocked",
    resources: [group(dear)],
    guardrails: waiver({}),
    asOf: "2026-12-31",
  },
  {
    name: "a waiver that begins tomorrow, or a clock that is behind",
    rule: "premium-accelerators",
    caught: "blocked",
    resources: [group(dear)],
    guardrails: waiver({}),
    asOf: "2026-10-31",
  },
  {
    name: "a waiver of another stack",
    rule: "premium-accelerators",
    caught: "blocked",
    resources: [group(dear)],
    guardrails: waiver({ targets: [{ glob: "urn:pulumi:prod::shop::*" }] }),
  },
  {
    name: "a waiver of another rule",
    rule: "premium-accelerators",
    caught: "blocked",
    resources: [group(dear)],
    guardrails: waiver({ rule: "gpu-pool-size" }),
  },
  {
    name: "a waiver that its resource has outgrown",
    rule: "premium-accelerators",
    caught: "blocked",
    resources: [group({ ...dear, scalingConfig: { minSize: 0, desiredSize: 1, maxSize: 1 } })],
    guardrails: waiver({ maxMonthlyUsd: 1000 }),
  },
  {
    name: "a waiver with a cap of a cost that nobody can tell",
    rule: "premium-accelerators",
    caught: "blocked",
    resources: [group({ ...dear, ...sized(unknownValue) })],
    guardrails: waiver({ maxMonthlyUsd: 1_000_000 }),
  },
  {
    name: "a budget of another environment, where the environment is not known",
    rule: "monthly-budget",
    caught: "blocked",
    stack: "blue",
    resources: [group({ scalingConfig: { minSize: 1, desiredSize: 1, maxSize: 1 } })],
    guardrails: { budgets: [{ name: "lab", environment: "dev", monthlyUsd: 1 }] },
  },
];
