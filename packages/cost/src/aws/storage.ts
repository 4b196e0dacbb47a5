import type { GraphResource } from "@roadstead/core";
import type { Cloud } from "../book/machines.js";
import { known, readNumber, readText } from "../graph/read-property.js";
import { addDisks } from "../nodes/node-disk.js";
import type { Pricer, Pricing } from "../pricing.js";
import { fixed } from "../range.js";

const volume: Pricer = {
  types: ["aws:ebs/volume:Volume"],
  price: (resource, pricing) => {
    const region = pricing.region("aws", resource, "volume");
    if (region === undefined) return;
    const size = readNumber(resource, "size");
    const type = readText(resource, "type");
    if (size.state === "unknown") return pricing.unknown(resource, "size of the volume", size);
    if (type.state === "unknown") return pricing.unknown(resource, "type of the volume", type);
    const [iops, throughput] = [readNumber(resource, "iops"), readNumber(resource, "throughput")];
    pricing.anyUnknown(resource, {}, [
      ["IOPS of the volume", iops],
      ["throughput of the volume", throughput],
    ]);
    if (size.state === "absent") {
      return pricing.gap(resource, "unpriced", "volume", "its size is that of a snapshot, which nothing states");
    }
    const draft = {
      cloud: "aws",
      region,
      item: "volume",
      count: fixed(1),
      sizeGib: size.value,
      // The API's own default.
      type: known(type) ?? "gp2",
      iops: known(iops),
      throughputMibps: known(throughput),
    } as const;
    addDisks(pricing, resource, draft, {});
  },
};

const bucket: Pricer = {
  types: ["aws:s3/bucket:Bucket", "aws:s3/bucketV2:BucketV2"],
  price: (resource, pricing) => {
    addStored(pricing, resource, "aws", known(readText(resource, "bucket")));
  },
};

const logGroup: Pricer = {
  types: ["aws:cloudwatch/logGroup:LogGroup"],
  price: (resource, pricing) => {
    const usage = pricing.usage(resource, known(readText(resource, "name")));
    if (usage?.ingestedGib === undefined) {
      pricing.gap(resource, "usage", "logs", "billed by the GiB; say usage.<name>.ingestedGib and storedGib");
      return;
    }
    const region = pricing.region("aws", resource, "logs");
    if (region === undefined) return;
    const ingested = fixed(usage.ingestedGib);
    pricing.fee(resource, { item: "logs ingested", fee: "aws.logs.ingest", region, quantity: ingested });
    const stored = storedLogs(resource, usage.ingestedGib, usage.storedGib);
    if (stored === undefined) {
      pricing.gap(resource, "unbounded", "logs stored", "they are kept for ever; say usage.<name>.storedGib");
      return;
    }
    pricing.fee(resource, { item: "logs stored", fee: "aws.logs.storage", region, quantity: fixed(stored) });
  },
};

/** GiB on average: what is said, else what comes in over the days that it is kept. */
function storedLogs(resource: GraphResource, ingestedGib: number, storedGib: number | undefined): number | undefined {
  if (storedGib !== undefined) return storedGib;
  const days = known(readNumber(resource, "retentionInDays")) ?? 0;
  return days === 0 ? undefined : (ingestedGib * days * 12) / 365;
}

/** Object storage: what is in it, as the sheet says. */
export function addStored(pricing: Pricing, resource: GraphResource, cloud: Cloud, name: string | undefined): void {
  const gib = pricing.usage(resource, name)?.storedGib;
  if (gib === undefined) {
    pricing.gap(resource, "usage", "objects", "billed by the GiB; say usage.<name>.storedGib");
    return;
  }
  const region = pricing.region(cloud, resource, "objects")?.toLowerCase();
  if (region === undefined) return;
  pricing.fee(resource, { item: "objects", fee: `${cloud}.object-storage`, region, quantity: fixed(gib) });
}

const fixedFee = (types: readonly string[], item: string, fee: string): Pricer => ({
  types,
  price: (resource, pricing) => {
    pricing.fee(resource, { item, fee, region: pricing.regionOrAny("aws", resource) });
  },
});

export const awsStoragePricers: readonly Pricer[] = [
  volume,
  bucket,
  logGroup,
  fixedFee(["aws:kms/key:Key"], "key", "aws.kms.key"),
  fixedFee(["aws:secretsmanager/secret:Secret"], "secret", "aws.secret"),
];
