import type { Forecast } from "@roadstead/cost/forecast";
import { describe, expect, it } from "vitest";
import { lognormalOf, sampleLognormal } from "../../../../packages/cost/src/forecast/random/lognormal.js";
import type { RandomStream } from "../../../../packages/cost/src/forecast/random/random-stream.js";
import { sampleExponential } from "../../../../packages/cost/src/forecast/random/ziggurat.js";
import secondOpinion from "./second-opinion.json" with { type: "json" };
import { profile, requestsOf, serve } from "./static-servers.js";

/** A service has a mean of 1 s: a thousand tokens of 1 ms. */
const tokens = 1000;
const none = (): number => 0;

const sizes = (cv: number): ((random: RandomStream) => number) => {
  if (cv === 0) return () => tokens;
  if (cv === 1) return (random) => tokens * sampleExponential(random);
  const { mu, sigma } = lognormalOf(tokens, cv);
  return (random) => sampleLognormal(random, mu, sigma);
};

const poisson =
  (perSecond: number) =>
  (random: RandomStream): number =>
    sampleExponential(random) / perSecond;

/** One request at a time in each replica: the queue of a textbook. */
const multiServer = (servers: number, load: number, cv: number, count = 200_000): Forecast =>
  serve(requestsOf(count, poisson(load * servers), none, sizes(cv)), profile({ decodeMs: 1 }), servers);

/** Mean wait of M/M/c with services of 1 s. */
const erlangC = (servers: number, load: number): number => {
  // Erlang's B by its recurrence, which has no factorials that grow too large.
  let blocked = 1;
  for (let i = 1; i <= servers; i++) blocked = (load * servers * blocked) / (i + load * servers * blocked);
  const waits = blocked / (1 - load * (1 - blocked));
  return waits / (servers * (1 - load));
};

describe("queues with closed forms", () => {
  it("Erlang's C itself has the values of his tables", () => {
    expect(erlangC(1, 0.8)).toBeCloseTo(4, 10);
    expect(erlangC(2, 0.75)).toBeCloseTo(1.2857, 4);
  });

  it.each([
    [1, 0.5],
    [1, 0.8],
    [4, 0.8],
    [16, 0.9],
    [64, 0.9],
  ])("M/M/%d at a load of %d waits as Erlang C says", (servers, load) => {
    const { mean } = multiServer(servers, load, 1).firstTokenSeconds;
    expect(Math.abs(mean / erlangC(servers, load) - 1)).toBeLessThan(0.08);
  });

  it.each([0, 0.5, 2])("M/G/1 with services that vary by %d waits as Pollaczek and Khinchine say", (cv) => {
    const wait = (0.7 * (1 + cv * cv)) / 2 / (1 - 0.7);
    expect(Math.abs(multiServer(1, 0.7, cv).firstTokenSeconds.mean / wait - 1)).toBeLessThan(0.05);
  });

  it.each([0, 0.5, 1.2])("M/G/8 with services that vary by %d waits as Allen and Cunneen approximate", (cv) => {
    const wait = (erlangC(8, 0.85) * (1 + cv * cv)) / 2;
    expect(Math.abs(multiServer(8, 0.85, cv).firstTokenSeconds.mean / wait - 1)).toBeLessThan(0.1);
  });

  it.each(secondOpinion)("M/G/$servers at $load with cv $cv waits as ciw has it", (row) => {
    const { mean } = multiServer(row.servers, row.load, row.cv).firstTokenSeconds;
    // Four standard errors of theirs, and what ours may be off.
    expect(Math.abs(mean - row.meanWait)).toBeLessThan(4 * row.standardError + 0.05 * row.meanWait);
  });

  it.each([0.5, 1, 2])(
    "a batch that shares one pace is processor sharing: sizes that vary by %d change no mean",
    (cv) => {
      const sharing = profile({ decodeMs: 0, decodeMsPerRequest: 1, maxBatch: 4096 });
      const forecast = serve(requestsOf(100_000, poisson(0.7), none, sizes(cv)), sharing, 1);
      // The first token's wait is that of its own iteration and is no part of the sharing.
      const stay = forecast.endToEndSeconds.mean - forecast.firstTokenSeconds.mean;
      expect(Math.abs(stay / (1 / (1 - 0.7)) - 1)).toBeLessThan(0.06);
    },
  );

  it("a batch without a price is a server for each: nobody waits, and all take their own time", () => {
    const forecast = serve(requestsOf(50_000, poisson(20), none, sizes(1)), profile({ decodeMs: 1, maxBatch: 512 }), 1);
    expect(forecast.firstTokenSeconds.p999).toBeLessThan(0.002);
    expect(forecast.endToEndSeconds.mean).toBeCloseTo(1, 1);
  });

  it("prompts of answers of one token wait for each other as M/D/1", () => {
    const reading = profile({ prefillTokensPerSecond: 10_000, maxBatch: 4096 });
    const forecast = serve(
      requestsOf(100_000, poisson(8), () => 1000, none),
      reading,
      1,
    );
    // 0.1 s each at a load of 0.8: 0.2 s of waiting.
    expect(forecast.firstTokenSeconds.mean).toBeCloseTo(0.3, 2);
  });

  it("Little's law holds in a batch that settles: rate times stay is what the law of the service says", () => {
    const replica = profile({ decodeMs: 8, decodeMsPerRequest: 0.1, prefillTokensPerSecond: 50_000, maxBatch: 256 });
    const forecast = serve(
      requestsOf(
        200_000,
        poisson(10),
        () => 1000,
        () => 200,
      ),
      replica,
      1,
    );
    // b = r n a / (1 - s - r n k), with s = 0.2 and r n = 2 tokens per ms.
    const batch = (2 * 8) / (1 - 0.2 - 2 * 0.1);
    expect(forecast.secondsPerToken.mean * 200 * 10).toBeCloseTo(batch, -1);
    expect(Math.abs((forecast.secondsPerToken.mean * 2000) / batch - 1)).toBeLessThan(0.05);
  });
});
