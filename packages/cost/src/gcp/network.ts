import { known, orElse, readList, readText } from "../graph/read-property.js";
import type { Pricer } from "../pricing.js";
import { fixed } from "../range.js";

const address: Pricer = {
  types: ["gcp:compute/address:Address", "gcp:compute/globalAddress:GlobalAddress"],
  price: (resource, pricing) => {
    const kind = readText(resource, "addressType");
    const purpose = known(readText(resource, "purpose"));
    if (kind.state === "unknown") return pricing.unknown(resource, "address", kind.path);
    if (known(kind) === "INTERNAL" || purpose === "VPC_PEERING") return;
    if (known(readText(resource, "ipVersion")) === "IPV6") return;
    const isGlobal = resource.type === "gcp:compute/globalAddress:GlobalAddress";
    const region = isGlobal ? "global" : pricing.regionOrAny("gcp", resource);
    pricing.fee(resource, { item: "external IPv4 address", fee: "gcp.external-ipv4", region });
  },
};

/** Costs by the machines behind it, up to a limit: see nat-machines.ts. */
export const routerNatType = "gcp:compute/routerNat:RouterNat";

const nat: Pricer = {
  types: [routerNatType],
  price: (resource, pricing) => {
    const region = pricing.region("gcp", resource, "NAT gateway");
    if (region === undefined) return;
    const manual = known(readText(resource, "natIpAllocateOption")) === "MANUAL_ONLY";
    const addresses = orElse(readList(resource, "natIps"), []).length;
    // Addresses that the program makes are priced as what they are.
    if (!manual || addresses === 0) {
      const notes = ["one address; a gateway takes more when connections need them"];
      pricing.fee(resource, { item: "NAT address", fee: "gcp.external-ipv4", region, notes });
    }
    const gib = pricing.usage(resource)?.processedGib;
    if (gib === undefined) {
      pricing.gap(resource, "usage", "data processed", "billed by the GiB; say usage.<name>.processedGib");
    } else {
      pricing.fee(resource, { item: "data processed", fee: "gcp.nat.data", region, quantity: fixed(gib) });
    }
  },
};

export const gcpNetworkPricers: readonly Pricer[] = [address, nat];
