import { gpusOfType } from "../book/machines.js";
import type { CostLine } from "../cost-line.js";
import { hoursPerMonth, roundUsd } from "../money.js";
import type { Pricing } from "../pricing.js";
import { fixed } from "../range.js";

/** What commitments of the sheet cost, used or not. They belong to no resource. */
export function commitmentLines(pricing: Pricing): readonly CostLine[] {
  return (pricing.book.sheet.committed ?? []).map(({ provider, machineType, region, count, usdPerHour }, i) => {
    const { sheetSource: source } = pricing.book;
    pricing.sources.set(source.id, source);
    const gpus = pricing.book.sheet.providers?.[provider]?.machines?.[machineType]?.gpus;
    return {
      urn: `commitment:${i}`,
      type: "commitment",
      name: `${machineType} ${region ?? "in any region"}`,
      item: `committed ${machineType}`,
      quantity: fixed(count),
      unit: "node",
      usdPerMonth: fixed(roundUsd(count * usdPerHour * hoursPerMonth)),
      gpuHours: fixed(count * (gpus ?? gpusOfType(provider, machineType)) * hoursPerMonth),
      purchase: "reserved",
      source: source.id,
      notes: ["paid for whether it is used or not"],
    };
  });
}
