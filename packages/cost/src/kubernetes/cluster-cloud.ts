import type { GraphResource } from "@roadstead/core";
import type { Cloud } from "../book/machines.js";
import { clusterComponent } from "../graph/cluster-summaries.js";
import { clusterOfProvider } from "../graph/ownership.js";
import type { Pricing } from "../pricing.js";

/** Where a Kubernetes object lives, as far as the program tells it. */
export interface ClusterCloud {
  readonly cloud: Cloud | "own" | "unknown";
  readonly region?: string;
  /** The cluster's name in the program. */
  readonly cluster?: string;
}

const clouds: Readonly<Record<string, Cloud | "own">> = { eks: "aws", gke: "gcp", k3s: "own", byo: "own" };

/**
 * The cloud of a Kubernetes object: of the AiCluster or of the EKS or GKE cluster that its provider was made from. A
 * program that only has a kubeconfig does not tell it.
 */
export function clusterCloud(pricing: Pricing, resource: GraphResource): ClusterCloud {
  const cluster = clusterOfProvider(pricing.graph, resource);
  if (cluster !== undefined) {
    const cloud = cluster.type.startsWith("aws:") ? "aws" : "gcp";
    const region = pricing.region(cloud, cluster, "objects of the cluster");
    return { cloud, cluster: cluster.name, ...(region === undefined ? {} : { region }) };
  }
  const provider = pricing.graph.provider(resource);
  const holders = [resource, ...(provider === undefined ? [] : [provider])];
  const component = holders.flatMap((it) => pricing.graph.ancestors(it)).find(({ type }) => type === clusterComponent);
  const target = component && pricing.summaries.ofCluster(component.urn)?.target;
  const cloud = target === undefined ? undefined : clouds[target];
  return cloud === undefined ? { cloud: "unknown" } : { cloud, ...(component ? { cluster: component.name } : {}) };
}
