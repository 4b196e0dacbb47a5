import { type Problem, suggestion } from "@roadstead/core";
import type { ModelRegistrySpec } from "./config.js";
import type { ModelRule } from "./rules.js";
import { type RegistrySize, registrySizes } from "./sizes.js";

/** Problems of a registry's size; how large the volume of the database must be is the cluster's to say. */
export function sizeProblems(size: ModelRegistrySpec["size"]): readonly Problem[] {
  if (size === undefined) return [];
  if (typeof size !== "string") return numberProblems(size);
  const names = Object.keys(registrySizes);
  if (names.includes(size)) return [];
  return [
    {
      rule: "models/size" satisfies ModelRule,
      path: "size",
      message: "is no size",
      got: JSON.stringify(size),
      allowed: names,
      ...suggestion(size, names),
    },
  ];
}

function numberProblems(size: RegistrySize): readonly Problem[] {
  return [
    ...rangeProblems("replicas", size.replicas, 10),
    ...rangeProblems("workers", size.workers, 16),
    ...rangeProblems("scratchGib", size.scratchGib, 1_000),
    ...cpuProblems(size.cpu),
  ];
}

function rangeProblems(field: "replicas" | "workers" | "scratchGib", value: number, most: number): readonly Problem[] {
  if (Number.isInteger(value) && value >= 1 && value <= most) return [];
  return [
    {
      rule: "models/size" satisfies ModelRule,
      path: `size.${field}`,
      message: "is no whole number in its range",
      got: JSON.stringify(value) ?? "undefined",
      allowed: [`1 to ${most}`],
    },
  ];
}

const quantity = /^\d+(\.\d+)?m?$/;

function cpuProblems(cpu: RegistrySize["cpu"]): readonly Problem[] {
  const given: readonly unknown[] = Array.isArray(cpu) ? cpu : [];
  if (given.length === 2 && given.every((amount) => typeof amount === "string" && quantity.test(amount))) return [];
  return [
    {
      rule: "models/size" satisfies ModelRule,
      path: "size.cpu",
      message: "is no pair of CPU quantities",
      got: JSON.stringify(cpu) ?? "undefined",
      hint: 'what a server is sure to get and the most that it may use: ["500m", "2"]',
    },
  ];
}
