import { addStored } from "../aws/storage.js";
import { known, readText } from "../graph/read-property.js";
import type { Pricer } from "../pricing.js";

/** Cloud Storage. Multi-regions (`US`) have prices of their own. */
export const gcsBucketPricer: Pricer = {
  types: ["gcp:storage/bucket:Bucket"],
  price: (resource, pricing) => {
    const region = pricing.region("gcp", resource, "bucket")?.toLowerCase();
    if (region === undefined) return;
    const name = known(readText(resource, "name"));
    addStored(pricing, resource, { fee: "gcp.object-storage", region, name, item: "objects" });
  },
};
