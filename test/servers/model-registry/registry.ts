import { ModelClient, ModelRegistry } from "@roadstead/workloads";
import { smallCluster } from "../small-cluster.js";

/**
 * A registry with every default, and the clients of two teams: one reads, the other writes.
 *
 * @param dump file that is put back
 */
export function registry(dump?: string): void {
  const cluster = smallCluster();
  const models = new ModelRegistry("models", { cluster, ...(dump === undefined ? {} : { restore: { dump } }) });
  new ModelClient("scoring", { registry: models, cluster, namespace: "serving" });
  new ModelClient("training", { registry: models, cluster, namespace: "research", access: "write" });
}
