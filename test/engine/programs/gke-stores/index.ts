// A cluster on GKE, new or existing, and a component that asks it for a bucket, a database and an identity for its pods.
import { Namespace } from "@pulumi/kubernetes/core/v1/namespace.js";
import { ServiceAccount } from "@pulumi/kubernetes/core/v1/serviceAccount.js";
import * as pulumi from "@pulumi/pulumi";
import { AiCluster } from "@roadstead/cluster";
import type { ClusterSpec } from "@roadstead/core";
import { gke } from "@roadstead/gke";

const config = new pulumi.Config();
const deletionProtection = config.requireBoolean("deletionProtection");

const workload = config.require("workload");

const spec: ClusterSpec = {
  // Two programs on one cluster have pools of different names.
  pools: { [workload]: { node: { minVcpu: 4 }, size: { min: 0, max: 2 } } },
  tags: { owner: "ml-platform", costCenter: "4711", environment: "dev" },
  deletionProtection,
};

const place = { project: "my-ml-project", location: "us-central1" };
// As another stack tells it.
const existing = config.getObject<{ readonly name: string; readonly endpoint: string }>("existing");

const cluster = new AiCluster(config.require("name"), {
  spec,
  target:
    existing === undefined
      ? gke({
          ...place,
          network: { create: { zones: ["us-central1-a", "us-central1-c"] } },
          access: { endpoint: "dns", admins: [], deployer: "serviceAccount:ci@example.com" },
        })
      : gke({
          ...place,
          existing: {
            name: existing.name,
            endpoint: pulumi.output(existing.endpoint),
            clusterId: "team",
            zones: ["us-central1-a"],
            gpuStack: "provider",
          },
          stores: { database: { cloudSql: { endpoint: { network: existing.name, subnetwork: existing.name } } } },
          // The cluster's own program has made Roadstead's classes.
          transform: { gpuSoftware: { priorityClass: (args, { name }) => ({ ...args, metadata: { name } }) } },
        }),
});

class Workload extends pulumi.ComponentResource {
  constructor(name: string) {
    super("test:index:Workload", name);
    const namespace = name;
    const { provider } = cluster;
    const after = { parent: this, provider, dependsOn: [...cluster.ready] };
    const ground = new Namespace(name, { metadata: { name: namespace } }, after);
    const owner = { parent: this, dependsOn: [ground] };
    const store = cluster.objectStore(`${name}-artifacts`, { namespace }, owner);
    const grants = [
      { store, access: "write" },
      { store, access: "read", prefix: "shared/" },
    ] as const;
    const identity = cluster.identity(namespace, "server", grants, owner);
    const database = cluster.database(`${name}-database`, { namespace, databases: ["mlflow"], dumps: store }, owner);
    new ServiceAccount(
      `${name}-server`,
      { metadata: { name: "server", namespace, annotations: { ...identity.annotations } } },
      { parent: this, provider, dependsOn: [ground, ...identity.ready, ...database.ready] },
    );
  }
}

new Workload(workload);
