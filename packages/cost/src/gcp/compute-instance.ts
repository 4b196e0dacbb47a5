import type { GraphResource } from "@roadstead/core";
import { asResource, known, orElse, read, readList, readNumber, readText } from "../graph/read-property.js";
import { addDisks } from "../nodes/node-disk.js";
import type { Pricer, Pricing } from "../pricing.js";
import { fixed } from "../range.js";
import { addExternalAddresses } from "./external-addresses.js";
import { addMachines, localSsdGib } from "./machines.js";

/** Single machines. */
const instance: Pricer = {
  types: ["gcp:compute/instance:Instance"],
  price: (resource, pricing) => {
    const region = pricing.region("gcp", resource, "instance");
    if (region === undefined) return;
    addMachines(pricing, resource, resource, { region, count: fixed(1), item: "instance" }, {});
    addBootDisk(pricing, resource, region);
    const scratch = readList(resource, "scratchDisks");
    pricing.anyUnknown(resource, {}, [["local SSDs", scratch]]);
    const count = fixed(orElse(scratch, []).length);
    const disks = { cloud: "gcp", region, item: "local SSDs", count, sizeGib: localSsdGib } as const;
    addDisks(pricing, resource, { ...disks, type: "local-ssd" }, {});
    addExternalAddresses(pricing, resource, resource, { region, count: fixed(1) }, {});
  },
};

function addBootDisk(pricing: Pricing, resource: GraphResource, region: string): void {
  const stated = read(resource, "bootDisk", "initializeParams");
  if (stated.state === "unknown") return pricing.unknown(resource, "boot disk", stated);
  const params = asResource(known(stated));
  if (read(resource, "bootDisk", "source").state !== "absent") return;
  const size = readNumber(params, "size");
  if (size.state === "unknown") return pricing.unknown(resource, "boot disk", `bootDisk.initializeParams.${size.path}`);
  // 10 GiB is the least that public images of Linux take, and what they get when nothing is said.
  const sizeGib = orElse(size, 10);
  const notes = size.state === "absent" ? ["10 GiB is the default of most images"] : [];
  const kind = readText(params, "type");
  if (kind.state === "unknown") return pricing.unknown(resource, "boot disk", kind);
  const type = orElse(kind, "pd-standard");
  addDisks(pricing, resource, { cloud: "gcp", region, item: "boot disk", count: fixed(1), sizeGib, type, notes }, {});
}

const disk: Pricer = {
  types: ["gcp:compute/disk:Disk", "gcp:compute/regionDisk:RegionDisk"],
  price: (resource, pricing) => {
    const region = pricing.region("gcp", resource, "disk");
    if (region === undefined) return;
    const [size, type] = [readNumber(resource, "size"), readText(resource, "type")];
    if (size.state === "unknown") return pricing.unknown(resource, "size of the disk", size);
    if (type.state === "unknown") return pricing.unknown(resource, "type of the disk", type);
    if (size.state === "absent") {
      return pricing.gap(resource, "unpriced", "disk", "its size is that of an image or a snapshot");
    }
    const copies = resource.type === "gcp:compute/regionDisk:RegionDisk" ? 2 : 1;
    const draft = { cloud: "gcp", region, item: "disk", count: fixed(1), sizeGib: size.value, copies } as const;
    // A type may be given as the URL of the type in a zone.
    const name = (known(type) ?? "pd-standard").split("/").at(-1) ?? "pd-standard";
    addDisks(pricing, resource, { ...draft, type: name, iops: known(readNumber(resource, "provisionedIops")) }, {});
  },
};

export const gcpComputePricers: readonly Pricer[] = [instance, disk];
