import { type GpuModel, migInstancesPerGpu, type PropertyValue } from "@roadstead/core";
import type { SummaryGroup, SummaryPool } from "./cluster-summaries.js";
import { asResource, known, orElse, readList, readMap, readNumber, readText, type Reading } from "./read-property.js";

/**
 * The pools of an AiCluster from its own input `spec`: a preview has no outputs of components, and so no summary, and
 * EKS is told 0 where the floor is the autoscaler's.
 */
export function poolsOfSpec(
  spec: PropertyValue | undefined,
): readonly Pick<SummaryPool, "name" | "gpusPerNode" | "sharesPerGpu" | "groups">[] {
  const pools = orElse(readMap(asResource(spec), "pools"), {});
  return Object.entries(pools).map(([name, value]) => {
    const pool = asResource(value);
    const size = { min: readNumber(pool, "size", "min"), max: readNumber(pool, "size", "max") };
    return {
      name,
      gpusPerNode: orElse(readNumber(pool, "accelerator", "gpusPerNode"), 0),
      sharesPerGpu: sharesPerGpu(pool),
      groups: groupsOf(orElse(readList(pool, "capacity"), []), size),
    };
  });
}

type Pool = ReturnType<typeof asResource>;

function sharesPerGpu(pool: Pool): number {
  const replicas = known(readNumber(pool, "accelerator", "sharing", "replicas"));
  const model = known(readText(pool, "accelerator", "model"));
  const profile = known(readText(pool, "accelerator", "sharing", "profile"));
  if (replicas !== undefined) return replicas;
  if (model === undefined || profile === undefined) return 1;
  return migInstancesPerGpu(model as GpuModel, profile) ?? 1;
}

interface Size {
  readonly min: Reading<number>;
  readonly max: Reading<number>;
}

/** The floor belongs to the first capacity; without a word about capacity it is all on demand. */
function groupsOf(capacity: readonly PropertyValue[], size: Size): readonly SummaryGroup[] {
  if (capacity.length === 0) return [{ key: "on-demand", capacity: "on-demand", ...size, nodes: [] }];
  return capacity.map((item, index) => {
    const entry = asResource(item);
    const kind = orElse(readText(entry, "kind"), "");
    const limit = readNumber(entry, "maxNodes");
    return {
      key: kind,
      capacity: kind,
      min: index === 0 ? size.min : { state: "known", value: 0, path: size.min.path },
      max: limit.state === "absent" ? size.max : limit,
      nodes: [],
    };
  });
}
