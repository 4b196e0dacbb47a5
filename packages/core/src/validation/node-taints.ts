import { gpuTaint } from "../labels.js";
import type { Problem } from "../problem.js";
import type { Taint } from "../spec/cluster-spec.js";
import { shown, specProblem } from "../spec/spec-problem.js";
import { keyProblems, reservedPrefix, valueProblems } from "./kubernetes-names.js";
import { reservedLabelPrefixes } from "./node-labels.js";
import type { PoolCheck } from "./spec-check.js";

/** The user's node taints. */
export const nodeTaints: PoolCheck = ({ taints, path }) =>
  taints.flatMap((taint, index) => {
    const at = `${path}.taints[${index}]`;
    return [
      ...taintKey(taint, `${at}.key`),
      ...valueProblems(taint.value ?? "", `${at}.value`, "spec/taint-value"),
      ...duplicate(taint, taints.slice(0, index), at),
    ];
  });

function taintKey({ key }: Taint, path: string): readonly Problem[] {
  if (key === gpuTaint.key) {
    const hint = "leave it out: GPU pools have it already, and other pools must not";
    return [specProblem("spec/taint-canonical", path, "is the key of the GPU taint", { hint })];
  }
  const reserved = reservedPrefix(key, reservedLabelPrefixes);
  if (reserved === undefined) {
    return keyProblems(key, path, { syntax: "spec/taint-key", length: "spec/taint-key-length" });
  }
  return [
    specProblem("spec/taint-reserved", path, `has the reserved prefix ${reserved}`, {
      got: shown(key),
      hint: "use a prefix of your own, or none",
    }),
  ];
}

function duplicate(taint: Taint, earlier: readonly Taint[], path: string): readonly Problem[] {
  if (!earlier.some((other) => other.key === taint.key && other.effect === taint.effect)) return [];
  return [
    specProblem("spec/taint-duplicate", path, "has the key and effect of an earlier taint", {
      got: shown(`${taint.key}:${taint.effect}`),
      hint: "Kubernetes keeps one value per key and effect: leave one out",
    }),
  ];
}
