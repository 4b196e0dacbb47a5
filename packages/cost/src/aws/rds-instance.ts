import type { GraphResource } from "@roadstead/core";
import { known, readFlag, readNumber, readText, type Reading } from "../graph/read-property.js";
import type { Pricer, Pricing } from "../pricing.js";
import { between, fixed, times } from "../range.js";

/** Servers of RDS. A standby in another zone doubles machine and storage. */
export const rdsInstancePricer: Pricer = {
  types: ["aws:rds/instance:Instance"],
  price: (resource, pricing) => {
    const region = pricing.region("aws", resource, "database");
    if (region === undefined) return;
    const origin = sourceOf(pricing, resource);
    const engine = orOf(readText(resource, "engine"), origin && readText(origin, "engine"));
    const instanceClass = readText(resource, "instanceClass");
    const multiAz = readFlag(resource, "multiAz");
    for (const [what, reading] of [
      ["engine", engine],
      ["instance class", instanceClass],
      ["number of copies", multiAz],
    ] as const) {
      if (reading.state === "unknown") pricing.unknown(resource, what, reading);
    }
    const copies = multiAz.state === "unknown" ? between(1, 1, 2) : fixed(known(multiAz) === true ? 2 : 1);
    if (engine.state === "known" && instanceClass.state === "known") {
      const shown = instanceClass.secret === true ? "<secret>" : instanceClass.value;
      pricing.fee(resource, {
        item: `database ${shown}`,
        fee: `aws.rds.${engine.value}.${instanceClass.value}`,
        region,
        quantity: copies,
        unit: "server",
      });
    } else if (engine.state === "absent" || instanceClass.state === "absent") {
      const reason = "its engine or class is that of a snapshot or a source, which is not in the program";
      pricing.gap(resource, "unpriced", "database", reason);
    }
    addStorage(pricing, resource, origin, region, copies);
  },
};

/** The database that a replica copies: it has the engine and the storage where the replica says none. */
function sourceOf(pricing: Pricing, resource: GraphResource): GraphResource | undefined {
  const name = known(readText(resource, "replicateSourceDb"));
  return pricing.graph.referred(resource, "replicateSourceDb", rdsInstancePricer.types, name);
}

const orOf = <T>(own: Reading<T>, other: Reading<T> | undefined): Reading<T> =>
  own.state === "absent" && other !== undefined ? other : own;

function addStorage(
  pricing: Pricing,
  resource: GraphResource,
  origin: GraphResource | undefined,
  region: string,
  copies: { floor: number } & ReturnType<typeof fixed>,
) {
  const size = orOf(readNumber(resource, "allocatedStorage"), origin && readNumber(origin, "allocatedStorage"));
  if (size.state === "unknown") return pricing.unknown(resource, "storage of the database", size);
  if (size.state === "absent") {
    // Aurora keeps its data with the cluster.
    if (known(readText(resource, "engine"))?.startsWith("aurora") === true) return;
    return pricing.gap(resource, "unpriced", "storage of the database", "nothing in the program says its size");
  }
  const [kind, limit] = [readText(resource, "storageType"), readNumber(resource, "maxAllocatedStorage")];
  pricing.anyUnknown(resource, {}, [
    ["type of the database's storage", kind],
    ["limit of the database's storage", limit],
  ]);
  const type = known(kind) ?? "gp2";
  // A volume that may grow by itself can end at its limit.
  const most = known(limit) ?? size.value;
  pricing.fee(resource, {
    item: `database storage ${type}`,
    fee: `aws.rds.storage.${type}`,
    region,
    quantity: times(copies, between(size.value, size.value, most)),
  });
}
