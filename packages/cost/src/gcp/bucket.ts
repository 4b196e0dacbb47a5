import { addStored } from "../aws/storage.js";
import { known, readText } from "../graph/read-property.js";
import type { Pricer } from "../pricing.js";

/** Cloud Storage. Multi-regions (`US`) have prices of their own, which no list that was read has. */
export const gcsBucketPricer: Pricer = {
  types: ["gcp:storage/bucket:Bucket"],
  price: (resource, pricing) => addStored(pricing, resource, "gcp", known(readText(resource, "name"))),
};
