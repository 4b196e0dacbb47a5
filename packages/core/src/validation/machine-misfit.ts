import type { Capabilities } from "../capabilities.js";
import type { CapacityKind } from "../catalog/capacity-kind.js";
import type { MachineType } from "../catalog/machine-type.js";
import type { MachineCondition, MachineNeed } from "../layout/machine-fit.js";
import type { PoolRequest } from "../layout/pool-request.js";
import type { Problem } from "../problem.js";
import type { NodeRequirements } from "../spec/node.js";
import { shown, specProblem, suggestion } from "../spec/spec-problem.js";

/** Why no machine type carries a pool: the types that were left when a condition ruled out all of them. */
export interface Misfit {
  readonly request: PoolRequest;
  readonly need: MachineNeed;
  readonly left: readonly MachineType[];
  readonly capabilities: Capabilities;
}

/** The Problem of a pool that no machine type of the target carries. */
export function misfitProblem(condition: MachineCondition, misfit: Misfit): Problem {
  return problems[condition](misfit);
}

/** The same for one named machine type, as the end of a sentence. */
export function misfitReason(condition: MachineCondition, misfit: Misfit): string {
  return reasons[condition](misfit);
}

const problems: { readonly [C in MachineCondition]: (misfit: Misfit) => Problem } = {
  model: ({ request, capabilities: { target, machineTypes, refusedGpus = {} } }) => {
    const refused = request.accelerator && refusedGpus[request.accelerator.model];
    if (refused !== undefined) return refusedProblem(request, target, [refused]);
    const model = request.accelerator?.model ?? "no GPU";
    const table = machineTypes as readonly MachineType[];
    const allowed = distinct(table.flatMap((type) => (type.refused === undefined ? (type.gpu?.model ?? []) : [])));
    const details = { got: shown(model), allowed, ...suggestion(model, allowed) };
    return specProblem(
      "spec/gpu-not-offered",
      `${request.path}.accelerator.model`,
      `no machine type of ${target} has this GPU`,
      details,
    );
  },
  refused: ({ request, left, capabilities: { target } }) =>
    refusedProblem(request, target, distinct(left.flatMap((type) => type.refused ?? []))),
  count: ({ request, left, capabilities: { target } }) => {
    const allowed = distinct(left.flatMap((type) => type.gpu?.count ?? [])).sort((a, b) => a - b);
    const message = `no machine type of ${target} has this many ${request.accelerator?.model}`;
    const details = { got: shown(request.accelerator?.gpusPerNode), allowed: allowed.map(String) };
    return specProblem("spec/gpus-per-node", `${request.path}.accelerator.gpusPerNode`, message, details);
  },
  region: ({ request, need, left }) => {
    const message = `no machine type ${withGpus(request)} is to be had in ${need.region}`;
    const allowed = distinct(left.flatMap((type) => type.regions ?? [])).sort();
    return specProblem("spec/machine-region", request.path, message, { allowed });
  },
  architecture: ({ request, left, capabilities: { target } }) => {
    const message = `no machine type of ${target} ${withGpus(request)} has this architecture`;
    const allowed = distinct(left.map((type) => type.architecture)).sort();
    const details = { got: shown(request.node.architecture), allowed };
    return specProblem("spec/architecture-conflict", `${request.path}.node.architecture`, message, details);
  },
  capacity: ({ request, need, left, capabilities }) => {
    const message = `no machine type ${withGpus(request)} can be had in each of the kinds`;
    const offers = left.slice(0, 3).map((type) => `${type.name} can be had as ${offered(type, capabilities)}`);
    const details = { got: need.kinds.map(shown).join(", "), hint: offers.join("; ") };
    return specProblem("spec/capacity-offer", `${request.path}.capacity`, message, details);
  },
  localNvme: ({ request, left, capabilities: { target } }) =>
    specProblem(
      "spec/local-nvme",
      `${request.path}.node.localNvme`,
      `no machine type of ${target} ${withGpus(request)} has local NVMe`,
      {
        hint: `leave it out; without it ${names(left)} would do`,
      },
    ),
  node: ({ request, left }) => {
    const { minVcpu = 0, minMemoryGib = 0 } = request.node;
    const largest = left.reduce((a, b) =>
      nearness(b, minVcpu, minMemoryGib) > nearness(a, minVcpu, minMemoryGib) ? b : a,
    );
    return specProblem("spec/node-size", `${request.path}.node`, `no machine type ${withGpus(request)} is that large`, {
      got: size(request.node),
      hint: `the nearest is ${largest.name} with ${largest.vcpu} vCPU and ${largest.memoryGib} GiB`,
    });
  },
};

const reasons: { readonly [C in MachineCondition]: (misfit: Misfit) => string } = {
  model: ({ request, left }) => `it has ${has(left)}, not ${asked(request)}`,
  refused: ({ left }) => distinct(left.flatMap((type) => type.refused ?? [])).join("; "),
  count: ({ request, left }) => `it has ${has(left)}, not ${asked(request)}`,
  region: ({ need }) => `${need.region} does not have it`,
  architecture: ({ left }) => `it is ${distinct(left.map((type) => type.architecture)).join(" or ")}`,
  capacity: ({ need, left, capabilities }) =>
    `it can be had as ${left.map((type) => offered(type, capabilities)).join("; ")}, not as ${need.kinds.join(" and ")}`,
  localNvme: () => "it has no local NVMe",
  node: ({ left }) => left.map((type) => `it has ${type.vcpu} vCPU and ${type.memoryGib} GiB`).join("; "),
};

function refusedProblem(request: PoolRequest, target: string, reasons: readonly string[]): Problem {
  return specProblem(
    "spec/gpu-refused",
    `${request.path}.accelerator.model`,
    `cannot be used on ${target}: ${reasons.join("; ")}`,
    { got: shown(request.accelerator?.model) },
  );
}

function withGpus(request: PoolRequest): string {
  return request.accelerator === undefined ? "without GPU" : `with ${asked(request)}`;
}

/** What a node must have of vCPU and memory, as far as it is said. */
function size({ minVcpu, minMemoryGib }: NodeRequirements): string {
  const parts = [minVcpu && `${minVcpu} vCPU`, minMemoryGib && `${minMemoryGib} GiB`];
  return parts.filter((part) => part !== undefined).join(" and ");
}

function asked({ accelerator }: PoolRequest): string {
  return accelerator === undefined ? "no GPU" : `${accelerator.gpusPerNode} x ${accelerator.model}`;
}

function has(types: readonly MachineType[]): string {
  return distinct(types.map(({ gpu }) => (gpu === undefined ? "no GPU" : `${gpu.count} x ${gpu.model}`))).join(" or ");
}

function offered(type: MachineType, { capacityKinds }: Capabilities): string {
  const label = (kind: CapacityKind) => (capacityKinds[kind] === "yes" ? kind : `${kind} (not yet supported)`);
  return type.capacityKinds
    .filter((kind) => capacityKinds[kind] !== "never")
    .map(label)
    .join(", ");
}

function names(types: readonly MachineType[]): string {
  return types
    .slice(0, 3)
    .map((type) => type.name)
    .join(", ");
}

/** How much of what is asked for a type has, from 0 to 2. */
function nearness(type: MachineType, vcpu: number, memoryGib: number): number {
  return Math.min(1, type.vcpu / Math.max(vcpu, 1)) + Math.min(1, type.memoryGib / Math.max(memoryGib, 1));
}

function distinct<T>(values: readonly T[]): T[] {
  return [...new Set(values)];
}
