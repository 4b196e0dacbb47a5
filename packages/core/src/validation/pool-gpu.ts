import { shown, specProblem } from "../spec/spec-problem.js";
import type { PoolCheck } from "./spec-check.js";

const maxGpusPerNode = 16;

/** GPUs per node; whether a machine type has that many is said by the machine types. */
export const poolGpu: PoolCheck = ({ accelerator, path }) => {
  if (accelerator === undefined) return [];
  const { gpusPerNode } = accelerator;
  if (Number.isInteger(gpusPerNode) && gpusPerNode >= 1 && gpusPerNode <= maxGpusPerNode) return [];
  return [
    specProblem("spec/gpus-per-node-whole", `${path}.accelerator.gpusPerNode`, "must be a whole number of GPUs", {
      got: shown(gpusPerNode),
      allowed: [`1 to ${maxGpusPerNode}`],
      ...(gpusPerNode > 0 && gpusPerNode < 1 ? { hint: "ask for one and share it, or use MIG" } : {}),
    }),
  ];
};
