import type { ClusterSummary } from "@roadstead/core";
import type { PageOptions } from "../text/page.js";
import { table } from "../text/table.js";

/** Who puts each layer of the GPU software on the nodes. */
export function gpuLayerTable(summary: ClusterSummary, page: PageOptions): string[] {
  const columns = ["POOL", "DRIVER", "TOOLKIT", "DEVICE PLUGIN", "SHARING", "MIG", "METRICS", "RUNTIME CLASS"].map(
    (head) => ({ head }),
  );
  const rows = summary.pools.flatMap(({ name, gpuStack, runtimeClassName }) =>
    gpuStack === undefined
      ? []
      : [
          [
            name,
            gpuStack.driver,
            gpuStack.toolkit,
            gpuStack.devicePlugin,
            gpuStack.sharingConfig,
            gpuStack.mig ?? "-",
            gpuStack.metrics ?? "-",
            runtimeClassName ?? "-",
          ],
        ],
  );
  return table(columns, rows, page);
}
