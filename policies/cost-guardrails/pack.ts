import type { Pack } from "@roadstead/policy";
import { rules } from "./rules/index.js";

/** The pack for every runner that is not Pulumi's engine. */
export const pack: Pack = {
  name: "cost-guardrails",
  version: "0.1.0",
  description: "What a stack may cost, in GPUs and in money, before it is made",
  rules,
};
