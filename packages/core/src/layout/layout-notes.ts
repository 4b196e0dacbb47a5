import {
  defaultKubernetesVersion,
  isPastSupport,
  kubernetesVersionsAsOf,
  standardSupportEnds,
} from "../kubernetes-versions.js";
import type { ClusterSpec } from "../spec/cluster-spec.js";
import { carriedCapacity } from "./capacity-groups.js";
import type { Note, PoolLayout } from "./cluster-layout.js";
import type { LayoutOptions } from "./layout-options.js";
import type { PoolRequest } from "./pool-request.js";

/** What a reader of the plan must know about how the pools were resolved. */
export function layoutNotes(
  spec: ClusterSpec,
  requests: readonly PoolRequest[],
  pools: readonly PoolLayout[],
  options: LayoutOptions,
): readonly Note[] {
  return [
    ...ignoredNotes(spec, options),
    ...versionNotes(spec, options),
    ...requests.flatMap((request) => skippedNotes(request, options)),
    ...requests.flatMap((request) => uncheckedNotes(request, options)),
    ...pools.flatMap(orderNotes),
    ...pools.flatMap(priceNotes),
    ...priceRegionNotes(pools, options),
  ];
}

function ignoredNotes(spec: ClusterSpec, { capabilities }: LayoutOptions): readonly Note[] {
  const notes: Note[] = [];
  if (spec.systemPool !== undefined && !capabilities.systemPool) {
    notes.push({
      code: "system-pool-ignored",
      path: "systemPool",
      message: `${capabilities.target} makes no system pool`,
    });
  }
  if (spec.kubernetesVersion !== undefined && capabilities.kubernetesVersions === undefined) {
    notes.push({
      code: "version-ignored",
      path: "kubernetesVersion",
      message: `the cluster exists already and keeps its version`,
    });
  }
  return notes;
}

function versionNotes(spec: ClusterSpec, { capabilities, asOf }: LayoutOptions): readonly Note[] {
  const supportedBy = capabilities.kubernetesSupportedBy;
  if (capabilities.kubernetesVersions === undefined || supportedBy === undefined) return [];
  const version = spec.kubernetesVersion ?? defaultKubernetesVersion;
  if (isPastSupport(version, supportedBy, asOf ?? kubernetesVersionsAsOf) !== true) return [];
  return [
    {
      code: "version-past-support",
      path: "kubernetesVersion",
      message: `standard support of ${version} ended on ${standardSupportEnds(version, supportedBy)}`,
    },
  ];
}

function skippedNotes(request: PoolRequest, { capabilities }: LayoutOptions): readonly Note[] {
  const carried = carriedCapacity(request.capacity, capabilities);
  const owned = capabilities.machineTypes === "owned";
  const left = carried.reduce((sum, { maxNodes }) => sum + (maxNodes ?? request.size.max), 0);
  const effect = owned ? "the nodes that you own are used" : `the pool has at most ${left} nodes`;
  return request.capacity.flatMap((entry, index): Note[] => {
    if (carried.includes(entry)) return [];
    return [
      {
        code: "capacity-skipped",
        path: `${request.path}.capacity[${index}]`,
        message: `${capabilities.target} has no ${entry.kind} nodes: this preference is skipped, and ${effect}`,
      },
    ];
  });
}

function uncheckedNotes(request: PoolRequest, { capabilities }: LayoutOptions): readonly Note[] {
  if (capabilities.machineTypes !== "owned" || Object.keys(request.node).length === 0) return [];
  return [
    {
      code: "node-not-checked",
      path: `${request.path}.node`,
      message: "the nodes exist already; what is asked of them is not checked",
    },
  ];
}

function orderNotes(pool: PoolLayout): readonly Note[] {
  if (pool.groups.length < 2 || pool.capacityOrder !== undefined) return [];
  return [
    {
      code: "any-order",
      path: `pools.${pool.name}.capacity`,
      message: "nothing carries out the order: nodes come in any order",
    },
  ];
}

function priceNotes(pool: PoolLayout): readonly Note[] {
  if (pool.machineType === undefined || pool.machineType.price !== undefined) return [];
  return [
    {
      code: "unpriced",
      path: pool.kind === "system" ? "systemPool" : `pools.${pool.name}`,
      message: `${pool.machineType.name} has no list price`,
    },
  ];
}

function priceRegionNotes(pools: readonly PoolLayout[], { region }: LayoutOptions): readonly Note[] {
  const others = new Set(
    pools.flatMap((pool) => pool.machineType?.price?.region ?? []).filter((priced) => priced !== region),
  );
  if (region === undefined || others.size === 0) return [];
  return [
    {
      code: "price-region",
      path: "pools",
      message: `machine types were chosen by the list prices of ${[...others].sort().join(", ")}, not of ${region}`,
    },
  ];
}
