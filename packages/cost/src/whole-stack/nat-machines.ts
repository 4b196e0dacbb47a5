import type { CostLine } from "../cost-line.js";
import { routerNatType } from "../gcp/network.js";
import { regionOf } from "../graph/location.js";
import { hoursPerMonth } from "../money.js";
import type { Pricing } from "../pricing.js";
import type { Range } from "../range.js";
import { mapRange, plus, zero } from "../range.js";

/**
 * Cloud NAT costs by the machines that go through it, up to a limit. All machines of its region count; where the program
 * has none there, between nothing and the limit.
 */
export function addNatMachines(pricing: Pricing, lines: readonly CostLine[]): void {
  for (const resource of pricing.graph.ofType(routerNatType)) {
    if (resource.kind === "read") continue;
    const region = regionOf(pricing.graph, pricing.book.sheet, "gcp", resource);
    if (region === undefined) continue;
    const [machine, most] = [pricing.book.fee("gcp.nat.vm", region), pricing.book.fee("gcp.nat.most", region)];
    if (machine === undefined || most === undefined) continue;
    const machines = machinesIn(pricing, lines, region);
    const perHour: Range =
      machines === undefined
        ? { floor: 0, expected: most.usd, ceiling: most.usd }
        : mapRange(machines, (count) => Math.min(most.usd, count * machine.usd));
    pricing.add(resource, {
      item: "NAT gateway",
      quantity: machines ?? zero,
      unit: "machine",
      usdPerMonth: mapRange(perHour, (usd) => usd * hoursPerMonth),
      source: machine.source,
      notes: machines === undefined ? ["the program has no machines in its region: up to the limit"] : [],
    });
  }
}

function machinesIn(pricing: Pricing, lines: readonly CostLine[], region: string): Range | undefined {
  const nodes = lines.flatMap((line) => {
    const owner = pricing.graph.get(line.urn);
    const isMachine = line.unit === "node" && line.type.startsWith("gcp:") && owner !== undefined;
    return isMachine && regionOf(pricing.graph, pricing.book.sheet, "gcp", owner) === region ? [line.quantity] : [];
  });
  return nodes.length === 0 ? undefined : nodes.reduce(plus, zero);
}
