import { FeatureClient, FeatureStore } from "@roadstead/workloads";
import * as pulumi from "@pulumi/pulumi";
import { smallCluster } from "../small-cluster.js";
import { definitions } from "./scripts.js";

/** A feature store with every default, a client of it, and a pipeline that may write its data. */
export function features(): void {
  const cluster = smallCluster();
  const store = new FeatureStore("features", { cluster, repository: { files: { "drivers.py": definitions } } });
  new FeatureClient("pricing", { store, cluster, namespace: "serving" });
  const parent = new pulumi.ComponentResource("test:index:Pipeline", "pipeline");
  cluster.identity("features", "loader", [{ store: store.data, access: "write", prefix: "data/" }], { parent });
}
