import type { GraphResource } from "@roadstead/core";
import { readText, known } from "../graph/read-property.js";
import { clusterOfProvider } from "../graph/ownership.js";
import type { Pricing } from "../pricing.js";

export const forwardingRuleTypes = [
  "gcp:compute/forwardingRule:ForwardingRule",
  "gcp:compute/globalForwardingRule:GlobalForwardingRule",
] as const;

const serviceTypes = ["kubernetes:core/v1:Service"] as const;

/**
 * Forwarding rules of Google Cloud, those of Services of type LoadBalancer among them: up to five of a region cost as
 * much as one, each further one costs less.
 */
export function addForwardingRules(pricing: Pricing): void {
  const byRegion = new Map<string, GraphResource[]>();
  for (const resource of pricing.graph.resources) {
    const region = regionOfRule(pricing, resource);
    if (region !== undefined) byRegion.set(region, [...(byRegion.get(region) ?? []), resource]);
  }
  for (const [region, rules] of byRegion) {
    rules.forEach((rule, i) => {
      const item = "forwarding rule";
      if (i === 0) {
        const notes = ["the price of up to five rules of a region together"];
        pricing.fee(rule, { item, fee: "gcp.forwarding-rules.first-five", region, notes });
      } else if (i >= 5) {
        pricing.fee(rule, { item, fee: "gcp.forwarding-rules.further", region });
      }
    });
  }
}

function regionOfRule(pricing: Pricing, resource: GraphResource): string | undefined {
  if (resource.kind === "read") return undefined;
  if (resource.type === forwardingRuleTypes[1]) return "global";
  if (resource.type === forwardingRuleTypes[0]) {
    // Rules of Private Service Connect have a price of their own, by the endpoint.
    const isEndpoint = known(readText(resource, "target"))?.includes("serviceAttachments") === true;
    return isEndpoint ? undefined : pricing.region("gcp", resource, "forwarding rule");
  }
  if (!(serviceTypes as readonly string[]).includes(resource.type)) return undefined;
  if (known(readText(resource, "spec", "type")) !== "LoadBalancer") return undefined;
  const cluster = clusterOfProvider(pricing.graph, resource);
  return cluster?.type === "gcp:container/cluster:Cluster"
    ? pricing.region("gcp", cluster, "forwarding rule")
    : undefined;
}
