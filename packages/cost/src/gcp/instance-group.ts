import type { GraphResource } from "@roadstead/core";
import type { CostOwnership } from "../cost-line.js";
import type { Reading } from "../graph/read-property.js";
import { asResource, known, orElse, readList, readNumber, readText } from "../graph/read-property.js";
import { addDisks } from "../nodes/node-disk.js";
import { nodeCount } from "../nodes/node-count.js";
import type { Pricer, Pricing } from "../pricing.js";
import type { Range } from "../range.js";
import { mapRange, plus, zero, zipRanges } from "../range.js";
import { addExternalAddresses } from "./external-addresses.js";
import { addMachines, localSsdGib } from "./machines.js";

const templateTypes = [
  "gcp:compute/instanceTemplate:InstanceTemplate",
  "gcp:compute/regionInstanceTemplate:RegionInstanceTemplate",
];
const autoscalerTypes = ["gcp:compute/autoscaler:Autoscaler", "gcp:compute/regionAutoscaler:RegionAutoscaler"];

const absent: Reading<number> = { state: "absent", path: "" };

/** Managed instance groups: their size, or that of the autoscaler that scales them; machines as their template says. */
export const instanceGroupPricer: Pricer = {
  types: [
    "gcp:compute/instanceGroupManager:InstanceGroupManager",
    "gcp:compute/regionInstanceGroupManager:RegionInstanceGroupManager",
  ],
  price: (resource, pricing) => {
    const own = { pool: resource.name };
    const region = pricing.region("gcp", resource, "machines");
    if (region === undefined) return;
    const target = readNumber({ inputs: resource.inputs, outputs: {} }, "targetSize");
    const autoscaler = autoscalerOf(pricing, resource);
    const size =
      autoscaler === undefined
        ? { min: target, max: target }
        : {
            min: readNumber(autoscaler, "autoscalingPolicy", "minReplicas"),
            max: readNumber(autoscaler, "autoscalingPolicy", "maxReplicas"),
          };
    const count = nodeCount(pricing, resource, { ...size, desired: absent, fallback: { min: 0 } }, own);
    for (const version of versionsOf(pricing, resource, count, own))
      priceVersion(pricing, resource, version, region, own);
  },
};

interface Version {
  /** Below the group. */
  readonly path: string;
  readonly template: GraphResource | undefined;
  readonly count: Range;
}

/** Versions of a group's machines: some have a number or a share of their own, one has the rest. */
function versionsOf(pricing: Pricing, group: GraphResource, count: Range, own: CostOwnership): readonly Version[] {
  const listed = orElse(readList(group, "versions"), []);
  const versions = (listed.length === 0 ? [undefined] : listed).map((item, i) => {
    const version = asResource(item);
    const [number, percent] = ["fixed", "percent"].map((key) => readNumber(version, "targetSize", key)) as [
      Reading<number>,
      Reading<number>,
    ];
    pricing.anyUnknown(group, own, [
      ["machines of a version", number],
      ["part of the machines of a version", percent],
    ]);
    const isRest = number.state === "absent" && percent.state === "absent";
    const share = (all: number): number => Math.min(all, known(number) ?? Math.ceil((all * orElse(percent, 0)) / 100));
    const name = known(readText(version, "instanceTemplate"));
    const template = pricing.graph.referred(group, "versions", templateTypes, name);
    return { path: `versions[${i}]`, template, own: isRest ? undefined : mapRange(count, share) };
  });
  const taken = versions.reduce((sum, version) => plus(sum, version.own ?? zero), zero);
  const rest = zipRanges(count, taken, (all, part) => Math.max(0, all - part));
  return versions.map((version) => ({ ...version, count: version.own ?? rest }));
}

function priceVersion(
  pricing: Pricing,
  resource: GraphResource,
  { path, template, count }: Version,
  region: string,
  own: CostOwnership,
): void {
  if (template === undefined) {
    const reason = "it is in an instance template that is not in the program";
    pricing.gap(resource, "unknown", "machine type", reason, { ...own, path: `${path}.instanceTemplate` });
    return;
  }
  addMachines(pricing, resource, template, { region, count, item: "machines" }, own);
  const disks = readList(template, "disks");
  pricing.anyUnknown(resource, own, [["disks", disks]]);
  for (const item of orElse(disks, [])) {
    const disk = asResource(item);
    const size = readNumber(disk, "diskSizeGb");
    const isScratch = known(readText(disk, "type")) === "SCRATCH";
    const type = isScratch ? "local-ssd" : orElse(readText(disk, "diskType"), "pd-standard");
    pricing.anyUnknown(resource, own, [
      ["size of a disk", size],
      ["type of a disk", readText(disk, "diskType")],
    ]);
    if (size.state === "absent" && known(readText(disk, "source")) === undefined && !isScratch) {
      pricing.gap(resource, "unpriced", "disk", "its size is that of an image or a snapshot", own);
    }
    const sizeGib = known(size) ?? (isScratch ? localSsdGib : undefined);
    if (sizeGib !== undefined)
      addDisks(pricing, resource, { cloud: "gcp", region, item: "disks", count, sizeGib, type }, own);
  }
  addExternalAddresses(pricing, resource, template, { region, count }, own);
}

/** The autoscaler whose target the group is. */
function autoscalerOf(pricing: Pricing, group: GraphResource): GraphResource | undefined {
  return autoscalerTypes
    .flatMap((type) => pricing.graph.ofType(type))
    .find((autoscaler) => {
      const value = known(readText(autoscaler, "target"));
      return pricing.graph.referred(autoscaler, "target", [group.type], value) === group;
    });
}
