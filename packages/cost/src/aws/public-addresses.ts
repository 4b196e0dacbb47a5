import type { GraphResource } from "@roadstead/core";
import type { CostOwnership } from "../cost-line.js";
import { asResource, known, readFlag, readList } from "../graph/read-property.js";
import type { Pricing } from "../pricing.js";
import type { Range } from "../range.js";

const subnetType = "aws:ec2/subnet:Subnet";

/** Whether machines get public addresses: as their template says, else as their subnets do. */
function shareOf(
  pricing: Pricing,
  resource: GraphResource,
  template: GraphResource | undefined,
  input: string,
  own: CostOwnership,
): "all" | "some" | "none" {
  const interfaces = template === undefined ? [] : (known(readList(template, "networkInterfaces")) ?? []);
  const stated = interfaces.flatMap((item) => known(readFlag(asResource(item), "associatePublicIpAddress")) ?? []);
  if (stated.length > 0) return stated.includes(true) ? "all" : "none";
  const subnets = (resource.propertyDependencies[input] ?? []).flatMap((urn) => {
    const subnet = pricing.graph.get(urn);
    return subnet?.type === subnetType ? [subnet] : [];
  });
  const flags = subnets.map((subnet) => readFlag(subnet, "mapPublicIpOnLaunch"));
  const what = "public addresses of machines";
  if (
    pricing.anyUnknown(
      resource,
      own,
      flags.map((flag) => [what, flag] as const),
    )
  )
    return "none";
  const open = flags.filter((flag) => known(flag) === true);
  if (open.length === 0) return "none";
  return open.length === subnets.length ? "all" : "some";
}

/** Adds the public addresses of `count` machines; each is paid for. */
export function addPublicAddresses(
  pricing: Pricing,
  resource: GraphResource,
  place: {
    readonly region: string;
    readonly count: Range;
    readonly template?: GraphResource | undefined;
    /** Input with the subnets. */
    readonly subnets: string;
  },
  own: CostOwnership,
): void {
  const { region, count, template, subnets } = place;
  const share = shareOf(pricing, resource, template, subnets, own);
  if (share === "none" || count.ceiling === 0) return;
  const quantity = share === "all" ? count : { ...count, floor: 0 };
  const notes = share === "all" ? [] : ["some of the subnets give machines public addresses"];
  const item = "public IPv4 addresses of machines";
  pricing.fee(resource, { item, fee: "aws.public-ipv4", region, quantity, notes }, own);
}
