import type { GraphResource } from "@roadstead/core";
import type { CostOwnership } from "../cost-line.js";
import { clusterComponent } from "../graph/cluster-summaries.js";
import { asResource, known, read, readList, readNumber, readText } from "../graph/read-property.js";
import { nodeCount } from "../nodes/node-count.js";
import type { NodeType } from "../nodes/node-line.js";
import { addNodes } from "../nodes/node-line.js";
import type { Pricer, Pricing } from "../pricing.js";
import { addMappedDisks, oneType, templateOf } from "./launch-template.js";
import { addPublicAddresses } from "./public-addresses.js";
import { addWarmPool } from "./warm-pool.js";
import { addTenancy } from "./tenancy.js";

/** What EKS takes where neither the group nor its template names a type. */
const defaultType = "t3.medium";
const defaultDiskGib = 20;

/** Managed node groups of EKS, in components of any library. */
export const eksNodeGroupPricer: Pricer = {
  types: ["aws:eks/nodeGroup:NodeGroup"],
  price: (resource, pricing) => {
    const place = summaryPlace(pricing, resource);
    const own = { pool: place?.pool.name ?? resource.name };
    const region = pricing.region("aws", resource, "nodes");
    if (region === undefined) return;
    // The floor of an elastic group of an AiCluster is its autoscaler's: EKS itself is told 0.
    const size =
      place === undefined
        ? {
            min: readNumber(resource, "scalingConfig", "minSize"),
            max: readNumber(resource, "scalingConfig", "maxSize"),
            desired: readNumber(resource, "scalingConfig", "desiredSize"),
            fallback: { min: 1, max: 2 },
          }
        : { min: place.group.min, max: place.group.max, fallback: { min: 0 } };
    const count = nodeCount(pricing, resource, size, own);
    addWarmPool(pricing, resource, read(resource, "warmPoolConfig"), own);
    const { template, elsewhere } = templateOf(pricing, resource, "launchTemplate", read(resource, "launchTemplate"));
    const capacityType = readText(resource, "capacityType");
    if (capacityType.state === "unknown") pricing.unknown(resource, "capacity type", capacityType, own);
    const bought = known(capacityType);
    if (bought === "CAPACITY_BLOCK") {
      pricing.gap(resource, "unpriced", "capacity block", "its price is that of the offer, paid in advance", own);
    } else {
      addTenancy(pricing, resource, [template], own);
      const types = typesOf(pricing, resource, template, elsewhere !== undefined, own);
      const purchase = bought === "SPOT" ? "spot" : "on-demand";
      const isDefault = types.length === 1 && types[0]?.name === defaultType;
      addNodes(
        pricing,
        resource,
        {
          cloud: "aws",
          region,
          types,
          capacity: count,
          purchase,
          ...(place === undefined ? {} : { sharesPerGpu: place.pool.sharesPerGpu }),
          ...(isDefault ? { notes: [`${defaultType} is EKS' default type`] } : {}),
        },
        own,
      );
    }
    addPublicAddresses(pricing, resource, { region, count, template, subnets: "subnetIds" }, own);
    const diskSize = readNumber(resource, "diskSize");
    if (diskSize.state === "unknown") pricing.unknown(resource, "size of the root disk", diskSize, own);
    // EKS answers 0 for a group whose template has the disks.
    const stated = known(diskSize) === 0 ? undefined : known(diskSize);
    addMappedDisks(
      pricing,
      resource,
      template,
      {
        region,
        count,
        defaultGib: stated ?? defaultDiskGib,
        ...(stated === undefined ? { notes: [`${defaultDiskGib} GiB is the image's default`] } : {}),
      },
      own,
    );
  },
};

function summaryPlace(pricing: Pricing, resource: GraphResource) {
  const component = pricing.graph.ancestors(resource).find(({ type }) => type === clusterComponent);
  return component && pricing.summaries.groupOf(component, resource.name);
}

/** Types of the group, else of its template, else EKS' own. */
function typesOf(
  pricing: Pricing,
  resource: GraphResource,
  template: GraphResource | undefined,
  isElsewhere: boolean,
  own: CostOwnership,
): readonly NodeType[] {
  const list = readList(resource, "instanceTypes");
  if (list.state === "unknown") {
    pricing.unknown(resource, "machine type", list, own);
    return [];
  }
  if (list.state === "known" && list.value.length > 0) {
    return list.value.flatMap((item, i) => {
      const reading = readText(asResource({ item }), "item");
      return oneType(pricing, resource, { ...reading, path: `instanceTypes[${i}]` }, own);
    });
  }
  const ofTemplate = template && readText(template, "instanceType");
  if (ofTemplate !== undefined && ofTemplate.state !== "absent") {
    return oneType(pricing, resource, { ...ofTemplate, path: `launchTemplate.${ofTemplate.path}` }, own);
  }
  if (isElsewhere) {
    pricing.gap(resource, "unknown", "machine type", "it is in a launch template that is not in the program", {
      ...own,
      path: "launchTemplate",
    });
    return [];
  }
  return [{ name: defaultType }];
}
