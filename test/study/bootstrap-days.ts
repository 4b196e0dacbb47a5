import type { Forecast } from "@roadstead/cost/forecast";
import { RandomStream } from "../../packages/cost/src/forecast/random/random-stream.js";

const daySeconds = 86_400;
const resamples = 1000;

/** USD of each whole day of a forecast. */
export const usdByDay = ({ series, durationSeconds }: Forecast): number[] => {
  const days = Math.floor(durationSeconds / daySeconds);
  const perDay = new Array<number>(days).fill(0);
  series.usdPerHour.forEach((usd, i) => {
    const day = Math.floor((i * series.windowSeconds) / daySeconds);
    if (day < days) perDay[day]! += (usd * series.windowSeconds) / 3600;
  });
  return perDay;
};

/**
 * Where a saving lies in 95 of 100 cases when the days of a traffic are drawn anew, with replacement: how much it hangs
 * on which days there were. Undefined below five days, which say nothing of others.
 */
export const savingRange = (
  policy: Forecast,
  baseline: Forecast,
  seed: number,
): readonly [number, number] | undefined => {
  const costs = usdByDay(policy);
  const baselines = usdByDay(baseline);
  if (costs.length < 5) return undefined;
  const random = new RandomStream(seed, "days");
  const savings = Float64Array.from({ length: resamples }, () => {
    let cost = 0;
    let base = 0;
    for (let i = 0; i < costs.length; i++) {
      const day = random.below(costs.length);
      cost += costs[day]!;
      base += baselines[day]!;
    }
    return 1 - cost / base;
  }).sort();
  return [savings[Math.floor(0.025 * resamples)]!, savings[Math.ceil(0.975 * resamples) - 1]!];
};
