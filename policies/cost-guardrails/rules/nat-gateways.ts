import type { Answer } from "@roadstead/policy";
import { allOf, count, fail, flag, known, stackRule, unknown } from "@roadstead/policy";

export const natGateways = stackRule({
  name: "nat-gateways",
  title: "A stack has few NAT gateways, and models come by a private way",
  severity: "medium",
  level: "advisory",
  config: {
    max: count(1, "gateways", "Most NAT gateways of a stack"),
    endpoint: flag(true, "Ask for a gateway endpoint of S3 where a NAT gateway is"),
  },
  reads: ["aws:ec2/natGateway:NatGateway", "aws:ec2/vpcEndpoint:VpcEndpoint: serviceName, vpcEndpointType"],
  why: "Each costs 33 USD a month and 0.045 USD a GB: a model of 100 GB that ten nodes pull is 45 USD.",
  fix: "Use one gateway outside production, and an endpoint of S3, which is free.",
  check(stack, { config }) {
    const gateways = stack.ofType("aws:ec2/natGateway:NatGateway");
    if (gateways.length === 0) return [];
    const value = `${gateways.length} gateways`;
    const few: Answer =
      gateways.length <= config.max
        ? { result: "pass", value, limit: `${config.max} gateways` }
        : fail(`the stack has ${gateways.length} NAT gateways`, { value, limit: `${config.max} gateways` });
    if (!config.endpoint) return [few];
    const services = stack.ofType("aws:ec2/vpcEndpoint:VpcEndpoint").map((view) => view.text("serviceName"));
    if (services.some((service) => known(service)?.endsWith(".s3") === true)) return [few];
    const doubt = services.find(({ state }) => state === "unknown");
    const lacking = "models are pulled through NAT: there is no endpoint of S3";
    return [allOf([few, doubt === undefined ? fail(lacking) : unknown(doubt, lacking)])];
  },
});
