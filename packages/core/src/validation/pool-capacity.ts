import type { CapacityKind } from "../catalog/capacity-kind.js";
import { carriedCapacity } from "../layout/capacity-groups.js";
import type { PoolRequest } from "../layout/pool-request.js";
import type { Problem } from "../problem.js";
import type { Capacity } from "../spec/capacity.js";
import { shown, specProblem } from "../spec/spec-problem.js";
import type { CheckContext, PoolCheck } from "./spec-check.js";

/** The list of capacity kinds: which there are, and how many nodes each may have. */
export const poolCapacity: PoolCheck = (request, context) => {
  const { capacity, path } = request;
  if (capacity.length === 0) {
    const hint = 'name a kind, or leave the list out for "on-demand"';
    return [specProblem("spec/capacity-empty", `${path}.capacity`, "names no kind", { hint })];
  }
  const numbers = [...duplicates(request), ...nodeNumbers(request)];
  return [...support(request, context), ...numbers, ...(numbers.length === 0 ? sums(request, context) : [])];
};

function duplicates({ capacity, path }: PoolRequest): readonly Problem[] {
  return capacity.flatMap(({ kind }, index) => {
    if (capacity.findIndex((other) => other.kind === kind) === index) return [];
    const details = { got: shown(kind), hint: "add its nodes to the first" };
    return [
      specProblem("spec/capacity-duplicate", `${path}.capacity[${index}].kind`, "stands in the list already", details),
    ];
  });
}

function nodeNumbers({ capacity, path }: PoolRequest): readonly Problem[] {
  return capacity.flatMap(({ maxNodes }, index) => {
    const at = `${path}.capacity[${index}].maxNodes`;
    if (maxNodes === undefined) return capacity.length === 1 ? [] : [missingNumber(at)];
    if (Number.isInteger(maxNodes) && maxNodes >= 1) return [];
    const details = { got: shown(maxNodes), allowed: ["1 or more"] };
    return [specProblem("spec/capacity-whole", at, "must be a whole number of nodes", details)];
  });
}

function missingNumber(path: string): Problem {
  return specProblem("spec/capacity-max-nodes", path, "is missing, and no autoscaler caps the sum of several kinds", {
    hint: "say it for each kind, adding up to size.max",
  });
}

function sums(request: PoolRequest, { capabilities }: CheckContext): readonly Problem[] {
  const { capacity, path, size } = request;
  const sum = capacity.reduce((total, { maxNodes }) => total + (maxNodes ?? size.max), 0);
  if (sum !== size.max) {
    const hint = capacity.length === 1 ? { hint: "leave maxNodes out" } : {};
    const details = { got: shown(sum), allowed: [`size.max, which is ${size.max}`], ...hint };
    return [
      specProblem("spec/capacity-sum", `${path}.capacity`, "has maxNodes that do not add up to size.max", details),
    ];
  }
  const owned = capabilities.machineTypes === "owned";
  const first = owned ? capacity[0] : carriedCapacity(capacity, capabilities)[0];
  if (first?.maxNodes === undefined || size.min <= first.maxNodes || size.min > size.max) return [];
  return [
    specProblem("spec/capacity-min", `${path}.size.min`, `is more than ${first.kind} may have, to which it belongs`, {
      got: shown(size.min),
      allowed: [`up to ${first.maxNodes}`],
    }),
  ];
}

function support(request: PoolRequest, { capabilities }: CheckContext): readonly Problem[] {
  const { capacity, path } = request;
  const { target, capacityKinds } = capabilities;
  const offered = (Object.keys(capacityKinds) as CapacityKind[]).filter((kind) => capacityKinds[kind] === "yes");
  const later = capacity.flatMap(({ kind }, index) => {
    if (capacityKinds[kind] !== "not-yet") return [];
    const details = { got: shown(kind), allowed: offered };
    return [
      specProblem(
        "spec/capacity-not-yet",
        `${path}.capacity[${index}].kind`,
        `is not yet supported on ${target}`,
        details,
      ),
    ];
  });
  if (later.length > 0 || carriedCapacity(capacity, capabilities).length > 0) return later;
  return [
    specProblem("spec/capacity-never", `${path}.capacity`, `names no kind that ${target} has`, {
      got: kinds(capacity),
      allowed: offered,
      hint: "add one: a preference is skipped only while another entry is left",
    }),
  ];
}

function kinds(capacity: readonly Capacity[]): string {
  return capacity.map(({ kind }) => shown(kind)).join(", ");
}
