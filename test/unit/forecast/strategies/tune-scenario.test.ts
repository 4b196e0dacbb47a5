import { type ForecastSpeed, sizingOf, tuneScenario } from "@roadstead/cost/forecast";
import { describe, expect, it } from "vitest";
import { flatForecast } from "./flat-forecast.js";
import { diurnal, offer, spot } from "./sample-offer.js";

const rates = diurnal(5, 20);
const { safe } = sizingOf(rates, offer);
const seen: number[] = [];
const forecast: ForecastSpeed = (traffic, scenario) => {
  seen.push(traffic.requestsPerSecond.length);
  return flatForecast(traffic, scenario, safe.requestsPerSecond);
};
const tuning = tuneScenario(rates, { ...offer, spot }, { forecast, pool: "serving" });

describe("the tuning of a scenario", () => {
  it("chooses on the first half, in whole days, and reports on the rest", () => {
    expect([tuning.trainedSeconds, tuning.heldOutSeconds]).toEqual([2 * 86_400, 3 * 86_400]);
    expect(tuning.heldOut.tuned.durationSeconds).toBe(3 * 86_400);
    // Of all forecasts only the last three have seen the part that is held out.
    expect(seen.filter((windows) => windows !== 48)).toEqual([72, 72, 72]);
  });

  it("divides a traffic of less than two days in the middle", () => {
    const { trainedSeconds, heldOutSeconds } = tuneScenario(diurnal(1, 20), offer, { forecast });
    expect([trainedSeconds, heldOutSeconds]).toEqual([12 * 3600, 12 * 3600]);
  });

  it("says which settings to make, with capacity that adds up to the most", () => {
    const change = (path: string) => tuning.changes.find((it) => it.path === path)?.value;
    expect(change("pools.serving.size.min")).toBe(tuning.chosen.knobs.minReplicas);
    const capacity = change("pools.serving.capacity") as { kind: string; maxNodes: number }[];
    expect(capacity.map(({ kind }) => kind)).toContain("spot");
    expect(capacity.reduce((sum, { maxNodes }) => sum + maxNodes, 0)).toBe(change("pools.serving.size.max"));
    expect(change("spec.behavior.scaleDown.stabilizationWindowSeconds")).toBe(tuning.chosen.knobs.scaleDownSeconds);
  });

  it("keeps to a budget, and says where the service level does not fit into it", () => {
    const budgetUsdPerMonth = tuning.usdPerMonth / 2;
    const tight = tuneScenario(rates, { ...offer, spot }, { forecast, budgetUsdPerMonth });
    // Nothing is to be had for it: what the service level does cost is said instead.
    expect([tight.isFeasible, tight.isWithinBudget, tight.usdPerMonth]).toEqual([false, false, tuning.usdPerMonth]);
    const wide = tuneScenario(rates, { ...offer, spot }, { forecast, budgetUsdPerMonth: tuning.usdPerMonth * 1.01 });
    expect([wide.isFeasible, wide.isWithinBudget]).toEqual([true, true]);
  });

  it("says what the service level costs where a budget pays only for settings that miss it", () => {
    const aimed: ForecastSpeed = (traffic, scenario) => {
      const outcome = forecast(traffic, scenario);
      const { podScaling } = scenario;
      const isMet = podScaling.kind === "static" || podScaling.target.perReplica < 0.65 * safe.requestsPerSecond;
      return isMet ? outcome : { ...outcome, slo: { attainment: 0.5, isMet } };
    };
    const free = tuneScenario(rates, offer, { forecast: aimed });
    const tight = tuneScenario(rates, offer, { forecast: aimed, budgetUsdPerMonth: free.usdPerMonth * 0.95 });
    expect(free.isFeasible).toBe(true);
    expect([tight.isFeasible, tight.isWithinBudget, tight.usdPerMonth]).toEqual([false, false, free.usdPerMonth]);
  });
});
