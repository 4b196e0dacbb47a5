import { defaultArchitecture } from "../layout/architecture.js";
import type { PoolRequest } from "../layout/pool-request.js";
import type { Problem } from "../problem.js";
import { shown, specProblem } from "../spec/spec-problem.js";
import type { CheckContext, PoolCheck } from "./spec-check.js";

/** Node images are up to 20 GiB; a gp3 volume holds 16 TiB. */
const diskBounds = { min: 20, max: 16384 } as const;

/** What a pool asks of its nodes; whether a machine type has it is said by the machine types. */
export const poolNode: PoolCheck = (request, context) => [
  ...positive(request, "minVcpu"),
  ...positive(request, "minMemoryGib"),
  ...disk(request),
  ...interconnect(request, context),
  ...ownedArchitecture(request, context),
];

function positive({ node, path }: PoolRequest, key: "minVcpu" | "minMemoryGib"): readonly Problem[] {
  const value = node[key];
  if (value === undefined || (value > 0 && Number.isFinite(value))) return [];
  return [specProblem("spec/node-number", `${path}.node.${key}`, "must be a positive number", { got: shown(value) })];
}

function disk({ node, path }: PoolRequest): readonly Problem[] {
  const size = node.diskGib;
  if (size === undefined || (Number.isInteger(size) && size >= diskBounds.min && size <= diskBounds.max)) return [];
  const details = { got: shown(size), allowed: [`${diskBounds.min} to ${diskBounds.max}`] };
  return [specProblem("spec/disk-size", `${path}.node.diskGib`, "must be a whole number of GiB", details)];
}

function interconnect({ node, path }: PoolRequest, { capabilities }: CheckContext): readonly Problem[] {
  if (node.interconnect === undefined || capabilities.interconnect === "yes") return [];
  const at = `${path}.node.interconnect`;
  const got = shown(node.interconnect);
  return capabilities.interconnect === "not-yet"
    ? [specProblem("spec/interconnect-not-yet", at, `is not yet supported on ${capabilities.target}`, { got })]
    : [specProblem("spec/interconnect-never", at, `is not to be had on ${capabilities.target}`, { got })];
}

/** On owned nodes no machine type says it, but some boards carry an Arm CPU beside the GPU. */
function ownedArchitecture(
  { accelerator, node, path }: PoolRequest,
  { capabilities }: CheckContext,
): readonly Problem[] {
  if (capabilities.machineTypes !== "owned" || accelerator === undefined) return [];
  const only = defaultArchitecture(accelerator.model);
  if (only === "amd64" || node.architecture === undefined || node.architecture === only) return [];
  return [
    specProblem(
      "spec/architecture-conflict",
      `${path}.node.architecture`,
      `is not what a ${accelerator.model} comes with`,
      {
        got: shown(node.architecture),
        allowed: [only],
      },
    ),
  ];
}
