import type { GraphResource, PropertyValue } from "@roadstead/core";
import type { CostOwnership } from "../cost-line.js";
import {
  type Reading,
  asResource,
  known,
  orElse,
  read,
  readList,
  readNumber,
  readText,
} from "../graph/read-property.js";
import { nodeCount } from "../nodes/node-count.js";
import type { NodeType } from "../nodes/node-line.js";
import { addNodes } from "../nodes/node-line.js";
import type { Pricer, Pricing } from "../pricing.js";
import type { Range } from "../range.js";
import { mapRange, zipRanges } from "../range.js";
import { addMappedDisks, oneType, templateOf } from "./launch-template.js";
import { addPublicAddresses } from "./public-addresses.js";
import { scheduledSize } from "./scheduled-size.js";
import { addTenancy } from "./tenancy.js";
import { addWarmPool } from "./warm-pool.js";

const launchConfigurationType = "aws:ec2/launchConfiguration:LaunchConfiguration";

/** Autoscaling groups, with one type or a mix of types and of ways to buy them. */
export const autoscalingGroupPricer: Pricer = {
  types: ["aws:autoscaling/group:Group"],
  price: (resource, pricing) => {
    const own = { pool: resource.name };
    const region = pricing.region("aws", resource, "nodes");
    if (region === undefined) return;
    const capacity = nodeCount(
      pricing,
      resource,
      {
        ...scheduledSize(pricing, resource, own),
        desired: readNumber(resource, "desiredCapacity"),
        fallback: { min: 0 },
      },
      own,
    );
    addWarmPool(pricing, resource, read(resource, "warmPool"), own);
    const policy = known(read(resource, "mixedInstancesPolicy"));
    if (policy !== undefined) return priceMix(pricing, resource, policy, { region, capacity }, own);
    const holder = holderOf(pricing, resource, own);
    if (holder === undefined) return;
    addTenancy(pricing, resource, [holder], own);
    const types = oneType(pricing, resource, readText(holder, "instanceType"), own);
    const market = readText(holder, "instanceMarketOptions", "marketType");
    pricing.anyUnknown(resource, own, [["whether machines are spot", market]]);
    const isSpot = known(market) === "spot" || readText(holder, "spotPrice").state !== "absent";
    const purchase = isSpot ? "spot" : "on-demand";
    addNodes(pricing, resource, { cloud: "aws", region, types, capacity, purchase }, own);
    addMappedDisks(pricing, resource, holder, { region, count: capacity }, own);
    addPublicAddresses(
      pricing,
      resource,
      { region, count: capacity, template: holder, subnets: "vpcZoneIdentifiers" },
      own,
    );
  },
};

/** The launch template or configuration that says what a machine is. */
function holderOf(pricing: Pricing, resource: GraphResource, own: CostOwnership): GraphResource | undefined {
  const { template, elsewhere } = templateOf(pricing, resource, "launchTemplate", read(resource, "launchTemplate"));
  const name = known(readText(resource, "launchConfiguration"));
  const holder = template ?? pricing.graph.referred(resource, "launchConfiguration", [launchConfigurationType], name);
  if (holder !== undefined) return holder;
  const path = elsewhere === undefined ? "launchConfiguration" : "launchTemplate";
  const reason = "it is in a launch template or configuration that is not in the program";
  pricing.gap(resource, "unknown", "machine type", reason, { ...own, path });
  return undefined;
}

interface Place {
  readonly region: string;
  readonly capacity: Range;
}

