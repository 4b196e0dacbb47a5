import {
  type Accelerator,
  type Capabilities,
  type Capacity,
  type CapacityKind,
  type ClusterSpec,
  type CpuPool,
  type GpuModel,
  type GpuPool,
  type MachineType,
  type NodeRequirements,
  type PoolSize,
  type Sharing,
  type SystemPool,
  type Tags,
  type Taint,
  capacityKinds,
  defaultArchitecture,
  gpus,
  migProfilesOf,
} from "@roadstead/core";
import fc from "fast-check";

/** Specs that are valid on a target with these capabilities, odd ones among them. */
export function arbitrarySpec(capabilities: Capabilities): fc.Arbitrary<ClusterSpec> {
  const { kubernetesVersions = ["1.35", "1.36"] } = capabilities;
  return fc.record(
    {
      kubernetesVersion: fc.constantFrom(...kubernetesVersions),
      pools: fc.dictionary(poolName, arbitraryPool(capabilities), { minKeys: 1, maxKeys: 5 }).map(plainObject),
      systemPool,
      gpuMetrics: fc.constantFrom({}, { enabled: false }, { serviceMonitor: true }, { enabled: true }),
      tags,
      deletionProtection: fc.boolean(),
    },
    { requiredKeys: ["pools", "tags"] },
  );
}

/** One pool that is valid on a target with these capabilities. */
export function arbitraryPool(capabilities: Capabilities): fc.Arbitrary<GpuPool | CpuPool> {
  return arbitraryMachine(capabilities).chain(
    (machine) =>
      fc
        .record({
          metadata,
          node: arbitraryNode(machine),
          accelerator: machine.gpu === undefined ? fc.constant(undefined) : arbitraryAccelerator(machine.gpu),
          nodes: arbitraryNodes(machine.capacityKinds, capabilities),
        })
        .map(({ metadata, node, accelerator, nodes }) => ({
          ...(accelerator === undefined ? {} : { accelerator }),
          ...(accelerator === undefined || Object.keys(node).length > 0 ? { node } : {}),
          ...nodes,
          ...metadata,
        })) as fc.Arbitrary<GpuPool | CpuPool>,
  );
}

/** What a pool is asked for so that one machine, at least, carries it. */
type Machine = Pick<MachineType, "vcpu" | "memoryGib" | "architecture" | "localNvmeGib" | "gpu"> & {
  readonly capacityKinds: readonly CapacityKind[];
};

function arbitraryMachine({ machineTypes, capacityKinds: support }: Capabilities): fc.Arbitrary<Machine> {
  if (machineTypes === "owned") return ownedMachine;
  const usable = machineTypes.filter(
    (type) => type.refused === undefined && type.capacityKinds.some((kind) => support[kind] === "yes"),
  );
  return fc.constantFrom(...usable);
}

const ownedMachine: fc.Arbitrary<Machine> = fc
  .option(
    fc.record({ model: fc.constantFrom(...(Object.keys(gpus) as GpuModel[])), count: fc.integer({ min: 1, max: 16 }) }),
    { nil: undefined },
  )
  .map((gpu) => ({
    vcpu: 64,
    memoryGib: 512,
    architecture: defaultArchitecture(gpu?.model),
    localNvmeGib: 1000,
    capacityKinds,
    ...(gpu === undefined ? {} : { gpu }),
  }));

function arbitraryNode({ vcpu, memoryGib, architecture, localNvmeGib, gpu }: Machine): fc.Arbitrary<NodeRequirements> {
  // Without a GPU to decide it, amd64 is taken unless the pool says otherwise.
  const mustSay = gpu === undefined && architecture === "arm64";
  return fc.record(
    {
      minVcpu: fc.integer({ min: 1, max: vcpu }),
      minMemoryGib: fc.integer({ min: 1, max: memoryGib }),
      localNvme: fc.constantFrom(false, localNvmeGib > 0),
      architecture: fc.constant(architecture),
      diskGib: fc.integer({ min: 20, max: 16384 }),
    },
    { requiredKeys: mustSay ? ["architecture"] : [] },
  );
}

function arbitraryAccelerator({ model, count }: NonNullable<Machine["gpu"]>): fc.Arbitrary<Accelerator> {
  return fc.record(
    { model: fc.constant(model), gpusPerNode: fc.constant(count), sharing: arbitrarySharing(model) },
    { requiredKeys: ["model", "gpusPerNode"] },
  ) as fc.Arbitrary<Accelerator>;
}

