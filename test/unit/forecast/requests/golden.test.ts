import { createHash } from "node:crypto";
import type { Forecast, RateTrace, Scenario } from "@roadstead/cost/forecast";
import { arrivalsOf, forecastRequests, forecastWindows } from "@roadstead/cost/forecast";
import { describe, expect, it } from "vitest";
import golden from "./golden-scenario.json" with { type: "json" };

const scenario = golden.scenario as unknown as Scenario;
const rates: RateTrace = {
  kind: "rates",
  windowSeconds: golden.windowSeconds,
  requestsPerSecond: Float64Array.from(golden.requestsPerSecond),
  interarrivalCv: Float64Array.from(golden.interarrivalCv),
  inputTokens: golden.inputTokens,
  outputTokens: golden.outputTokens,
};
const requests = (seed = golden.trafficSeed): Forecast =>
  forecastRequests(arrivalsOf(rates, seed), scenario, { rates });

const hashOf = (forecast: Forecast): string => createHash("sha256").update(JSON.stringify(forecast)).digest("hex");

/** Owned, spot and on-demand nodes, starts, interruptions, drains and drops: one of everything. */
describe("a forecast with one of everything", () => {
  it("has one of everything", () => {
    const { requests: counts, nodes, pools } = requests();
    for (const count of [counts.served, counts.dropped, counts.metColdStart, nodes.starts, nodes.interruptions]) {
      expect(count).toBeGreaterThan(0);
    }
    expect(pools.every((pool) => pool.usd > 0)).toBe(true);
  });

  it("is the same to the byte in every run, and another one with another seed", () => {
    expect(hashOf(requests())).toBe(hashOf(requests()));
    expect(hashOf(requests(12))).not.toBe(hashOf(requests()));
  });

  // The same hashes are asked for on other releases of Node, by a test that installs them. They change with the model.
  it("has the bytes that are written down", () => {
    expect({ requests: hashOf(requests()), windows: hashOf(forecastWindows(rates, scenario)) }).toEqual(golden.hashes);
  });
});
