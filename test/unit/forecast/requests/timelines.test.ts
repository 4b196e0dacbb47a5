import type { Forecast, RequestTrace, Scenario } from "@roadstead/cost/forecast";
import { forecastRequests, sourceOf } from "@roadstead/cost/forecast";
import { describe, expect, it } from "vitest";
import { profile, staticServers } from "./static-servers.js";

/** Requests at these seconds, each of 1 s: a hundred tokens after the first, of 10 ms. */
const arrivals = (seconds: readonly number[], lastSeconds: number, tokens = 101): RequestTrace => ({
  kind: "requests",
  count: seconds.length,
  durationMicros: lastSeconds * 1e6,
  arrivalMicros: Float64Array.from(seconds, (at) => at * 1e6),
  inputTokens: new Int32Array(seconds.length).fill(1000),
  outputTokens: new Int32Array(seconds.length).fill(tokens),
});

const forecast = (trace: RequestTrace, scenario: Scenario): Forecast => forecastRequests(sourceOf(trace), scenario);

const onDemand = (overrides: Partial<Scenario> = {}): Scenario => ({
  ...staticServers(profile(), 1),
  pools: [
    {
      name: "cloud",
      usdPerHour: 3.6,
      gpusPerNode: 1,
      replicasPerNode: 1,
      size: { min: 0, max: 4 },
      billing: "per-second",
      start: { nodeSeconds: 60, pullSeconds: 20, loadSeconds: 10 },
    },
  ],
  nodeScaling: {
    kind: "cluster-autoscaler",
    scanSeconds: 10,
    scaleDownUnneededSeconds: 600,
    scaleDownDelayAfterAddSeconds: 600,
    scaleDownUtilizationThreshold: 0.5,
  },
  ...overrides,
});

