import { labelPrefix } from "../labels.js";
import type { Problem } from "../problem.js";
import { keyPath, specProblem } from "../spec/spec-problem.js";
import { keyProblems, reservedPrefix, valueProblems } from "./kubernetes-names.js";
import type { PoolCheck } from "./spec-check.js";

/** Prefixes of keys that kubelets, clouds, NVIDIA's software or Roadstead set and read. */
export const reservedLabelPrefixes: readonly string[] = [
  "kubernetes.io",
  "k8s.io",
  labelPrefix,
  "nvidia.com",
  "amazonaws.com",
  "cloud.google.com",
];

/** The user's node labels. */
export const nodeLabels: PoolCheck = ({ labels, path }) =>
  Object.entries(labels).flatMap(([key, value]) => [
    ...labelKey(key, keyPath(`${path}.labels`, key)),
    ...valueProblems(value, keyPath(`${path}.labels`, key), "spec/label-value"),
  ]);

function labelKey(key: string, path: string): readonly Problem[] {
  const reserved = reservedPrefix(key, reservedLabelPrefixes);
  if (reserved === undefined) {
    return keyProblems(key, path, { syntax: "spec/label-key", length: "spec/label-key-length" });
  }
  return [
    specProblem("spec/label-reserved", path, `has the reserved prefix ${reserved}`, {
      hint: "use a prefix of your own, or none",
    }),
  ];
}
