import { known, readNumber, readText } from "../graph/read-property.js";
import type { Pricer } from "../pricing.js";
import { fixed } from "../range.js";

/** Elastic File System: by what is in it, and by the throughput that is bought beside it. */
const elastic: Pricer = {
  types: ["aws:efs/fileSystem:FileSystem"],
  price: (resource, pricing) => {
    const region = pricing.region("aws", resource, "file system");
    if (region === undefined) return;
    const zone = known(readText({ inputs: resource.inputs, outputs: {} }, "availabilityZoneName"));
    const mode = readText(resource, "throughputMode");
    if (mode.state === "unknown") pricing.unknown(resource, "throughput", mode);
    if (known(mode) === "provisioned") {
      const throughput = readNumber(resource, "provisionedThroughputInMibps");
      if (throughput.state === "unknown") pricing.unknown(resource, "throughput", throughput);
      const quantity = fixed(known(throughput) ?? 0);
      pricing.fee(resource, { item: "provisioned throughput", fee: "aws.efs.throughput", region, quantity });
    }
    const stored = pricing.usage(resource)?.storedGib;
    if (stored === undefined) {
      return pricing.gap(resource, "usage", "files", "billed by the GiB; say usage.<name>.storedGib");
    }
    const fee = zone === undefined ? "aws.efs.storage" : "aws.efs.storage.one-zone";
    pricing.fee(resource, { item: "files", fee, region, quantity: fixed(stored) });
  },
};

/** File systems of FSx: room that is bought, used or not. */
const lustre: Pricer = {
  types: ["aws:fsx/lustreFileSystem:LustreFileSystem"],
  price: (resource, pricing) => {
    const region = pricing.region("aws", resource, "file system");
    if (region === undefined) return;
    const size = readNumber(resource, "storageCapacity");
    if (size.state === "unknown") return pricing.unknown(resource, "file system", size);
    const deployment = known(readText(resource, "deploymentType")) ?? "SCRATCH_1";
    const storage = known(readText(resource, "storageType")) ?? "SSD";
    const throughput = known(readNumber(resource, "perUnitStorageThroughput"));
    const kind = [deployment, storage, ...(throughput === undefined ? [] : [throughput])].join(".");
    const fee = `aws.fsx.lustre.${kind.toLowerCase().replaceAll("_", "-")}`;
    const item = `Lustre file system ${deployment} ${storage}`;
    if (size.state === "absent") return pricing.gap(resource, "unpriced", item, "its size is that of a backup");
    pricing.fee(resource, { item, fee, region, quantity: fixed(size.value), unit: "GiB" });
  },
};

const openZfs: Pricer = {
  types: ["aws:fsx/openZfsFileSystem:OpenZfsFileSystem"],
  price: (resource, pricing) => {
    const region = pricing.region("aws", resource, "file system");
    if (region === undefined) return;
    const deployment = (known(readText(resource, "deploymentType")) ?? "").toLowerCase().replaceAll("_", "-");
    const storage = (known(readText(resource, "storageType")) ?? "SSD").toLowerCase();
    for (const [item, key, property, unit] of [
      ["OpenZFS file system", storage, "storageCapacity", "GiB"],
      ["throughput of the file system", "throughput", "throughputCapacity", "MiB/s"],
    ] as const) {
      const amount = readNumber(resource, property);
      if (amount.state === "unknown") pricing.unknown(resource, item, amount);
      if (amount.state === "absent") pricing.gap(resource, "unpriced", item, "nothing states its size");
      const fee = `aws.fsx.openzfs.${deployment}.${key}`;
      if (amount.state === "known") pricing.fee(resource, { item, fee, region, quantity: fixed(amount.value), unit });
    }
  },
};

export const fileSystemPricers: readonly Pricer[] = [elastic, lustre, openZfs];
