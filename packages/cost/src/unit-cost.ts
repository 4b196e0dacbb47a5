import type { CostGap, CostLine } from "./cost-line.js";
import type { Range } from "./range.js";
import { isZero, plus, sumUsd, zero } from "./range.js";

/** USD for an hour of one GPU. Of machines with GPUs alone: disks, networks and control planes are not in it. */
export interface UnitCost {
  /** Absent where there are no GPU hours. */
  readonly usdPerGpuHour?: Partial<Range>;
  /** The same for what one pod gets where pods share GPUs: a MIG instance, a turn. */
  readonly usdPerGpuShareHour?: Partial<Range>;
}

/** GPU hours of machines that work at different prices are added up: whole GPUs, shares of one as their part. */
export const gpuHoursOf = (lines: readonly CostLine[]): Range => {
  const sum = lines.reduce((total, line) => plus(total, line.gpuHours), zero);
  // Shares of GPUs are binary or decimal fractions; nobody reads more than six places of an hour.
  const round = (hours: number): number => Number(hours.toFixed(6));
  return { floor: round(sum.floor), expected: round(sum.expected), ceiling: round(sum.ceiling) };
};

/** Machines whose attached GPUs have no price are left out: the hour of one would cost less than its machine. */
export function unitCost(lines: readonly CostLine[], gaps: readonly CostGap[]): UnitCost {
  const halves = new Set(gaps.filter(({ what }) => what.startsWith("attached ")).map(({ urn }) => urn));
  const machines = lines.filter(
    (line) => (!isZero(line.gpuHours) || line.item.startsWith("attached ")) && !halves.has(line.urn),
  );
  if (machines.length === 0) return {};
  const usd = sumUsd(machines.map((line) => line.usdPerMonth));
  const hours = gpuHoursOf(machines);
  const shares = machines.reduce(
    (total, { gpuHours, sharesPerGpu = 1 }) => ({
      floor: total.floor + gpuHours.floor * sharesPerGpu,
      expected: total.expected + gpuHours.expected * sharesPerGpu,
      ceiling: total.ceiling + gpuHours.ceiling * sharesPerGpu,
    }),
    zero,
  );
  const isShared = machines.some(({ sharesPerGpu = 1 }) => sharesPerGpu !== 1);
  return {
    usdPerGpuHour: ratio(usd, hours),
    ...(isShared ? { usdPerGpuShareHour: ratio(usd, shares) } : {}),
  };
}

/** USD by the hour, to a hundredth of a cent; absent where there are no hours. */
const ratio = (usd: Range, hours: Range): Partial<Range> => ({
  ...(hours.floor > 0 ? { floor: toHundredths(usd.floor / hours.floor) } : {}),
  ...(hours.expected > 0 ? { expected: toHundredths(usd.expected / hours.expected) } : {}),
  ...(hours.ceiling > 0 ? { ceiling: toHundredths(usd.ceiling / hours.ceiling) } : {}),
});

const toHundredths = (usd: number): number => Math.round(usd * 1e4) / 1e4;
