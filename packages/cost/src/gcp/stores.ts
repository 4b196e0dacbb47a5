import { asResource, known, orElse, read, readList, readNumber, readText } from "../graph/read-property.js";
import type { Pricer } from "../pricing.js";
import { fixed } from "../range.js";

/** Memorystore for Redis is billed by the GiB, the less the larger it is; a standard one has its copy in the price. */
const redis: Pricer = {
  types: ["gcp:redis/instance:Instance"],
  price: (resource, pricing) => {
    const region = pricing.region("gcp", resource, "cache");
    if (region === undefined) return;
    const [size, tier] = [readNumber(resource, "memorySizeGb"), readText(resource, "tier")];
    if (size.state === "unknown") return pricing.unknown(resource, "size of the cache", size);
    if (tier.state === "unknown") return pricing.unknown(resource, "tier of the cache", tier);
    const sizeGib = orElse(size, 1);
    const kind = orElse(tier, "BASIC").toLowerCase().replace("_ha", "");
    const step = [4, 10, 35, 100].findIndex((most) => sizeGib <= most);
    const fee = `gcp.redis.${kind}.m${step === -1 ? 5 : step + 1}`;
    pricing.fee(resource, { item: `cache ${kind}`, fee, region, quantity: fixed(sizeGib), unit: "GiB" });
    const replicas = known(readNumber(resource, "replicaCount")) ?? 0;
    if (known(readText(resource, "readReplicasMode")) === "READ_REPLICAS_ENABLED" && replicas > 1) {
      pricing.gap(resource, "unpriced", `${replicas} read replicas`, "no list that was read has their price");
    }
  },
};

/** Filestore is billed by the room that it has. */
const filestore: Pricer = {
  types: ["gcp:filestore/instance:Instance"],
  price: (resource, pricing) => {
    const region = pricing.region("gcp", resource, "file system");
    if (region === undefined) return;
    const tier = readText(resource, "tier");
    if (tier.state === "unknown") return pricing.unknown(resource, "tier of the file system", tier);
    const kind = orElse(tier, "STANDARD");
    const shares = readList(resource, "fileShares");
    // One share, as an object or as the only item of a list.
    const share = shares.state === "known" ? asResource(shares.value[0]) : undefined;
    const size =
      share === undefined ? readNumber(resource, "fileShares", "capacityGb") : readNumber(share, "capacityGb");
    if (size.state === "unknown")
      return pricing.unknown(resource, "size of the file system", `fileShares.${size.path}`);
    const fee = `gcp.filestore.${kind.toLowerCase().replaceAll("_", "-")}`;
    const quantity = fixed(orElse(size, 0));
    pricing.fee(resource, { item: `file system ${kind}`, fee, region, quantity, unit: "GiB" });
  },
};

/** A key costs by its versions; each rotation adds one, which is there until somebody destroys it. */
const key: Pricer = {
  types: ["gcp:kms/cryptoKey:CryptoKey"],
  price: (resource, pricing) => {
    const level = readText(resource, "versionTemplate", "protectionLevel");
    if (level.state === "unknown") return pricing.unknown(resource, "key", level);
    const kind = orElse(level, "SOFTWARE");
    const fee = kind === "SOFTWARE" ? "gcp.kms.key-version" : `gcp.kms.key-version.${kind.toLowerCase()}`;
    const notes = read(resource, "rotationPeriod").state === "absent" ? [] : ["one version; each rotation adds one"];
    pricing.fee(resource, { item: "key version", fee, region: pricing.regionOrAny("gcp", resource), notes });
  },
};

export const gcpStorePricers: readonly Pricer[] = [redis, filestore, key];
