import { type CpuPool, type GpuPool, shown, suggestion, systemPoolName } from "@roadstead/core";
import type { EksConfig, PoolOverride } from "./config.js";
import { networkZones } from "./layout.js";
import { poolOverrides } from "./pool-overrides.js";
import type { EksProblem } from "./rules.js";
import { zoneListProblems } from "./validate-zones.js";

const replacements: readonly string[] = ["create-first", "delete-first"];

/** Images of CUDA software are 10 to 20 GB, and two of them should fit. */
const leastGpuDiskGib = 50;

type Pools = Readonly<Record<string, GpuPool | CpuPool>>;

/** Problems of what the factory says of pools, and of pools that EKS cannot carry out. */
export function poolProblems(config: EksConfig<string>, pools: Pools): readonly EksProblem[] {
  return [
    ...Object.entries(poolOverrides(config)).flatMap(([pool, override]) =>
      overrideProblems(override, overridePath(pool), config),
    ),
    ...Object.entries(pools).flatMap(([name, pool]) => [...diskProblems(name, pool), ...taintProblems(name, pool)]),
  ];
}

/** Where the factory says something of a pool. */
export function overridePath(pool: string): string {
  return pool === systemPoolName ? "eks.system" : `eks.pools.${pool}`;
}

function overrideProblems(override: PoolOverride, path: string, config: EksConfig<string>): readonly EksProblem[] {
  return [
    ...zoneProblems(override.zones, `${path}.zones`, config),
    ...replaceProblems(override.replace, `${path}.replace`),
    ...releaseProblems(override.releaseVersion, `${path}.releaseVersion`),
  ];
}

function zoneProblems(
  zones: readonly string[] | undefined,
  path: string,
  config: EksConfig<string>,
): readonly EksProblem[] {
  if (zones === undefined) return [];
  const allowed = networkZones(config);
  if (zones.length === 0) {
    return [{ rule: "eks/pool-zones", path, message: "has no zone", allowed, hint: "leave it out for all zones" }];
  }
  const shape = zoneListProblems(zones, path, config.region);
  if (shape.length > 0) return shape;
  return zones.flatMap((zone, index) =>
    allowed.includes(zone)
      ? []
      : [
          {
            rule: "eks/pool-zones" as const,
            path: `${path}[${index}]`,
            message: "has no subnet for nodes in the network",
            got: shown(zone),
            allowed,
          },
        ],
  );
}

function replaceProblems(replace: string | undefined, path: string): readonly EksProblem[] {
  if (replace === undefined || replacements.includes(replace)) return [];
  const got = shown(replace);
  return [
    {
      rule: "eks/replace",
      path,
      message: "must say what a replacement does first",
      got,
      allowed: replacements,
      ...suggestion(replace, replacements),
    },
  ];
}

function releaseProblems(release: string | undefined, path: string): readonly EksProblem[] {
  if (release === undefined || /^\d+\.\d+\.\d+-\d{8}$/.test(release)) return [];
  const hint = 'Kubernetes version and day of the image, as in "1.36.1-20260714"';
  const message = "must be the release of an EKS node image";
  return [{ rule: "eks/release-version", path, message, got: shown(release), hint }];
}

function diskProblems(name: string, pool: GpuPool | CpuPool): readonly EksProblem[] {
  const size = pool.node?.diskGib;
  // Below 20 GiB the spec itself is at fault.
  if (pool.accelerator === undefined || size === undefined || size < 20 || size >= leastGpuDiskGib) return [];
  return [
    {
      rule: "eks/gpu-disk",
      path: `pools.${name}.node.diskGib`,
      message: "does not hold the images of GPU software, which are 10 to 20 GB each",
      got: shown(size),
      allowed: [`${leastGpuDiskGib} or more`],
    },
  ];
}

/** A tag of the autoscaling group tells the autoscaler of a taint, and a tag has one value per key. */
function taintProblems(name: string, { taints = [] }: GpuPool | CpuPool): readonly EksProblem[] {
  return taints.flatMap((taint, index) =>
    taints.slice(0, index).some(({ key, effect }) => key === taint.key && effect !== taint.effect)
      ? [
          {
            rule: "eks/taint-key" as const,
            path: `pools.${name}.taints[${index}].key`,
            message: "has a taint already, and the autoscaler can be told of one taint per key",
            got: shown(taint.key),
            hint: "use another key",
          },
        ]
      : [],
  );
}
