import type { RuleCase } from "./rule-case.js";
import { poolCase } from "./rule-case.js";

export const cases: readonly RuleCase[] = [
  poolCase({
    rule: "spec/size-order",
    name: "a min above its max",
    broken: { size: { min: 3, max: 2 } },
    valid: { size: { min: 2, max: 2 } },
    message: "pools.serving.size: has a min above its max, got min 3, max 2 [spec/size-order]",
  }),
];
