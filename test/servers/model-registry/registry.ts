import { ModelClient, ModelRegistry } from "@roadstead/workloads";
import { smallCluster } from "../small-cluster.js";

/** A registry with every default, and the clients of two teams: one reads, the other writes. */
export function registry(): void {
  const cluster = smallCluster();
  const models = new ModelRegistry("models", { cluster });
  new ModelClient("scoring", { registry: models, cluster, namespace: "serving" });
  new ModelClient("training", { registry: models, cluster, namespace: "research", access: "write" });
}
