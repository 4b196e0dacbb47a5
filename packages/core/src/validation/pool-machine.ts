import type { CapacityKind } from "../catalog/capacity-kind.js";
import type { MachineType } from "../catalog/machine-type.js";
import { refusedMachineType } from "../catalog/refused-accelerators.js";
import { capacityGroups } from "../layout/capacity-groups.js";
import { type MachineNeed, fitMachines } from "../layout/machine-fit.js";
import type { PoolRequest } from "../layout/pool-request.js";
import type { Problem } from "../problem.js";
import { shown, specProblem, suggestion } from "../spec/spec-problem.js";
import { misfitProblem, misfitReason } from "./machine-misfit.js";
import type { CheckContext, PoolCheck } from "./spec-check.js";

/** Whether a machine type carries the pool: one of the catalog, or the one that the factory names. */
export const poolMachine: PoolCheck = (request, context) => {
  const { capabilities, machineTypes = {}, region } = context;
  if (capabilities.machineTypes === "owned") return [];
  const kinds = capacityGroups(request, capabilities).map((group) => group.capacity as CapacityKind);
  const need: MachineNeed = { request, kinds, ...(region === undefined ? {} : { region }) };
  const named = Object.hasOwn(machineTypes, request.name) ? machineTypes[request.name] : undefined;
  if (named !== undefined) return namedMachine(named, request, need, context);
  const fit = fitMachines(capabilities.machineTypes, need);
  return "failed" in fit ? [misfitProblem(fit.failed, { request, need, left: fit.left, capabilities })] : [];
};

function namedMachine(
  name: string,
  request: PoolRequest,
  need: MachineNeed,
  { capabilities }: CheckContext,
): readonly Problem[] {
  const inFactory = request.kind === "system" ? "system" : request.path;
  const path = `${capabilities.target}.${inFactory}.machineType`;
  const table = capabilities.machineTypes as readonly MachineType[];
  const rows = table.filter((type) => type.name === name);
  if (rows.length === 0) return [unknownMachine(name, path, table)];
  const fit = fitMachines(rows, need);
  if (!("failed" in fit)) return [];
  const reason = misfitReason(fit.failed, { request, need, left: fit.left, capabilities });
  return [
    specProblem("spec/machine-type-fits", path, `is not what ${request.path} asks for: ${reason}`, {
      got: shown(name),
    }),
  ];
}

function unknownMachine(name: string, path: string, table: readonly MachineType[]): Problem {
  const refused = refusedMachineType(name);
  if (refused !== undefined) return specProblem("spec/machine-type-known", path, `is ${refused}`, { got: shown(name) });
  const names = table.map((type) => type.name);
  const details = { got: shown(name), ...suggestion(name, names) };
  return specProblem("spec/machine-type-known", path, "is not a machine type of the catalog", details);
}
