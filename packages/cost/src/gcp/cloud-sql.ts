import type { GraphResource } from "@roadstead/core";
import { known, orElse, readNumber, readText } from "../graph/read-property.js";
import type { Pricer, Pricing } from "../pricing.js";
import { between, fixed, times } from "../range.js";

/** Cloud SQL bills vCPUs and memory apart; a regional server is two. */
const instance: Pricer = {
  types: ["gcp:sql/databaseInstance:DatabaseInstance"],
  price: (resource, pricing) => {
    const region = pricing.region("gcp", resource, "database");
    if (region === undefined) return;
    const tier = readText(resource, "settings", "tier");
    const availability = readText(resource, "settings", "availabilityType");
    for (const [what, reading] of [
      ["tier", tier],
      ["number of copies", availability],
    ] as const) {
      if (reading.state === "unknown") pricing.unknown(resource, what, reading);
    }
    const copies =
      availability.state === "unknown" ? between(1, 1, 2) : fixed(known(availability) === "REGIONAL" ? 2 : 1);
    const edition = orElse(readText(resource, "settings", "edition"), "ENTERPRISE")
      .toLowerCase()
      .replace("_", "-");
    if (tier.state === "known") {
      const shape = /^db-custom-(\d+)-(\d+)$/.exec(tier.value);
      if (shape === null) {
        const fee = `gcp.sql.${edition}.${tier.value}`;
        pricing.fee(resource, {
          item: `database ${tier.secret ? "<secret>" : tier.value}`,
          fee,
          region,
          quantity: copies,
        });
      } else {
        const [vcpus, memoryGib] = [Number(shape[1]), Number(shape[2]) / 1024];
        const fee = `gcp.sql.${edition}`;
        const quantity = times(copies, vcpus);
        pricing.fee(resource, { item: "database vCPUs", fee: `${fee}.vcpu`, region, quantity });
        const memory = times(copies, memoryGib);
        pricing.fee(resource, { item: "database memory", fee: `${fee}.memory`, region, quantity: memory });
      }
    }
    if (tier.state === "absent") {
      pricing.gap(resource, "unpriced", "database", "its tier is that of a source or a backup, which is not said");
    }
    addStorage(pricing, resource, region, copies);
  },
};

function addStorage(pricing: Pricing, resource: GraphResource, region: string, copies: ReturnType<typeof fixed>) {
  const size = readNumber({ inputs: resource.inputs, outputs: {} }, "settings", "diskSize");
  if (size.state === "unknown") return pricing.unknown(resource, "storage of the database", size);
  // Cloud SQL's least.
  const sizeGib = orElse(size, 10);
  const type = orElse(readText(resource, "settings", "diskType"), "PD_SSD")
    .toLowerCase()
    .replace("pd_", "");
  const limit = known(readNumber(resource, "settings", "diskAutoresizeLimit"));
  const most = limit !== undefined && limit > 0 ? limit : sizeGib;
  pricing.fee(resource, {
    item: `database storage ${type}`,
    fee: `gcp.sql.storage.${type}`,
    region,
    quantity: times(copies, between(sizeGib, sizeGib, most)),
    unit: "GiB",
  });
}

export const cloudSqlPricers: readonly Pricer[] = [instance];
