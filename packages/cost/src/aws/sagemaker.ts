import type { GraphResource, PropertyValue } from "@roadstead/core";
import { gpusOfType } from "../book/machines.js";
import { asResource, known, orElse, read, readList, readNumber, readText } from "../graph/read-property.js";
import { hoursPerMonth } from "../money.js";
import type { Pricer, Pricing } from "../pricing.js";
import { usdPerMonth } from "../pricing.js";
import { fixed } from "../range.js";

const configurationType = "aws:sagemaker/endpointConfiguration:EndpointConfiguration";

/** Endpoints that serve models: the machines of each variant, all month. What configures them costs nothing. */
const endpoint: Pricer = {
  types: ["aws:sagemaker/endpoint:Endpoint"],
  price: (resource, pricing) => {
    const region = pricing.region("aws", resource, "endpoint");
    if (region === undefined) return;
    const name = ["endpointConfigName", "endpointConfigurationName"].map((key) => known(readText(resource, key)));
    const configuration = ["endpointConfigName", "endpointConfigurationName"]
      .map((input) => pricing.graph.referred(resource, input, [configurationType], name.find(Boolean)))
      .find(Boolean);
    if (configuration === undefined) {
      const reason = "they are in a configuration that is not in the program";
      return pricing.gap(resource, "unknown", "machines of the endpoint", reason, { path: "endpointConfigName" });
    }
    const variants = readList(configuration, "productionVariants");
    if (variants.state === "unknown") return pricing.unknown(resource, "machines of the endpoint", variants);
    orElse(variants, []).forEach((item, i) => addVariant(pricing, resource, region, item, `productionVariants[${i}]`));
  },
};

function addVariant(
  pricing: Pricing,
  resource: GraphResource,
  region: string,
  item: PropertyValue,
  path: string,
): void {
  const variant = asResource(item);
  if (read(variant, "serverlessConfig").state !== "absent") {
    return pricing.gap(resource, "usage", "serverless inference", "billed by requests, which nothing states");
  }
  const [type, count] = [readText(variant, "instanceType"), readNumber(variant, "initialInstanceCount")];
  for (const reading of [type, count]) {
    if (reading.state === "unknown")
      return pricing.unknown(resource, "machines of the endpoint", `${path}.${reading.path}`);
  }
  if (type.state !== "known")
    return pricing.gap(resource, "unpriced", "machines of the endpoint", "nothing states them");
  const machines = fixed(orElse(count, 1));
  const shown = type.secret === true ? "<secret>" : type.value;
  const rate = pricing.book.fee(`aws.sagemaker.${type.value}`, region);
  if (rate === undefined) {
    const what = `${machines.expected} x ${shown} in ${region}`;
    return pricing.gap(resource, "unpriced", what, `no price of aws.sagemaker.${shown} there`);
  }
  const gpus = gpusOfType("aws", type.value.replace(/^ml\./, ""));
  pricing.add(resource, {
    item: `endpoint ${shown}`,
    quantity: machines,
    unit: "node",
    usdPerMonth: fixed(machines.expected * usdPerMonth(rate)),
    gpuHours: fixed(machines.expected * gpus * hoursPerMonth),
    source: rate.source,
    notes: ["what scales the endpoint is not counted"],
  });
}

export const sagemakerPricers: readonly Pricer[] = [endpoint];
