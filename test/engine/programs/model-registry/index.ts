// A model registry with a bucket and databases that somebody else runs, and a client in another namespace.
import { byo } from "@roadstead/byo";
import { AiCluster } from "@roadstead/cluster";
import { ModelClient, ModelRegistry } from "@roadstead/workloads";
import { Namespace } from "@pulumi/kubernetes/core/v1/namespace.js";
import * as pulumi from "@pulumi/pulumi";

const config = new pulumi.Config();
const login = (user: string) => ({ user, password: config.requireSecret("databasePassword") });

const cluster = new AiCluster("room", {
  spec: {
    pools: { cpu: { node: { minVcpu: 4 }, size: { min: 1, max: 1 } } },
    tags: { owner: "ml-platform", costCenter: "4711", environment: "dev" },
    deletionProtection: false,
  },
  target: byo({
    kubeconfig: config.requireSecret("kubeconfig"),
    clusterId: "dc1",
    pools: { cpu: { nodes: ["cpu-1"] } },
    gpuStack: { driver: "user", devicePlugin: "user", metrics: "user" },
    storageClass: "longhorn",
    stores: {
      objectStore: {
        endpoint: "https://s3.example.com",
        bucket: "platform",
        accessKeyId: "roadstead",
        secretAccessKey: config.requireSecret("storeKey"),
      },
      database: {
        host: "postgres.example.com",
        logins: { mlflow: login("mlflow"), mlflow_auth: login("mlflow_auth") },
      },
    },
  }),
});

const dump = config.get("dump");
const registry = new ModelRegistry("models", {
  cluster,
  version: config.require("version"),
  ...(dump === undefined ? {} : { restore: { dump } }),
});
const research = new Namespace(
  "research",
  { metadata: { name: "research" } },
  { provider: cluster.provider, dependsOn: [...cluster.ready] },
);
new ModelClient("training", { registry, cluster, namespace: "research", access: "write" }, { dependsOn: research });
