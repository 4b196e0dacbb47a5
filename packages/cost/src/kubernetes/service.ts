import type { GraphResource } from "@roadstead/core";
import { known, readMap, readText, textOf } from "../graph/read-property.js";
import type { Pricer, Pricing } from "../pricing.js";
import { clusterCloud } from "./cluster-cloud.js";

/** Load balancers that a cluster makes for its Services. Those of GKE are forwarding rules: see forwarding-rules.ts. */
const service: Pricer = {
  types: ["kubernetes:core/v1:Service"],
  price: (resource, pricing) => {
    const type = readText(resource, "spec", "type");
    if (type.state === "unknown") return pricing.unknown(resource, "load balancer", type);
    if (known(type) !== "LoadBalancer") return;
    const place = clusterCloud(pricing, resource);
    if (place.cloud === "gcp" || place.cloud === "own") return;
    if (place.cloud === "unknown" || place.region === undefined) {
      pricing.gap(resource, "unpriced", "load balancer", "nothing in the program says where its cluster is");
      return;
    }
    pricing.anyUnknown(resource, {}, [
      ["kind of load balancer", readText(resource, "spec", "loadBalancerClass")],
      ["kind of load balancer", readText(resource, "metadata", "annotations", kindAnnotation)],
    ]);
    const kind = isNetworkLoadBalancer(resource) ? "network" : "classic";
    pricing.fee(resource, {
      item: `${kind} load balancer`,
      fee: `aws.load-balancer.${kind}`,
      region: place.region,
    });
  },
};

const kindAnnotation = "service.beta.kubernetes.io/aws-load-balancer-type";

/** Without a word of the controller's, the cloud provider in the cluster makes a classic one. */
function isNetworkLoadBalancer(resource: GraphResource): boolean {
  if (known(readText(resource, "spec", "loadBalancerClass"))?.startsWith("service.k8s.aws/") === true) return true;
  const type = known(readText(resource, "metadata", "annotations", kindAnnotation));
  return type !== undefined && ["nlb", "nlb-ip", "external"].includes(type);
}

const ingress: Pricer = {
  types: ["kubernetes:networking.k8s.io/v1:Ingress"],
  price: (resource, pricing) => {
    const kind = ingressClass(resource);
    if (kind === "alb") addApplicationLoadBalancer(pricing, resource);
    if (kind === "gce" || kind === "gce-internal") {
      pricing.gap(resource, "unpriced", "load balancer", "its forwarding rules are made by the cluster, unseen here");
    }
  },
};

function ingressClass(resource: GraphResource): string | undefined {
  const named = known(readText(resource, "spec", "ingressClassName"));
  const annotation = (known(readMap(resource, "metadata", "annotations")) ?? {})["kubernetes.io/ingress.class"];
  return named ?? (annotation === undefined ? undefined : textOf(annotation));
}

function addApplicationLoadBalancer(pricing: Pricing, resource: GraphResource): void {
  const { region } = clusterCloud(pricing, resource);
  if (region === undefined) {
    pricing.gap(resource, "unpriced", "load balancer", "nothing in the program says where its cluster is");
    return;
  }
  pricing.fee(resource, { item: "application load balancer", fee: "aws.load-balancer.application", region });
}

const gatewayGroup = "kubernetes:gateway.networking.k8s.io";

/** A Gateway is a load balancer, of the cloud's own or of a Service that its controller makes. */
const gateway: Pricer = {
  types: [`${gatewayGroup}/v1:Gateway`, `${gatewayGroup}/v1beta1:Gateway`],
  price: (resource, pricing) => {
    if (clusterCloud(pricing, resource).cloud === "own") return;
    pricing.gap(resource, "unpriced", "load balancer", "it is made by the cluster, unseen here");
  },
};

export const servicePricers: readonly Pricer[] = [service, ingress, gateway];
