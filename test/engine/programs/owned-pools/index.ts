// A cluster on nodes that somebody owns. Pools, their nodes and tags are configuration.
import { byo } from "@roadstead/byo";
import { AiCluster } from "@roadstead/cluster";
import type { ClusterSpec } from "@roadstead/core";
import { k3s } from "@roadstead/k3s";
import * as pulumi from "@pulumi/pulumi";

const config = new pulumi.Config();
const kubernetesVersion = config.get("kubernetesVersion");

const spec: ClusterSpec = {
  pools: config.requireObject("pools"),
  tags: { owner: config.require("owner"), costCenter: "4711", environment: "dev" },
  ...(kubernetesVersion === undefined ? {} : { kubernetesVersion }),
  deletionProtection: false,
};

const nodes = config.requireObject<Readonly<Record<string, readonly string[]>>>("nodes");
const common = {
  kubeconfig: config.requireSecret("kubeconfig"),
  clusterId: "dc1",
  pools: Object.fromEntries(Object.entries(nodes).map(([pool, names]) => [pool, { nodes: names }])),
};

const targets = {
  k3s: () => k3s<string>(common),
  byo: () =>
    byo<string>({
      ...common,
      distribution: "RKE2 1.35",
      gpuStack: { driver: "user", devicePlugin: "user", metrics: "user" },
      runtimeClassName: "nvidia",
      storageClass: "longhorn",
    }),
};

new AiCluster("room", { spec, target: targets[config.require("target") as "k3s" | "byo"]() });
