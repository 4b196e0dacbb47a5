import type { CapacityKind } from "../catalog/capacity-kind.js";
import type { MachineType } from "../catalog/machine-type.js";
import { refusedMachineType } from "../catalog/refused-accelerators.js";
import { capacityGroups } from "../layout/capacity-groups.js";
import { type MachineNeed, fitMachines, namedMachines } from "../layout/machine-fit.js";
import type { Problem } from "../problem.js";
import { shown, specProblem, suggestion } from "../spec/spec-problem.js";
import { misfitProblem, misfitReason } from "./machine-misfit.js";
import type { PoolCheck } from "./spec-check.js";

/** Whether a machine type carries the pool: one of the catalog, or the one that the factory names. */
export const poolMachine: PoolCheck = (request, context) => {
  const { capabilities, machineTypes, region } = context;
  if (capabilities.machineTypes === "owned") return [];
  const table = capabilities.machineTypes;
  const kinds = capacityGroups(request, capabilities).map((group) => group.capacity as CapacityKind);
  const need: MachineNeed = { request, kinds, ...(region === undefined ? {} : { region }) };
  const named = namedMachines(table, request.name, machineTypes);
  const fit = fitMachines(named?.rows ?? table, need);
  if ("fits" in fit) return [];
  const misfit = { request, need, left: fit.left, capabilities };
  if (named === undefined) return [misfitProblem(fit.failed, misfit)];
  const path = `${capabilities.target}.${request.kind === "system" ? "system" : request.path}.machineType`;
  if (named.rows.length === 0) return [unknownMachine(named.name, path, table)];
  const message = `is not what ${request.path} asks for: ${misfitReason(fit.failed, misfit)}`;
  return [specProblem("spec/machine-type-fits", path, message, { got: shown(named.name) })];
};

function unknownMachine(name: string, path: string, table: readonly MachineType[]): Problem {
  const refused = refusedMachineType(name);
  if (refused !== undefined) return specProblem("spec/machine-type-known", path, `is ${refused}`, { got: shown(name) });
  const names = table.map((type) => type.name);
  const details = { got: shown(name), ...suggestion(name, names) };
  return specProblem("spec/machine-type-known", path, "is not a machine type of the catalog", details);
}
