// What a GPU cluster remembers: models in MLflow and features in Feast, each with its database, bucket and identity.
import { readFileSync } from "node:fs";
import { AiCluster } from "@roadstead/cluster";
import type { ClusterSpec } from "@roadstead/core";
import { eks } from "@roadstead/eks";
import { FeatureStore, ModelRegistry } from "@roadstead/workloads";
import * as pulumi from "@pulumi/pulumi";

const config = new pulumi.Config();

const spec = {
  pools: { training: { accelerator: { model: "l4", gpusPerNode: 1 }, size: { min: 0, max: 4 } } },
  tags: { owner: "ml-platform", costCenter: "4711", environment: pulumi.getStack() },
  deletionProtection: pulumi.getStack() === "prod",
} satisfies ClusterSpec;

const cluster = new AiCluster("ai", {
  spec,
  target: eks({
    region: "us-east-1",
    network: { create: { zones: ["us-east-1a", "us-east-1b"] } },
    access: {
      endpoint: { public: ["203.0.113.0/24"] },
      admins: [config.require("adminRole")],
      deployer: config.require("deployerRole"),
    },
  }),
});

const models = new ModelRegistry("models", { cluster });

const drivers = readFileSync(new URL("features/drivers.py", import.meta.url), "utf8");
const features = new FeatureStore("features", { cluster, repository: { files: { "drivers.py": drivers } } });

export const kubeconfig = cluster.kubeconfig;
/** For whoever serves the model: which version the alias means is MLflow's to say, whenever it is asked. */
export const champion = models.model("acceptance", { alias: "champion" });
export const driverStats = features.view("driver_stats");
/** Of the user `admin`. */
export const adminPassword = models.adminPassword;
