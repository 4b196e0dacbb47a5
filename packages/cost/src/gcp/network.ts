import type { GraphResource } from "@roadstead/core";
import { known, orElse, readList, readText } from "../graph/read-property.js";
import type { Pricer, Pricing } from "../pricing.js";
import { usdPerMonth } from "../pricing.js";
import { between, fixed } from "../range.js";

const address: Pricer = {
  types: ["gcp:compute/address:Address", "gcp:compute/globalAddress:GlobalAddress"],
  price: (resource, pricing) => {
    const kind = readText(resource, "addressType");
    const purpose = known(readText(resource, "purpose"));
    if (kind.state === "unknown") return pricing.unknown(resource, "address", kind);
    if (known(kind) === "INTERNAL" || purpose === "VPC_PEERING") return;
    if (known(readText(resource, "ipVersion")) === "IPV6") return;
    const isGlobal = resource.type === "gcp:compute/globalAddress:GlobalAddress";
    const region = isGlobal ? "global" : pricing.regionOrAny("gcp", resource);
    addAddress(pricing, resource, region);
  },
};

const rulesOf = /^gcp:compute\/(global)?forwardingRule:/i;
const machinesOf = /^gcp:compute\/(instance|routerNat|instanceTemplate|regionInstanceTemplate|router)[:A-Z]/;

/** An address costs nothing with a forwarding rule, something with a machine or a NAT, and more where nothing uses it. */
function addAddress(pricing: Pricing, resource: GraphResource, region: string): void {
  const users = pricing.graph.dependents(resource);
  if (users.some(({ type }) => rulesOf.test(type))) return;
  const item = "external IPv4 address";
  const used = pricing.book.fee("gcp.external-ipv4", region);
  const unused = pricing.book.fee("gcp.external-ipv4.unused", region);
  if (users.some(({ type }) => machinesOf.test(type)) || used === undefined || unused === undefined) {
    pricing.fee(resource, { item, fee: "gcp.external-ipv4", region });
    return;
  }
  pricing.add(resource, {
    item,
    quantity: fixed(1),
    unit: "piece",
    usdPerMonth: between(0, usdPerMonth(used), usdPerMonth(unused)),
    source: unused.source,
    notes: ["free with a forwarding rule, dearest where nothing uses it: nothing in the program says which"],
  });
}

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
