import { type ClusterLayout, type CpuPool, type GpuPool, shown, suggestion } from "@roadstead/core";
import type { EksConfig, PoolOverride } from "./config.js";
import { allOverrides, networkZones } from "./layout.js";
import { isElastic } from "./node-count.js";
import type { EksProblem } from "./rules.js";
import { furtherGroupTags, scaleFromZeroTags } from "./scale-from-zero-tags.js";
import { mostTags } from "./tags.js";
import { zoneListProblems } from "./validate-zones.js";

const replacements: readonly string[] = ["create-first", "delete-first"];

/** Images of CUDA software are 10 to 20 GB, and two of them should fit. */
const leastGpuDiskGib = 50;

type Pools = Readonly<Record<string, GpuPool | CpuPool>>;

/** Problems of what the factory says of pools, and of pools that EKS cannot carry out. */
export function poolProblems(config: EksConfig<string>, pools: Pools): readonly EksProblem[] {
  const { system, ...own } = allOverrides(config);
  return [
    ...Object.entries({ ...own, ...(system === undefined ? {} : { system }) }).flatMap(([pool, override]) =>
      overrideProblems(override, pool === "system" ? "eks.system" : `eks.pools.${pool}`, config, pools[pool]),
    ),
    ...Object.entries(pools).flatMap(([name, pool]) => [...diskProblems(name, pool), ...taintProblems(name, pool)]),
  ];
}

function overrideProblems(
  override: PoolOverride,
  path: string,
  config: EksConfig<string>,
  pool: GpuPool | CpuPool | undefined,
): readonly EksProblem[] {
  return [
    ...zoneProblems(override.zones, `${path}.zones`, config),
    ...replaceProblems(override.replace, `${path}.replace`),
    ...releaseProblems(override.releaseVersion, `${path}.releaseVersion`),
    ...ceilingProblems(override.ceiling, `${path}.ceiling`, config, pool),
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

function ceilingProblems(
  ceiling: number | undefined,
  path: string,
  config: EksConfig<string>,
  pool: GpuPool | CpuPool | undefined,
): readonly EksProblem[] {
  if (ceiling === undefined) return [];
  if (config.autoscaler === "user") {
    const message = "needs Cluster Autoscaler, which keeps the pool at its size below it";
    return [{ rule: "eks/ceiling-autoscaler", path, message, got: shown(ceiling), hint: "leave it out" }];
  }
  const least = pool?.size.max ?? 1;
  if (Number.isInteger(ceiling) && ceiling >= least) return [];
  const message = "must be a whole number of nodes, not below the size of the pool";
  return [{ rule: "eks/ceiling", path, message, got: shown(ceiling), allowed: [`${least} or more`] }];
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

/** Problems of pools whose labels and taints do not fit into the tags of an autoscaling group. */
export function groupTagProblems(layout: ClusterLayout): readonly EksProblem[] {
  return layout.pools.flatMap((pool) => {
    const counts = pool.groups
      .filter(isElastic)
      .map((group) => scaleFromZeroTags(pool, group).length + furtherGroupTags.length);
    const count = Math.max(0, ...counts);
    if (count <= mostTags) return [];
    return [
      {
        rule: "eks/group-tags" as const,
        path: `pools.${pool.name}`,
        message: "has more labels and taints than the tags of an autoscaling group can say",
        got: `${count} tags`,
        allowed: [`up to ${mostTags}`],
        hint: `leave out ${count - mostTags}`,
      },
    ];
  });
}
