import type { Pack } from "@roadstead/policy";
import { rules } from "./rules/index.js";

/** The pack for every runner that is not Pulumi's engine. */
export const pack: Pack = {
  name: "cluster-baseline",
  version: "0.1.0",
  description: "What every Kubernetes cluster should keep to, whoever declared it",
  rules,
};
