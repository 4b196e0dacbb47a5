import type { GraphResource, PropertyValue } from "@roadstead/core";
import { unknownValue } from "@roadstead/core";
import type { CostOwnership } from "../cost-line.js";
import type { Reading } from "../graph/read-property.js";
import { asResource, within, known, read, readList, readNumber, readText } from "../graph/read-property.js";
import type { NodeType } from "../nodes/node-line.js";
import { addDisks } from "../nodes/node-disk.js";
import type { Pricing } from "../pricing.js";
import type { Range } from "../range.js";

export const launchTemplateType = "aws:ec2/launchTemplate:LaunchTemplate";

/** The template of a group: in the graph, somewhere else, or none at all. */
export type TemplateOf = { readonly template?: GraphResource; readonly elsewhere?: Reading<unknown> };

/**
 * Finds the template that `input` refers to. Its id is unknown before deployment, so the engine's record of what the
 * input was made from is asked first.
 */
export function templateOf(
  pricing: Pricing,
  resource: GraphResource,
  input: string,
  specification: Reading<PropertyValue>,
): TemplateOf {
  if (specification.state === "absent") return {};
  const holder = within(specification);
  const names = ["id", "launchTemplateId", "name", "launchTemplateName"].map((key) => readText(holder, key));
  const name = names.map(known).find((it) => it !== undefined);
  const template = pricing.graph.referred(resource, input, [launchTemplateType], name);
  if (template !== undefined) return { template };
  const unknown = [specification, ...names].find((reading) => reading.state === "unknown");
  return { elsewhere: unknown ?? { state: "known", value: undefined, path: input } };
}

/** One type of a reading; an unknown one is a gap. */
export function oneType(
  pricing: Pricing,
  resource: GraphResource,
  reading: Reading<string>,
  own: CostOwnership,
): readonly NodeType[] {
  if (reading.state === "unknown") pricing.unknown(resource, "machine type", reading, own);
  if (reading.state !== "known") return [];
  return [{ name: reading.value, ...(reading.secret === true ? { secret: true } : {}) }];
}

/** What is known, or that it is not. */
const valueOf = (reading: Reading<PropertyValue>): PropertyValue | undefined =>
  reading.state === "unknown" ? unknownValue : known(reading);

const diskLists = ["blockDeviceMappings", "rootBlockDevices", "ebsBlockDevices"] as const;

/** Disks that a template, a launch configuration or a specification of a fleet maps, as it spells them. */
function mappedDisks(holder: GraphResource | Holder): readonly PropertyValue[] {
  const list = (key: string): readonly PropertyValue[] => known(readList(holder, key)) ?? [];
  const mappings = list("blockDeviceMappings").flatMap((mapping) => valueOf(read(asResource(mapping), "ebs")) ?? []);
  const root = valueOf(read(holder, "rootBlockDevice"));
  return [...mappings, ...(root === undefined ? [] : [root]), ...list("rootBlockDevices"), ...list("ebsBlockDevices")];
}

type Holder = ReturnType<typeof asResource>;

/** What the price of a disk depends on beside its size. */
export const speedOf = (disk: Holder) =>
  [
    ["type of a disk", readText(disk, "volumeType")],
    ["IOPS of a disk", readNumber(disk, "iops")],
    ["throughput of a disk", readNumber(disk, "throughput")],
  ] as const;

/** The disks that a template or an instance asks for; of `defaultGib` where it says nothing of the root disk. */
export function addMappedDisks(
  pricing: Pricing,
  resource: GraphResource,
  holder: GraphResource | Holder | undefined,
  place: { readonly region: string; readonly count: Range; readonly defaultGib?: number; readonly notes?: string[] },
  own: CostOwnership,
): void {
  const { region, count, defaultGib, notes } = place;
  if (count.ceiling === 0) return;
  const lists = holder === undefined ? [] : diskLists.map((key) => ["disks", readList(holder, key)] as const);
  if (pricing.anyUnknown(resource, own, lists)) return;
  const disks = holder === undefined ? [] : mappedDisks(holder);
  const common = { cloud: "aws", region, count } as const;
  if (disks.length === 0 && defaultGib !== undefined) {
    addDisks(
      pricing,
      resource,
      { ...common, item: "root disks", sizeGib: defaultGib, ...(notes ? { notes } : {}) },
      own,
    );
  }
  const byImage = "the image decides its size, and the program does not say it";
  if (disks.length === 0 && defaultGib === undefined && holder !== undefined) {
    pricing.gap(resource, "unpriced", "root disks", byImage, own);
  }
  for (const disk of disks) {
    const ebs = asResource(disk);
    const size = readNumber(ebs, "volumeSize");
    if (size.state === "unknown") pricing.unknown(resource, "size of a disk", `ebs.${size.path}`, own);
    if (size.state === "absent" && defaultGib === undefined) {
      pricing.gap(resource, "unpriced", "a disk", byImage, own);
    }
    const sizeGib = known(size) ?? (size.state === "absent" ? defaultGib : undefined);
    if (sizeGib === undefined) continue;
    pricing.anyUnknown(resource, own, speedOf(ebs));
    const draft = {
      ...common,
      item: "disks",
      sizeGib,
      type: known(readText(ebs, "volumeType")),
      iops: known(readNumber(ebs, "iops")),
      throughputMibps: known(readNumber(ebs, "throughput")),
    };
    addDisks(pricing, resource, draft, own);
  }
}
