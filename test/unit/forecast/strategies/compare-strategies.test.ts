import { compareStrategies, type ForecastSpeed, sizingOf, strategyNames } from "@roadstead/cost/forecast";
import { describe, expect, it } from "vitest";
import { flatForecast } from "./flat-forecast.js";
import { diurnal, offer, onDemand, spot } from "./sample-offer.js";

const rates = diurnal(2, 20);
const { safe } = sizingOf(rates, offer);
const forecast: ForecastSpeed = (traffic, scenario) => flatForecast(traffic, scenario, safe.requestsPerSecond);
const compared = compareStrategies(rates, { ...offer, spot }, { forecast });
const resultOf = (name: (typeof strategyNames)[number], results = compared.results) =>
  results.find((result) => result.name === name)!;

describe("the comparison of strategies", () => {
  it("has each strategy once, in the order in which they are shown", () => {
    expect(compared.results.map(({ name }) => name)).toEqual(strategyNames);
  });

  it("has no spot strategy where there are no spot nodes", () => {
    const { results } = compareStrategies(rates, offer, { forecast });
    expect(results.map(({ name }) => name)).toEqual(strategyNames.filter((name) => name !== "tuned-spot"));
  });

  it("asks of owned machines neither a discount nor a burst, and the same price whatever is done with them", () => {
    const owned = { ...offer, onDemand: { ...onDemand, billing: "always" as const, size: { min: 40, max: 40 } } };
    const { results } = compareStrategies(rates, owned, { forecast });
    expect(results.map(({ name }) => name)).toEqual(
      strategyNames.filter((name) => !["static-reserved", "tuned-spot", "hybrid"].includes(name)),
    );
    expect(new Set(results.map((result) => result.forecast.cost.total))).toEqual(new Set([40 * 48]));
  });

  it("sizes a static fleet for the peak, with no more headroom than the service level asks for", () => {
    const { knobs, forecast: found, scenario } = resultOf("static-peak");
    expect(found.slo.isMet).toBe(true);
    expect(knobs.minReplicas).toBe(Math.ceil(20 / (safe.requestsPerSecond * knobs.targetUtilization)));
    expect(scenario.pools[0]!.size).toEqual({ min: knobs.minReplicas, max: knobs.minReplicas });
    // Two days of each node at 1 USD an hour.
    expect(found.cost.total).toBeCloseTo(knobs.minReplicas * 48, 6);
  });

  it("prices a reserved fleet like the one at peak, less the discount, used or not", () => {
    expect(resultOf("static-reserved").forecast.cost.total).toBeCloseTo(
      resultOf("static-peak").forecast.cost.total * 0.6,
      6,
    );
    expect(resultOf("static-reserved").savings.versusPeak).toBeCloseTo(0.4, 6);
  });

  it("counts savings from both baselines", () => {
    const hpa = resultOf("hpa-cluster-autoscaler");
    const of = (name: "static-peak" | "static-p99") => resultOf(name).forecast.cost.total;
    expect(hpa.savings).toEqual({
      versusPeak: 1 - hpa.forecast.cost.total / of("static-peak"),
      versusP99: 1 - hpa.forecast.cost.total / of("static-p99"),
    });
    expect(hpa.savings.versusPeak).toBeGreaterThan(0.3);
  });

  it("finds the tuned strategy no dearer than the defaults, and with spot no dearer than without", () => {
    const usd = (name: (typeof strategyNames)[number]) => resultOf(name).forecast.cost.total;
    expect(usd("tuned")).toBeLessThanOrEqual(usd("hpa-cluster-autoscaler"));
    expect(usd("tuned-spot")).toBeLessThan(usd("tuned"));
    expect(usd("clairvoyant")).toBeLessThanOrEqual(usd("tuned"));
  });

  it("says infeasible, with the nearest and without a saving, where there are too few machines", () => {
    const few = { ...offer, onDemand: { ...onDemand, size: { min: 0, max: 2 } } };
    for (const result of compareStrategies(rates, few, { forecast }).results) {
      expect([result.name, result.isFeasible, result.savings]).toEqual([result.name, false, {}]);
      const best = Math.max(...result.tried.map(({ attainment }) => attainment));
      expect(result.forecast.slo.attainment, result.name).toBe(best);
    }
  });

  it("burns no less at a flat traffic than a static fleet does", () => {
    const flat = { ...rates, requestsPerSecond: new Float64Array(48).fill(20) };
    const { results } = compareStrategies(flat, offer, { forecast });
    expect(resultOf("hpa-cluster-autoscaler", results).savings.versusPeak).toBeCloseTo(0, 6);
  });

  it("uses the nodes that are owned, all of them, and the cloud for the rest", () => {
    const owned = { ...onDemand, name: "rack", usdPerHour: 0.3, billing: "always", size: { min: 0, max: 2 } } as const;
    const hybrid = resultOf("hybrid", compareStrategies(rates, { ...offer, owned }, { forecast }).results);
    expect(hybrid.scenario.pools.map(({ name, size }) => [name, size.min])).toEqual([
      ["rack", 2],
      ["serving", 0],
    ]);
  });

  it("is the same each time", () => {
    expect(JSON.stringify(compareStrategies(rates, { ...offer, spot }, { forecast }))).toBe(JSON.stringify(compared));
  });

  it("tells of each forecast before it is made", () => {
    const told: string[] = [];
    compareStrategies(rates, offer, { forecast, strategies: ["keda-zero"], progress: (name) => told.push(name) });
    expect(new Set(told)).toEqual(new Set(["keda-zero"]));
  });
});