function priceMix(
  pricing: Pricing,
  resource: GraphResource,
  policy: PropertyValue,
  { region, capacity }: Place,
  own: CostOwnership,
): void {
  const mix = asResource(policy);
  const specification = read(mix, "launchTemplate", "launchTemplateSpecification");
  const { template, elsewhere } = templateOf(pricing, resource, "mixedInstancesPolicy", specification);
  addTenancy(pricing, resource, [template], own);
  const types = mixedTypes(pricing, resource, policy, own);
  const inTemplate = template === undefined ? [] : oneType(pricing, resource, readText(template, "instanceType"), own);
  const used = types.length > 0 ? types : inTemplate;
  if (elsewhere !== undefined) {
    const what = used.length === 0 ? "machine type" : "disks";
    const reason = "a launch template has it that is not in the program";
    pricing.gap(resource, "unknown", what, reason, { ...own, path: "mixedInstancesPolicy.launchTemplate" });
  }
  const [ofBase, ofRest] = ["onDemandBaseCapacity", "onDemandPercentageAboveBaseCapacity"].map((key) =>
    readNumber(mix, "instancesDistribution", key),
  ) as [Reading<number>, Reading<number>];
  pricing.anyUnknown(resource, own, [
    ["machines on demand", ofBase],
    ["part of the machines on demand", ofRest],
  ]);
  // Where nobody can tell, the dearer way to buy.
  const base = orElse(ofBase, 0);
  const percent = orElse(ofRest, 100);
  const onDemand = mapRange(capacity, (count) => onDemandOf(count, base, percent));
  const spot = zipRanges(capacity, onDemand, (all, part) => all - part);
  const common = { cloud: "aws", region, types: used } as const;
  addNodes(pricing, resource, { ...common, capacity: onDemand, purchase: "on-demand" }, own);
  addNodes(pricing, resource, { ...common, capacity: spot, purchase: "spot", item: "spot nodes" }, own);
  addMappedDisks(pricing, resource, template, { region, count: capacity }, own);
  addPublicAddresses(pricing, resource, { region, count: capacity, template, subnets: "vpcZoneIdentifiers" }, own);
}

/**
 * Machines on demand of a mix: the base, then a part of the rest, rounded up as EC2 does. Averages that are no whole
 * number lie between their neighbours.
 */
export function onDemandOf(count: number, base: number, percent: number): number {
  const whole = (n: number): number => Math.min(n, base) + Math.ceil((Math.max(0, n - base) * percent) / 100);
  const below = Math.floor(count);
  return whole(below) + (count - below) * (whole(below + 1) - whole(below));
}

function mixedTypes(
  pricing: Pricing,
  resource: GraphResource,
  policy: PropertyValue,
  own: CostOwnership,
): readonly NodeType[] {
  const overrides = readList(asResource(policy), "launchTemplate", "overrides");
  if (overrides.state === "unknown") {
    pricing.unknown(resource, "machine types of the mix", `mixedInstancesPolicy.${overrides.path}`, own);
  }
  return orElse(overrides, []).flatMap((item, i) => {
    const override = asResource(item);
    if (read(override, "instanceRequirements").state !== "absent") {
      pricing.gap(resource, "unpriced", "any type with certain attributes", "EC2 chooses the type", own);
      return [];
    }
    const weighs = readNumber(override, "weightedCapacity");
    pricing.anyUnknown(resource, own, [["weight of a machine type", weighs]]);
    const weight = known(weighs);
    const reading = overriddenType(pricing, resource, override);
    const path = `mixedInstancesPolicy.launchTemplate.overrides[${i}].instanceType`;
    return oneType(pricing, resource, { ...reading, path }, own).map((type) => ({
      ...type,
      ...(weight === undefined || weight <= 0 ? {} : { weight }),
    }));
  });
}

/** The type of an override: its own, or that of the template that it has instead of the group's. */
function overriddenType(
  pricing: Pricing,
  resource: GraphResource,
  override: ReturnType<typeof asResource>,
): Reading<string> {
  const own = readText(override, "instanceType");
  if (own.state !== "absent") return own;
  const specification = read(override, "launchTemplateSpecification");
  const { template, elsewhere } = templateOf(pricing, resource, "mixedInstancesPolicy", specification);
  if (template !== undefined) return readText(template, "instanceType");
  const reason = "it is in a launch template that is not in the program";
  return elsewhere === undefined ? own : { state: "unknown", path: own.path, reason };
}
