import type { GraphResource } from "@roadstead/core";
import { asResource, known, readFlag, readList, readText } from "../graph/read-property.js";
import type { Pricer, Pricing } from "../pricing.js";
import { fixed } from "../range.js";

/** Data that passes through a resource: billed by use. */
function addData(pricing: Pricing, resource: GraphResource, fee: string, region: string): void {
  const gib = pricing.usage(resource)?.processedGib;
  if (gib === undefined) {
    pricing.gap(resource, "usage", "data processed", "billed by the GiB; say usage.<name>.processedGib");
    return;
  }
  pricing.fee(resource, { item: "data processed", fee, region, quantity: fixed(gib) });
}

const natGateway: Pricer = {
  types: ["aws:ec2/natGateway:NatGateway"],
  price: (resource, pricing) => {
    const region = pricing.region("aws", resource, "NAT gateway");
    if (region === undefined) return;
    pricing.fee(resource, { item: "NAT gateway", fee: "aws.nat-gateway", region });
    addData(pricing, resource, "aws.nat-gateway.data", region);
  },
};

const elasticIp: Pricer = {
  types: ["aws:ec2/eip:Eip"],
  price: (resource, pricing) => {
    const region = pricing.regionOrAny("aws", resource);
    pricing.fee(resource, { item: "public IPv4 address", fee: "aws.public-ipv4", region });
  },
};

const endpoint: Pricer = {
  types: ["aws:ec2/vpcEndpoint:VpcEndpoint"],
  price: (resource, pricing) => {
    const kind = readText(resource, "vpcEndpointType");
    if (kind.state === "unknown") pricing.unknown(resource, "endpoint", kind);
    if ((known(kind) ?? "Gateway") === "Gateway") return;
    const region = pricing.region("aws", resource, "interface endpoint");
    if (region === undefined) return;
    const subnets = readList(resource, "subnetIds");
    if (subnets.state === "unknown") pricing.unknown(resource, "zones of the endpoint", subnets);
    const zones = Math.max(1, known(subnets)?.length ?? 1);
    const quantity = fixed(zones);
    pricing.fee(resource, {
      item: "interface endpoint",
      fee: "aws.interface-endpoint",
      region,
      quantity,
      unit: "zone",
    });
    addData(pricing, resource, "aws.interface-endpoint.data", region);
  },
};

const loadBalancer: Pricer = {
  types: [
    "aws:lb/loadBalancer:LoadBalancer",
    "aws:alb/loadBalancer:LoadBalancer",
    "aws:elasticloadbalancingv2/loadBalancer:LoadBalancer",
    "aws:applicationloadbalancing/loadBalancer:LoadBalancer",
  ],
  price: (resource, pricing) => {
    const region = pricing.region("aws", resource, "load balancer");
    if (region === undefined) return;
    const reading = readText(resource, "loadBalancerType");
    if (reading.state === "unknown") return pricing.unknown(resource, "load balancer", reading);
    const kind = known(reading) ?? "application";
    pricing.fee(resource, { item: `${kind} load balancer`, fee: `aws.load-balancer.${kind}`, region });
    addAddresses(pricing, resource, region);
    pricing.gap(resource, "usage", "capacity units", "billed by traffic, which nothing states");
  },
};

/** A balancer that faces the internet has a public address in each zone, unless the program gives it one there. */
function addAddresses(pricing: Pricing, resource: GraphResource, region: string): void {
  const internal = readFlag(resource, "internal");
  const inputs = { inputs: resource.inputs, outputs: {} };
  const [subnets, mappings] = [readList(inputs, "subnets"), readList(inputs, "subnetMappings")];
  const isUnknown = pricing.anyUnknown(resource, {}, [
    ["whether it has public addresses", internal],
    ["zones of the balancer", subnets],
    ["zones of the balancer", mappings],
  ]);
  if (isUnknown || known(internal) === true) return;
  const own = (known(mappings) ?? []).filter((item) => readText(asResource(item), "allocationId").state === "absent");
  const count = (known(subnets)?.length ?? 0) + own.length;
  if (count === 0) return;
  const item = "public IPv4 addresses of the balancer";
  pricing.fee(resource, { item, fee: "aws.public-ipv4", region, quantity: fixed(count) });
}

const classicLoadBalancer: Pricer = {
  types: ["aws:elb/loadBalancer:LoadBalancer", "aws:elasticloadbalancing/loadBalancer:LoadBalancer"],
  price: (resource, pricing) => {
    const region = pricing.region("aws", resource, "load balancer");
    if (region === undefined) return;
    pricing.fee(resource, { item: "classic load balancer", fee: "aws.load-balancer.classic", region });
    pricing.gap(resource, "usage", "data processed", "billed by traffic, which nothing states");
  },
};

export const awsNetworkPricers: readonly Pricer[] = [
  natGateway,
  elasticIp,
  endpoint,
  loadBalancer,
  classicLoadBalancer,
];
