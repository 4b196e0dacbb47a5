import { clusterZones, type GkeConfig, regionOf } from "./config.js";
import type { GkeProblem } from "./rules.js";

/** Problems of every list of zones: the network's, or the existing cluster's, and the pools'. */
export function zoneProblems(config: GkeConfig<string>): readonly GkeProblem[] {
  const common =
    config.existing !== undefined
      ? "gke.existing.zones"
      : "create" in config.network
        ? "gke.network.create.zones"
        : "gke.network.zones";
  const lists: (readonly [path: string, zones: readonly string[] | undefined])[] = [
    [common, clusterZones(config)],
    ["gke.system.zones", config.system?.zones],
    ...Object.entries(config.pools ?? {}).map(
      ([pool, settings]) => [`gke.pools.${pool}.zones`, settings?.zones] as const,
    ),
  ];
  return lists.flatMap(([path, zones]) =>
    zones === undefined ? [] : [...countProblems(path, zones), ...regionProblems(path, zones, config.location)],
  );
}

function countProblems(path: string, zones: readonly string[]): readonly GkeProblem[] {
  if (zones.length > 0 && new Set(zones).size === zones.length) return [];
  const message = zones.length === 0 ? "must name at least one zone" : "must name each zone once";
  return [{ rule: "gke/zones", path, message, got: JSON.stringify(zones) }];
}

function regionProblems(path: string, zones: readonly string[], location: string): readonly GkeProblem[] {
  const region = regionOf(location);
  return zones.flatMap((zone, index): readonly GkeProblem[] => {
    if (/^[a-z]$/.test(zone.slice(region.length + 1)) && zone.startsWith(`${region}-`)) return [];
    return [
      {
        rule: "gke/zone-region",
        path: `${path}[${index}]`,
        message: `must be a zone of ${region}`,
        got: JSON.stringify(zone),
        hint: `zones are called ${region}-a, ${region}-b and so on`,
      },
    ];
  });
}
