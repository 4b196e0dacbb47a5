import type { SummaryPool } from "../graph/cluster-summaries.js";
import { known } from "../graph/read-property.js";
import { hoursPerMonth } from "../money.js";
import type { Pricing } from "../pricing.js";
import { fixed } from "../range.js";
import type { OnPremNodeType } from "../sheet/price-sheet.js";

/** USD a month of one machine of your own, whether it works or not. */
export function ownedUsdPerMonth(type: OnPremNodeType): number {
  const { capexUsd, amortisationMonths, powerWatts, pue = 1, usdPerKwh, staffUsdPerMonth, otherUsdPerMonth = 0 } = type;
  const power = (powerWatts / 1000) * pue * hoursPerMonth * usdPerKwh;
  return capexUsd / amortisationMonths + power + staffUsdPerMonth + otherUsdPerMonth;
}

/** Machines of the user's own, of k3s and clusters that exist: they cost what the sheet says, and are never free. */
export function addOwnedNodes(pricing: Pricing): void {
  for (const pool of pricing.summaries.pools) {
    for (const group of pool.groups) {
      if (group.capacity !== "owned") continue;
      const own = { pool: pool.name };
      if (group.nodes.length > 0) {
        for (const node of group.nodes) addNodes(pricing, pool, node, 1);
        continue;
      }
      if (group.max.state === "unknown")
        pricing.unknown(pool.component, "machines of the user's own", group.max.path, own);
      addNodes(pricing, pool, undefined, known(group.max) ?? 0);
    }
  }
}

function addNodes(pricing: Pricing, pool: SummaryPool, node: string | undefined, count: number): void {
  if (count === 0) return;
  const own = { pool: pool.name };
  const { nodes = {}, nodeTypes = {} } = pricing.book.sheet.onPrem ?? {};
  const keys = [...(node === undefined ? [] : [node]), `${pool.cluster}/${pool.name}`, pool.name];
  const key = keys.find((candidate) => Object.hasOwn(nodes, candidate));
  const name = key === undefined ? undefined : nodes[key];
  const type = name === undefined ? undefined : nodeTypes[name];
  const what = node === undefined ? `${count} machines of pool ${pool.name}` : `machine ${node}`;
  if (name === undefined || type === undefined) {
    const reason = `your own machines are not free: say onPrem.nodes["${pool.cluster}/${pool.name}"] in the price sheet`;
    pricing.gap(pool.component, "unpriced", what, reason, own);
    return;
  }
  pricing.add(
    pool.component,
    {
      item: node === undefined ? `own machines ${name}` : `own machine ${node} (${name})`,
      quantity: fixed(count),
      unit: "node",
      usdPerMonth: fixed(count * ownedUsdPerMonth(type)),
      gpuHours: fixed(count * pool.gpusPerNode * hoursPerMonth),
      purchase: "owned",
      sharesPerGpu: pool.sharesPerGpu,
      source: pricing.book.sheetSource,
      notes: ["write-off, power and staff, whether the machine works or not"],
    },
    own,
  );
}
