import { shown } from "@roadstead/core";
import { isRegion } from "./partition.js";
import type { EksProblem } from "./rules.js";

/**
 * Problems of zones, which all are of one region, each named once. A single zone has the path itself. Of a region
 * that is none there is a Problem already.
 */
export function zoneListProblems(zones: readonly string[], path: string, region: string): readonly EksProblem[] {
  return zones.flatMap((zone, index): readonly EksProblem[] => {
    const at = path.endsWith(".zone") ? path : `${path}[${index}]`;
    if (isRegion(region) && (!zone.startsWith(region) || !/^[a-g]$/.test(zone.slice(region.length)))) {
      return [
        {
          rule: "eks/zone-region",
          path: at,
          message: `is not a zone of ${region}`,
          got: shown(zone),
          hint: `one is such as "${region}a"; local zones cannot hold a cluster`,
        },
      ];
    }
    if (!zones.slice(0, index).includes(zone)) return [];
    return [{ rule: "eks/zone-duplicate", path: at, message: "is named already", got: shown(zone) }];
  });
}