describe("timelines that a hand can follow", () => {
  it("one request alone: its prompt, the server's own time, and its tokens", () => {
    const replica = profile({ prefillTokensPerSecond: 10_000, firstTokenMs: 50, firstTokenMsPerInputToken: 0.02 });
    const { firstTokenSeconds, endToEndSeconds, secondsPerToken } = forecast(
      arrivals([0], 10),
      staticServers(replica, 1),
    );
    expect(firstTokenSeconds.mean).toBeCloseTo(0.1 + 0.05 + 0.02, 6);
    expect(endToEndSeconds.mean).toBeCloseTo(0.17 + 1, 6);
    expect(secondsPerToken.mean).toBeCloseTo(0.01, 8);
  });

  it("three at once on one place: they wait for one another, first come, first served", () => {
    const { firstTokenSeconds, endToEndSeconds, requests } = forecast(
      arrivals([0, 0, 0], 10),
      staticServers(profile(), 1),
    );
    expect(firstTokenSeconds.mean).toBeCloseTo((0 + 1 + 2) / 3, 5);
    expect(endToEndSeconds.mean).toBeCloseTo((1 + 2 + 3) / 3, 5);
    expect(requests.worstBacklog).toBe(2);
  });

  it("a prompt that comes holds up who is decoding, for as long as it is read", () => {
    const replica = profile({ prefillTokensPerSecond: 5000, maxBatch: 4 });
    const { endToEndSeconds } = forecast(arrivals([0, 0.7], 10), staticServers(replica, 1));
    // Both read for 0.2 s. The first is held up once; the second reads, then decodes alone from 1.4 s on.
    expect(endToEndSeconds.mean).toBeCloseTo((1.2 + 0.2 + 1.2) / 2, 5);
  });

  it("two in a batch whose pace is shared: the second slows the first down", () => {
    const replica = profile({ decodeMs: 5, decodeMsPerRequest: 5, maxBatch: 4 });
    const { endToEndSeconds } = forecast(arrivals([0, 0.5], 10), staticServers(replica, 1));
    // 50 tokens alone at 10 ms, then 15 ms: the first ends at 1.25 s, the second 50 tokens later, alone again. A first
    // token of the second comes 1.5 x 5 ms later for the other that is there.
    expect(endToEndSeconds.mean).toBeCloseTo((1.25 + (1.75 - 0.5 + 0.0075)) / 2, 5);
  });

  it("the least loaded of two replicas takes the next", () => {
    const replica = profile({ decodeMs: 5, decodeMsPerRequest: 5, maxBatch: 4 });
    const { endToEndSeconds } = forecast(arrivals([0, 0.5], 10), staticServers(replica, 2));
    expect(endToEndSeconds.mean).toBeCloseTo(1, 5);
  });

  it("who waits longer than the gateway allows is dropped, and counts as late", () => {
    const { requests, slo } = forecast(arrivals([0, 0, 0], 10), {
      ...staticServers(profile(), 1),
      queueTimeoutSeconds: 1.5,
    });
    expect(requests).toMatchObject({ arrived: 3, served: 2, dropped: 1, unfinished: 0 });
    expect(slo.attainment).toBeCloseTo(2 / 3, 10);
  });

  it("who is there at the end is unfinished, and late when its first token is", () => {
    const { requests, slo } = forecast(arrivals([0, 0, 0, 0, 0], 3.5), staticServers(profile(), 1));
    expect(requests).toMatchObject({ served: 3, dropped: 0, unfinished: 2 });
    // First tokens after 0, 1 and 2 s are in time; after 3 s it is not, and who waits for 3.5 s has none.
    expect(slo.attainment).toBeCloseTo(3 / 5, 10);
  });

  it("requests that wait for a node meet a cold start: scaled from zero, they are served 90 s and a poll later", () => {
    const target = { metric: "concurrency" as const, perReplica: 1 };
    const limits = { target, size: { min: 0, max: 1 }, syncSeconds: 15, tolerance: 0.1 };
    const scenario = onDemand({
      podScaling: {
        kind: "keda",
        pollingSeconds: 30,
        cooldownSeconds: 300,
        scaleDownStabilizationSeconds: 300,
        ...limits,
      },
    });
    const { requests, firstTokenSeconds, nodes } = forecast(arrivals([100, 101], 1000), scenario);
    expect(requests).toMatchObject({ served: 2, metColdStart: 2 });
    expect(nodes.starts).toBe(1);
    // Polled at 120 s, a node asked for within a scan of 10 s, ready 90 s later.
    expect(firstTokenSeconds.mean).toBeGreaterThanOrEqual(20 + 90);
    expect(firstTokenSeconds.mean).toBeLessThan(20 + 90 + 11);
  });

  it("a replica that is lost gives its requests back, and they are served from the start on another", () => {
    const spot = {
      kind: "replay" as const,
      atSeconds: Float64Array.of(0, 600.5),
      availableShare: Float64Array.of(1, 0),
      noticeSeconds: 0,
    };
    const base = onDemand({ podScaling: { kind: "static", replicas: 1 } });
    const [pool] = base.pools;
    const scenario: Scenario = {
      ...base,
      pools: [{ ...pool!, name: "spot", size: { min: 0, max: 1 }, interruptions: spot }, { ...pool! }],
    };
    const { requests, endToEndSeconds, nodes } = forecast(arrivals([600], 1000), scenario);
    expect(nodes.interruptions).toBe(1);
    expect(requests).toMatchObject({ served: 1, metColdStart: 1 });
    // Half a second of work is gone; then a node of the other pool takes 90 s to come, and all 100 tokens 1 s.
    expect(endToEndSeconds.mean).toBeGreaterThan(0.5 + 90 + 1);
    expect(endToEndSeconds.mean).toBeLessThan(0.5 + 90 + 1 + 21);
  });

  it("takes its requests batch by batch, however they are cut", () => {
    const trace = arrivals([0, 0.1, 0.2, 0.3, 5, 5.1], 20);
    let next = 0;
    const cut = {
      durationMicros: trace.durationMicros,
      next: () => {
        const [from, to] = [next, Math.min(next + 2, trace.count)];
        next = to;
        if (from === to) return undefined;
        return {
          count: to - from,
          arrivalMicros: trace.arrivalMicros.subarray(from, to),
          inputTokens: trace.inputTokens.subarray(from, to),
          outputTokens: trace.outputTokens.subarray(from, to),
        };
      },
    };
    const scenario = staticServers(profile(), 1);
    expect(JSON.stringify(forecastRequests(cut, scenario))).toBe(JSON.stringify(forecast(trace, scenario)));
  });

  it("tells how far it is, and refuses a traffic that does not last", () => {
    const shares: number[] = [];
    const options = { windowSeconds: 30, onProgress: (share: number) => void shares.push(share) };
    forecastRequests(sourceOf(arrivals([0], 100)), staticServers(profile(), 1), options);
    expect(shares).toEqual([0.25, 0.5, 0.75, 1]);
    expect(() => forecast(arrivals([], 0), staticServers(profile(), 1))).toThrow(RangeError);
  });
});
