import type { Capabilities } from "../capabilities.js";
import type { CapacityKind } from "../catalog/capacity-kind.js";
import type { MachineType } from "../catalog/machine-type.js";
import { refusedMachineType } from "../catalog/refused-accelerators.js";
import { capacityGroups } from "../layout/capacity-groups.js";
import { type MachineNeed, fitMachines, namedMachines } from "../layout/machine-fit.js";
import type { PoolRequest } from "../layout/pool-request.js";
import type { Problem } from "../problem.js";
import { shown, specProblem, suggestion } from "../spec/spec-problem.js";
import { misfitProblem, misfitReason } from "./machine-misfit.js";
import type { PoolCheck } from "./spec-check.js";

/** Whether the machine type that the factory names is one of the catalog. */
export const poolMachineName: PoolCheck = (request, { capabilities, machineTypes }) => {
  if (capabilities.machineTypes === "owned") return [];
  const named = namedMachines(capabilities.machineTypes, request.name, machineTypes);
  if (named === undefined || named.rows.length > 0) return [];
  return [unknownMachine(named.name, namedPath(request, capabilities), capabilities.machineTypes)];
};

/** Whether a machine type carries the pool: one of the catalog, or the one that the factory names. */
export const poolMachine: PoolCheck = (request, context) => {
  const { capabilities, machineTypes, region } = context;
  if (capabilities.machineTypes === "owned") return [];
  const table = capabilities.machineTypes;
  const named = namedMachines(table, request.name, machineTypes);
  if (named?.rows.length === 0) return [];
  const kinds = capacityGroups(request, capabilities).map((group) => group.capacity as CapacityKind);
  const need: MachineNeed = { request, kinds, ...(region === undefined ? {} : { region }) };
  const fit = fitMachines(named?.rows ?? table, need);
  if ("fits" in fit) return [];
  const misfit = { request, need, left: fit.left, capabilities };
  if (named === undefined) return [misfitProblem(fit.failed, misfit)];
  const message = `is not what ${request.path} asks for: ${misfitReason(fit.failed, misfit)}`;
  const path = namedPath(request, capabilities);
  return [specProblem("spec/machine-type-fits", path, message, { got: shown(named.name) })];
};

function namedPath({ kind, path }: PoolRequest, { target }: Capabilities): string {
  return `${target}.${kind === "system" ? "system" : path}.machineType`;
}

function unknownMachine(name: string, path: string, table: readonly MachineType[]): Problem {
  const refused = refusedMachineType(name);
  if (refused !== undefined) return specProblem("spec/machine-type-known", path, `is ${refused}`, { got: shown(name) });
  const names = table.map((type) => type.name);
  const details = { got: shown(name), ...suggestion(name, names) };
  return specProblem("spec/machine-type-known", path, "is not a machine type of the catalog", details);
}
