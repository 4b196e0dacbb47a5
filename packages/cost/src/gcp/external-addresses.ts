import type { GraphResource } from "@roadstead/core";
import type { CostOwnership } from "../cost-line.js";
import { asResource, known, readList, readText } from "../graph/read-property.js";
import type { Pricing } from "../pricing.js";
import type { Range } from "../range.js";
import { times } from "../range.js";

/**
 * Adds the external addresses of `count` machines that an instance or a template describes. One that the program makes
 * itself is priced as what it is.
 */
export function addExternalAddresses(
  pricing: Pricing,
  resource: GraphResource,
  holder: GraphResource,
  { region, count }: { readonly region: string; readonly count: Range },
  own: CostOwnership,
): void {
  const interfaces = readList(holder, "networkInterfaces");
  if (interfaces.state === "unknown") return pricing.unknown(resource, "external addresses", interfaces, own);
  const isMade = (holder.propertyDependencies["networkInterfaces"] ?? []).some(
    (urn) => pricing.graph.get(urn)?.type === "gcp:compute/address:Address",
  );
  const lists = (known(interfaces) ?? []).map((item) => readList(asResource(item), "accessConfigs"));
  if (
    pricing.anyUnknown(
      resource,
      own,
      lists.map((list) => ["external addresses", list] as const),
    )
  )
    return;
  const configs = lists.flatMap((list) => known(list) ?? []);
  const taken = configs.filter((config) => readText(asResource(config), "natIp").state === "absent" || !isMade);
  if (taken.length === 0 || count.ceiling === 0) return;
  const item = taken.length === 1 && count.ceiling === 1 ? "external IPv4 address" : "external IPv4 addresses";
  pricing.fee(resource, { item, fee: "gcp.external-ipv4", region, quantity: times(count, taken.length) }, own);
}
