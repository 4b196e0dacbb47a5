import type { GraphResource } from "@roadstead/core";
import {
  asResource,
  known,
  read,
  readFlag,
  readList,
  readNumber,
  readText,
  type Reading,
} from "../graph/read-property.js";
import { addDisks } from "../nodes/node-disk.js";
import { addNodes } from "../nodes/node-line.js";
import type { Pricer, Pricing } from "../pricing.js";
import { fixed } from "../range.js";
import { oneType, speedOf, templateOf } from "./launch-template.js";
import { addPublicAddresses } from "./public-addresses.js";
import { addTenancy } from "./tenancy.js";

const spotRequestType = "aws:ec2/spotInstanceRequest:SpotInstanceRequest";

/** Single machines. */
export const ec2InstancePricer: Pricer = {
  types: ["aws:ec2/instance:Instance", spotRequestType],
  price: (resource, pricing) => {
    const own = {};
    const region = pricing.region("aws", resource, "instance");
    if (region === undefined) return;
    const { template } = templateOf(pricing, resource, "launchTemplate", read(resource, "launchTemplate"));
    const stated = readText(resource, "instanceType");
    const reading: Reading<string> =
      stated.state === "absent" && template ? readText(template, "instanceType") : stated;
    addTenancy(pricing, resource, [resource, template], own);
    const types = oneType(pricing, resource, reading, own);
    const markets = [resource, ...(template === undefined ? [] : [template])].map((it) =>
      readText(it, "instanceMarketOptions", "marketType"),
    );
    pricing.anyUnknown(
      resource,
      own,
      markets.map((market) => ["whether it is spot", market] as const),
    );
    const market = markets.map(known);
    const purchase = resource.type === spotRequestType || market.includes("spot") ? "spot" : "on-demand";
    addNodes(pricing, resource, { cloud: "aws", region, types, capacity: fixed(1), purchase, item: "instance" }, own);
    addInstanceDisks(pricing, resource, region);
    addAddress(pricing, resource, template, region);
  },
};

/** One that EC2 gives, unless an address of the program takes its place. What EC2 answered says nothing of that. */
function addAddress(
  pricing: Pricing,
  resource: GraphResource,
  template: GraphResource | undefined,
  region: string,
): void {
  const holders = ["aws:ec2/eip:Eip", "aws:ec2/eipAssociation:EipAssociation"];
  const elastic = holders.flatMap((type) => pricing.graph.ofType(type));
  const inputs = ["instance", "instanceId"];
  if (elastic.some((it) => inputs.some((input) => it.propertyDependencies[input]?.includes(resource.urn)))) return;
  const stated = readFlag({ inputs: resource.inputs, outputs: {} }, "associatePublicIpAddress");
  if (stated.state === "unknown") return pricing.unknown(resource, "public IPv4 address", stated);
  if (known(stated) === true) {
    pricing.fee(resource, { item: "public IPv4 address", fee: "aws.public-ipv4", region });
  } else if (stated.state === "absent") {
    addPublicAddresses(pricing, resource, { region, count: fixed(1), template, subnets: "subnetId" }, {});
  }
}

function addInstanceDisks(pricing: Pricing, resource: GraphResource, region: string): void {
  const [ofRoot, ofOthers] = [read(resource, "rootBlockDevice"), readList(resource, "ebsBlockDevices")];
  const isUnknown = pricing.anyUnknown(resource, {}, [
    ["root disk", ofRoot],
    ["disks", ofOthers],
  ]);
  if (isUnknown) return;
  const [root, more] = [known(ofRoot), known(ofOthers) ?? []];
  for (const [item, device] of [["root disk", root] as const, ...more.map((it) => ["disk", it] as const)]) {
    const disk = asResource(device);
    const size = readNumber(disk, "volumeSize");
    if (size.state === "unknown") pricing.unknown(resource, `size of the ${item}`, size);
    if (size.state === "absent") {
      const reason = "the image decides its size, and the program does not say it";
      pricing.gap(resource, "unpriced", item, reason);
    }
    if (size.state !== "known") continue;
    pricing.anyUnknown(resource, {}, speedOf(disk));
    const draft = {
      cloud: "aws",
      region,
      item,
      count: fixed(1),
      sizeGib: size.value,
      type: known(readText(disk, "volumeType")),
      iops: known(readNumber(disk, "iops")),
      throughputMibps: known(readNumber(disk, "throughput")),
    } as const;
    addDisks(pricing, resource, draft, {});
  }
}
