import type { Forecast, RateTrace } from "@roadstead/cost/forecast";
import { arrivalsOf, forecastRequests, replicaProfile, safeRate, trafficTokensOf } from "@roadstead/cost/forecast";
import { describe, expect, it } from "vitest";
import { capacityOf } from "../../../../packages/cost/src/forecast/service/service-law.js";
import { profile, staticServers } from "../requests/static-servers.js";

const slo = { firstTokenSeconds: 2, secondsPerToken: 0.05, attainment: 0.99 };
const chat = { inputTokens: { mean: 1155, cv: 1 }, outputTokens: { mean: 211, cv: 1.2 } };
const code = { inputTokens: { mean: 2048, cv: 0.8 }, outputTokens: { mean: 28, cv: 2 } };
const reasoning = { inputTokens: { mean: 600, cv: 1 }, outputTokens: { mean: 800, cv: 0.6 } };

const attained = (name: string, tokens: typeof chat, perSecond: number): Forecast["slo"] => {
  const minutes = Math.ceil(20_000 / perSecond / 60);
  const rates: RateTrace = {
    kind: "rates",
    windowSeconds: 60,
    requestsPerSecond: new Float64Array(minutes).fill(perSecond),
    ...tokens,
  };
  return forecastRequests(arrivalsOf(rates, 3), staticServers(replicaProfile(name)!, 1, { slo })).slo;
};

describe("the rate that one replica is trusted with", () => {
  it.each([
    ["llama-3.1-8b/h100-80", chat],
    ["llama-3.1-8b/h100-80", code],
    ["llama-3.1-8b/a100-80", chat],
    ["llama-3.1-8b/l40s", reasoning],
    ["llama-3.1-8b/2x-a100-80", chat],
    ["qwen3-32b/2x-h100-80", chat],
    ["llama-3.1-70b-fp8/2x-h100-80", reasoning],
    ["llama-2-70b/4x-h100-80", chat],
    ["llama-3.1-8b/h100-80-blis", chat],
  ])("of %s is what requests one by one bear out (row %#)", (name, tokens) => {
    const safe = safeRate(replicaProfile(name)!, tokens, slo);
    expect(safe.requestsPerSecond).toBeGreaterThan(0);
    // Within a point of the level; and not much more can be had.
    expect(attained(name, tokens, safe.requestsPerSecond).attainment).toBeGreaterThan(0.98);
    expect(attained(name, tokens, 1.8 * safe.requestsPerSecond).attainment).toBeLessThan(0.985);
  });

  it("is nothing where a lonely request is too slow", () => {
    const slow = profile({ decodeMs: 60 });
    expect(safeRate(slow, chat, slo)).toEqual({ requestsPerSecond: 0, concurrency: 0 });
    const late = profile({ firstTokenMs: 3000 });
    expect(safeRate(late, chat, slo).requestsPerSecond).toBe(0);
  });

  it("never passes what a full batch serves, and grows with a weaker level", () => {
    const replica = replicaProfile("llama-3.1-8b/h100-80")!;
    const rates = [0.02, 0.03, 0.05, 0.2].map(
      (secondsPerToken) => safeRate(replica, chat, { ...slo, secondsPerToken }).requestsPerSecond,
    );
    expect([...rates].sort((a, b) => a - b)).toEqual(rates);
    expect(rates.at(-1)).toBeLessThan(capacityOf(replica, chat));
  });

  it("counts each window's sizes by its requests", () => {
    const trace: RateTrace = {
      kind: "rates",
      windowSeconds: 60,
      requestsPerSecond: Float64Array.of(1, 3),
      inputTokens: { mean: Float64Array.of(100, 200), cv: 0 },
      outputTokens: { mean: 50, cv: 1 },
    };
    expect(trafficTokensOf(trace)).toEqual({ inputTokens: { mean: 175, cv: 0 }, outputTokens: { mean: 50, cv: 1 } });
  });
});
