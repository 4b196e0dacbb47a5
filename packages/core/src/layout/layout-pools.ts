import type { CapacityKind } from "../catalog/capacity-kind.js";
import type { MachineType } from "../catalog/machine-type.js";
import { labels } from "../labels.js";
import type { ClusterSpec } from "../spec/cluster-spec.js";
import { acceleratorLayout } from "./accelerator-layout.js";
import { defaultArchitecture } from "./architecture.js";
import { canonicalLabels, canonicalTaints } from "./canonical-metadata.js";
import { capacityGroups } from "./capacity-groups.js";
import type { GroupLayout, Note, PoolLayout } from "./cluster-layout.js";
import type { GpuStack } from "./gpu-stack.js";
import { layoutNotes } from "./layout-notes.js";
import type { GroupChoice, LayoutOptions, PoolChoice } from "./layout-options.js";
import { fitMachines, namedMachines } from "./machine-fit.js";
import { localNvmeGib, machineChoice } from "./machine-choice.js";
import { defined } from "./defined.js";
import { type PoolRequest, poolRequests } from "./pool-request.js";

/**
 * Resolves the pools of a spec that has no problems on this target.
 *
 * The system pool first where the target makes one, then the spec's pools in their order. A pool's layout
 * depends on that pool alone.
 * @throws {Error} when no machine type fits, which `validateSpec` reports as a Problem
 */
export function layoutPools(
  spec: ClusterSpec,
  options: LayoutOptions,
): { readonly pools: readonly PoolLayout[]; readonly notes: readonly Note[] } {
  const requests = poolRequests(spec, options.capabilities);
  const pools = requests.map((request) => layoutPool(request, spec, options));
  return { pools, notes: layoutNotes(spec, requests, pools, options) };
}

function layoutPool(request: PoolRequest, spec: ClusterSpec, options: LayoutOptions): PoolLayout {
  const groups = capacityGroups(request, options.capabilities);
  const [machine, runnerUp] = machinesOf(request, groups, options);
  const draft = poolChoice(request, groups, machine);
  const gpuStack = gpuStackOf(draft, spec, options);
  const canonical: PoolChoice = { ...draft, labels: { ...canonicalLabels(draft, gpuStack), ...request.labels } };
  const choice: PoolChoice = {
    ...canonical,
    labels: { ...canonical.labels, ...options.nativeLabels(canonical) },
    taints: [...canonicalTaints(request), ...options.nativeTaints(canonical), ...request.taints],
  };
  return {
    name: choice.name,
    kind: choice.kind,
    size: choice.size,
    ...defined({ accelerator: choice.accelerator, machineType: choice.machineType }),
    ...defined({ runnerUp: runnerUp && machineChoice(runnerUp) }),
    architecture: choice.architecture,
    ...defined({ diskGib: choice.diskGib, localNvmeGib: machine && localNvmeGib(machine, request) }),
    groups: groups.map((group) => layoutGroup(choice, group, options)),
    ...defined({ capacityOrder: groups.length > 1 ? options.capabilities.capacityOrder : undefined }),
    labels: choice.labels,
    taints: choice.taints,
    allocatable: choice.allocatable,
    ...defined({ gpuStack }),
    ...defined({ runtimeClassName: gpuStack && options.runtimeClassName }),
  };
}

function machinesOf(
  request: PoolRequest,
  groups: readonly GroupChoice[],
  { capabilities, machineTypes, region }: LayoutOptions,
): readonly MachineType[] {
  if (capabilities.machineTypes === "owned") return [];
  const table = capabilities.machineTypes;
  const rows = namedMachines(table, request.name, machineTypes)?.rows ?? table;
  const kinds = groups.map((group) => group.capacity as CapacityKind);
  const fit = fitMachines(rows, { request, kinds, ...defined({ region }) });
  if ("fits" in fit) return fit.fits;
  throw new Error(`${request.path}: no machine type fits (${fit.failed}); validate the spec first`);
}

function poolChoice(
  request: PoolRequest,
  groups: readonly GroupChoice[],
  machine: MachineType | undefined,
): PoolChoice {
  const accelerator = request.accelerator && acceleratorLayout(request.accelerator);
  const gpu = accelerator === undefined ? 0 : accelerator.gpusPerNode * accelerator.sharing.sharesPerGpu;
  return {
    name: request.name,
    kind: request.kind,
    size: {
      min: request.size.min,
      max: groups.reduce((sum, group) => sum + group.size.max, 0),
    },
    ...defined({ accelerator, machineType: machine && machineChoice(machine) }),
    architecture: machine?.architecture ?? request.node.architecture ?? defaultArchitecture(accelerator?.model),
    ...defined({ diskGib: machine && request.diskGib }),
    localNvme: request.node.localNvme ?? false,
    allocatable: { gpu, ...machine?.allocatable },
    groupCount: groups.length,
    labels: request.labels,
    taints: [...canonicalTaints(request), ...request.taints],
  };
}

function gpuStackOf(choice: PoolChoice, spec: ClusterSpec, options: LayoutOptions): GpuStack | undefined {
  if (choice.accelerator === undefined) return undefined;
  const stack = options.gpuStack({ ...choice, accelerator: choice.accelerator });
  const { metrics, ...rest } = stack;
  return spec.gpuMetrics?.enabled === false || metrics === undefined ? rest : { ...rest, metrics };
}

function layoutGroup(pool: PoolChoice, group: GroupChoice, options: LayoutOptions): GroupLayout {
  const own = options.group(pool, group);
  return {
    key: group.capacity,
    capacity: group.capacity,
    size: group.size,
    ...own,
    labels: { [labels.capacity]: group.capacity, ...own.labels },
  };
}
