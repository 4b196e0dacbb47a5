import type { GraphResource } from "@roadstead/core";
import { asResource, known, orElse, readFlag, readList, read } from "../graph/read-property.js";
import { clusterOfProvider } from "../graph/ownership.js";
import type { Pricer, Pricing } from "../pricing.js";
import { clusterCloud } from "./cluster-cloud.js";

/** Classes of nodes that GKE makes pools for by itself, as pods ask for them. */
const computeClass: Pricer = {
  types: ["kubernetes:cloud.google.com/v1:ComputeClass"],
  price: (resource, pricing) => {
    const own = { pool: resource.name };
    const creates = readFlag(resource, "spec", "nodePoolAutoCreation", "enabled");
    const path = `spec.${creates.path.replace(/^spec\./, "")}`;
    if (creates.state === "unknown") return pricing.unknown(resource, "nodes of the class", path, own);
    if (known(creates) !== true) return;
    const cluster = clusterOfProvider(pricing.graph, resource);
    // The limits of auto-provisioning hold for these pools too, and are priced with the cluster.
    if (cluster !== undefined && known(readFlag(cluster, "clusterAutoscaling", "enabled")) === true) return;
    const types = orElse(readList(resource, "spec", "priorities"), []).map((item) => nameOf(asResource(item)));
    const shown = types.length === 0 ? "" : ` (${types.join(", ")})`;
    pricing.gap(resource, "unbounded", `nodes of the class${shown}`, "GKE makes pools as pods ask for them", own);
  },
};

function nameOf(priority: ReturnType<typeof asResource>): string {
  const words = [["machineType"], ["gpu", "type"], ["machineFamily"]].flatMap((steps) => {
    const value = known(read(priority, ...steps));
    return typeof value === "string" ? [value] : [];
  });
  return words[0] ?? "any type";
}

/** A chart is made in the cluster: what it asks of the cloud beside pods is not in the program. */
const release: Pricer = {
  types: ["kubernetes:helm.sh/v3:Release"],
  price: (resource, pricing) => {
    if (clusterCloud(pricing, resource).cloud === "own") return;
    const reason = "the cluster makes the chart's objects, which are not in the program";
    pricing.gap(resource, "usage", "volumes and load balancers of the chart", reason);
  },
};

export const clusterMadePricers: readonly Pricer[] = [computeClass, release];

/** Groups of objects by which a cluster makes resources of a cloud. */
const cloudGroups =
  /^kubernetes:([a-z0-9.-]+\.)?(services\.k8s\.aws|cnrm\.cloud\.google\.com|upbound\.io|crossplane\.io|cluster\.x-k8s\.io)\//;

/** Says that an object of a cluster stands for resources of a cloud, which nobody sees here. */
export function addCloudObject(resource: GraphResource, pricing: Pricing): boolean {
  if (!cloudGroups.test(resource.type)) return false;
  pricing.gap(resource, "unpriced", "what it makes in a cloud", `there are no prices of ${resource.type}`);
  return true;
}
