import type { GraphResource } from "@roadstead/core";
import { readText, known } from "../graph/read-property.js";
import { clusterOfProvider } from "../graph/ownership.js";
import type { Pricer, Pricing } from "../pricing.js";

const forwardingRuleTypes = [
  "gcp:compute/forwardingRule:ForwardingRule",
  "gcp:compute/globalForwardingRule:GlobalForwardingRule",
] as const;

/** What publishes a service for endpoints of Private Service Connect. */
const publisherTypes = [
  "gcp:compute/serviceAttachment:ServiceAttachment",
  "gcp:sql/databaseInstance:DatabaseInstance",
] as const;

/**
 * Endpoints of Private Service Connect are rules too, at a price of their own. What they point at is unknown before
 * deployment; that they balance nothing is said by an empty scheme.
 */
function isEndpoint(pricing: Pricing, rule: GraphResource): boolean {
  const target = readText(rule, "target");
  if (target.state === "known") return target.value.includes("serviceAttachments");
  return (
    rule.inputs["loadBalancingScheme"] === "" || pricing.graph.referred(rule, "target", publisherTypes) !== undefined
  );
}

const serviceTypes = ["kubernetes:core/v1:Service"] as const;

/** Endpoints by themselves; all other rules are priced together, by {@link addForwardingRules}. */
export const endpointPricer: Pricer = {
  types: forwardingRuleTypes,
  price: (resource, pricing) => {
    if (resource.type !== forwardingRuleTypes[0] || !isEndpoint(pricing, resource)) return;
    const region = pricing.regionOrAny("gcp", resource);
    pricing.fee(resource, { item: "Private Service Connect endpoint", fee: "gcp.private-service-connect", region });
  },
};

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
    return isEndpoint(pricing, resource) ? undefined : pricing.region("gcp", resource, "forwarding rule");
  }
  if (!(serviceTypes as readonly string[]).includes(resource.type)) return undefined;
  if (known(readText(resource, "spec", "type")) !== "LoadBalancer") return undefined;
  const cluster = clusterOfProvider(pricing.graph, resource);
  return cluster?.type === "gcp:container/cluster:Cluster"
    ? pricing.region("gcp", cluster, "forwarding rule")
    : undefined;
}
