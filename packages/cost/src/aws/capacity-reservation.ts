import { known, readNumber, readText } from "../graph/read-property.js";
import { addNodes } from "../nodes/node-line.js";
import type { Pricer } from "../pricing.js";
import { fixed } from "../range.js";
import { oneType } from "./launch-template.js";

/** Capacity that is paid for whether machines use it or not. Those that do are not paid for twice: see prepaid.ts. */
export const capacityReservationPricer: Pricer = {
  types: ["aws:ec2/capacityReservation:CapacityReservation"],
  price: (resource, pricing) => {
    const region = pricing.region("aws", resource, "reservation");
    if (region === undefined) return;
    const count = readNumber(resource, "instanceCount");
    if (count.state === "unknown") return pricing.unknown(resource, "reserved machines", count);
    const types = oneType(pricing, resource, readText(resource, "instanceType"), {});
    const capacity = fixed(known(count) ?? 0);
    addNodes(pricing, resource, { cloud: "aws", region, types, capacity, purchase: "reserved", item: "reserved" }, {});
  },
};