function arbitrarySharing(model: GpuModel): fc.Arbitrary<Sharing> {
  const profiles = migProfilesOf(model).map((profile) => fc.constant({ mode: "mig", profile } as Sharing));
  return fc.oneof(
    fc.constant<Sharing>({ mode: "exclusive" }),
    fc.integer({ min: 2, max: 48 }).map((replicas): Sharing => ({ mode: "time-slicing", replicas })),
    ...profiles,
  );
}

/** Size and capacity; kinds that the target never has stand among the others as preferences. */
function arbitraryNodes(
  offered: readonly CapacityKind[],
  { capacityKinds: support, machineTypes }: Capabilities,
): fc.Arbitrary<{ readonly size: PoolSize; readonly capacity?: readonly Capacity[] }> {
  const carried = offered.filter((kind) => support[kind] === "yes");
  const skipped = capacityKinds.filter((kind) => support[kind] === "never");
  const kinds = fc
    .tuple(fc.shuffledSubarray(carried, { minLength: 1 }), fc.subarray(skipped))
    .chain(([had, preferred]) =>
      fc.shuffledSubarray([...had, ...preferred], { minLength: had.length + preferred.length }),
    );
  return kinds.chain((list) => {
    const first = machineTypes === "owned" ? 0 : list.findIndex((kind) => carried.includes(kind));
    return fc
      .tuple(fc.array(fc.integer({ min: 1, max: 100 }), { minLength: list.length, maxLength: list.length }), fc.nat())
      .map(([maxNodes, seed]) => {
        const size = { min: seed % ((maxNodes[first] ?? 0) + 1), max: maxNodes.reduce((sum, count) => sum + count, 0) };
        const capacity = list.map((kind, index) => ({ kind, maxNodes: maxNodes[index] ?? 0 }));
        if (list.length > 1 || seed % 2 === 0) return { size, capacity };
        return list[0] === "on-demand" ? { size } : { size, capacity: list.map((kind) => ({ kind })) };
      });
  });
}

/** Valid names; "constructor" is one that every plain object seems to have. */
export const poolName: fc.Arbitrary<string> = fc
  .oneof(
    { weight: 9, arbitrary: fc.stringMatching(/^[a-z]([a-z0-9-]{0,22}[a-z0-9])?$/) },
    { weight: 1, arbitrary: fc.constant("constructor") },
  )
  .filter((name) => name !== "system");

const word = fc
  .stringMatching(/^[A-Za-z0-9]([A-Za-z0-9._-]{0,18}[A-Za-z0-9])?$/)
  .filter((text) => text !== "__proto__");
const key = fc.oneof(
  word,
  word.map((name) => `example.com/${name}`),
);
const value = fc.oneof(word, fc.constant(""));

const taint: fc.Arbitrary<Taint> = fc.record(
  { key, value, effect: fc.constantFrom("NoSchedule", "PreferNoSchedule", "NoExecute") },
  { requiredKeys: ["key", "effect"] },
);

const metadata = fc.record(
  {
    labels: fc.dictionary(key, value, { maxKeys: 3 }).map(plainObject),
    taints: fc.uniqueArray(taint, { maxLength: 3, selector: ({ key, effect }) => `${key}:${effect}` }),
  },
  { requiredKeys: [] },
);

const systemPool: fc.Arbitrary<SystemPool> = fc.record(
  {
    size: fc.tuple(fc.integer({ min: 1, max: 5 }), fc.nat({ max: 5 })).map(([min, more]) => ({ min, max: min + more })),
    node: fc.record(
      { minVcpu: fc.integer({ min: 1, max: 64 }), diskGib: fc.integer({ min: 20, max: 500 }) },
      { requiredKeys: [] },
    ),
  },
  { requiredKeys: [] },
);

const tagValue = fc.stringMatching(/^[a-z0-9_-]{1,63}$/);
const tagKey = fc.stringMatching(/^x[a-z0-9_-]{0,20}$/);
const tags: fc.Arbitrary<Tags> = fc.record(
  {
    owner: tagValue,
    costCenter: tagValue,
    environment: tagValue,
    additional: fc.dictionary(tagKey, tagValue, { maxKeys: 3 }).map(plainObject),
  },
  { requiredKeys: ["owner", "costCenter", "environment"] },
);

/** Dictionaries come with a null prototype now and then; specs are written as ordinary objects. */
function plainObject<T>(dictionary: Record<string, T>): Record<string, T> {
  return { ...dictionary };
}
