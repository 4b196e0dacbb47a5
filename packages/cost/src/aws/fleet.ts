import type { GraphResource } from "@roadstead/core";
import type { CostOwnership } from "../cost-line.js";
import {
  asResource,
  within,
  known,
  orElse,
  read,
  readList,
  readNumber,
  readText,
  type Reading,
} from "../graph/read-property.js";
import type { NodeType } from "../nodes/node-line.js";
import { addNodes } from "../nodes/node-line.js";
import type { Pricer, Pricing } from "../pricing.js";
import { fixed } from "../range.js";
import { addMappedDisks, oneType, templateOf } from "./launch-template.js";

type Holder = ReturnType<typeof asResource>;

interface Targets {
  readonly total: Reading<number>;
  readonly onDemand: number;
  /** What they were made of. */
  readonly from: readonly Reading<unknown>[];
}

/** Fleets of EC2, old and new: a capacity that is bought as a mix of types, on spot but for a part. */
const fleet = (types: readonly string[], targetsOf: (resource: GraphResource) => Targets): Pricer => ({
  types,
  price: (resource, pricing) => {
    const own = { pool: resource.name };
    const region = pricing.region("aws", resource, "machines");
    if (region === undefined) return;
    const { total, onDemand, from } = targetsOf(resource);
    const what = "capacity of the fleet";
    if (
      pricing.anyUnknown(
        resource,
        own,
        [total, ...from].map((reading) => [what, reading] as const),
      )
    )
      return;
    const capacity = orElse(total, 0);
    const { choices, disks } = choicesOf(pricing, resource, own);
    const bought = Math.min(onDemand, capacity);
    const common = { cloud: "aws", region, types: choices } as const;
    addNodes(pricing, resource, { ...common, capacity: fixed(bought), purchase: "on-demand" }, own);
    const spot = { ...common, capacity: fixed(capacity - bought), purchase: "spot", item: "spot nodes" } as const;
    addNodes(pricing, resource, spot, own);
    for (const holder of disks) addMappedDisks(pricing, resource, holder, { region, count: fixed(capacity) }, own);
  },
});

/** Types that the fleet may take, and the first template's disks: which template EC2 takes is its choice. */
function choicesOf(
  pricing: Pricing,
  resource: GraphResource,
  own: CostOwnership,
): { readonly choices: readonly NodeType[]; readonly disks: readonly (GraphResource | Holder)[] } {
  const stated = readList(resource, "launchSpecifications");
  pricing.anyUnknown(resource, own, [["machine types of the fleet", stated]]);
  const specifications = orElse(stated, []);
  const configs = configsOf(pricing, resource, own);
  const plain = specifications.flatMap((item, i) =>
    weighted(pricing, resource, asResource(item), `launchSpecifications[${i}]`, own),
  );
  const holders = configs.flatMap(({ template }) => template ?? []);
  const disks = [...specifications.map(asResource), ...holders].slice(0, 1);
  return { choices: [...plain, ...configs.flatMap(({ types }) => types)], disks };
}

function configsOf(pricing: Pricing, resource: GraphResource, own: CostOwnership) {
  const list = readList(resource, "launchTemplateConfigs");
  if (list.state === "unknown") pricing.unknown(resource, "machine types of the fleet", list, own);
  // The newer kind of fleet has one configuration as an object.
  const one =
    list.state === "known" ? list.value : [known(read(resource, "launchTemplateConfig"))].flatMap((it) => it ?? []);
  return one.map((item, i) => {
    const config = asResource(item);
    const path = `launchTemplateConfigs[${i}]`;
    const specification = read(config, "launchTemplateSpecification");
    const { template, elsewhere } = templateOf(pricing, resource, "launchTemplateConfigs", specification);
    const overrides = orElse(readList(config, "overrides"), []);
    if (overrides.length > 0) {
      return {
        template,
        types: overrides.flatMap((override, j) =>
          weighted(pricing, resource, asResource(override), `${path}.overrides[${j}]`, own),
        ),
      };
    }
    if (template !== undefined) {
      return { template, types: oneType(pricing, resource, readText(template, "instanceType"), own) };
    }
    if (elsewhere !== undefined) {
      const reason = "it is in a launch template that is not in the program";
      pricing.gap(resource, "unknown", "machine type", reason, { ...own, path });
    }
    return { template, types: [] };
  });
}

function weighted(
  pricing: Pricing,
  resource: GraphResource,
  holder: Holder,
  path: string,
  own: CostOwnership,
): readonly NodeType[] {
  if (read(holder, "instanceRequirements").state !== "absent") {
    pricing.gap(resource, "unpriced", "any type with certain attributes", "EC2 chooses the type", own);
    return [];
  }
  const weighs = readNumber(holder, "weightedCapacity");
  pricing.anyUnknown(resource, own, [["weight of a machine type", weighs]]);
  const weight = known(weighs);
  const type = readText(holder, "instanceType");
  return oneType(pricing, resource, { ...type, path: `${path}.instanceType` }, own).map((it) => ({
    ...it,
    ...(weight === undefined || weight <= 0 ? {} : { weight }),
  }));
}

export const fleetPricers: readonly Pricer[] = [
  fleet(["aws:ec2/spotFleetRequest:SpotFleetRequest"], (resource) => {
    const onDemand = readNumber(resource, "onDemandTargetCapacity");
    return { total: readNumber(resource, "targetCapacity"), onDemand: orElse(onDemand, 0), from: [onDemand] };
  }),
  fleet(["aws:ec2/fleet:Fleet"], (resource) => {
    const targets = within(read(resource, "targetCapacitySpecification"));
    const total = readNumber(targets, "totalTargetCapacity");
    const onDemand = readNumber(targets, "onDemandTargetCapacity");
    const spot = readNumber(targets, "spotTargetCapacity");
    const kind = readText(targets, "defaultTargetCapacityType");
    // What neither part names is bought as the default says, which must be said.
    const rest = Math.max(0, orElse(total, 0) - orElse(onDemand, 0) - orElse(spot, 0));
    const bought = orElse(onDemand, 0) + (known(kind) === "on-demand" ? rest : 0);
    return { total, onDemand: bought, from: [onDemand, spot, kind] };
  }),
];
