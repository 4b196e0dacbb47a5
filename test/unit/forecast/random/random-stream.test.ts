import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { sampleGamma } from "../../../../packages/cost/src/forecast/random/gamma.js";
import { lognormalOf, sampleLognormal } from "../../../../packages/cost/src/forecast/random/lognormal.js";
import { samplePoisson } from "../../../../packages/cost/src/forecast/random/poisson.js";
import { RandomStream } from "../../../../packages/cost/src/forecast/random/random-stream.js";
import { sampleWeibull } from "../../../../packages/cost/src/forecast/random/weibull.js";

const first = (seed: number, name: string): number[] => {
  const random = new RandomStream(seed, name);
  return Array.from({ length: 64 }, () => random.bits());
};

describe("random streams", () => {
  it("repeat themselves for the same seed and name", () => {
    expect(first(42, "arrivals")).toEqual(first(42, "arrivals"));
  });

  it.each([
    ["another seed", 43, "arrivals"],
    ["a seed of which only the upper 21 bits differ", 42 + 2 ** 40, "arrivals"],
    ["another name", 42, "arrival"],
    ["the same letters in another order", 42, "arrivasl"],
    ["no name", 42, ""],
  ])("have nothing in common with those of %s", (_, seed, name) => {
    const others = first(seed, name);
    expect(first(42, "arrivals").filter((bits, i) => bits === others[i])).toEqual([]);
  });

  it("set every bit as often as not", () => {
    const random = new RandomStream(0, "bits");
    const set = new Array<number>(32).fill(0);
    const count = 20_000;
    for (let i = 0; i < count; i++) {
      const bits = random.bits();
      for (let bit = 0; bit < 32; bit++) set[bit]! += (bits >>> bit) & 1;
    }
    for (const times of set) expect(Math.abs(times - count / 2)).toBeLessThan(2.5 * Math.sqrt(count));
  });

  it("of neighbouring seeds are not alike", () => {
    const bits = Array.from({ length: 2000 }, (_, seed) => new RandomStream(seed, "").uniform());
    expect(new Set(bits).size).toBe(2000);
    expect(Math.abs(bits.reduce((sum, x) => sum + x, 0) / 2000 - 0.5)).toBeLessThan(0.03);
  });

  it("give the same bytes on every machine and release of Node", () => {
    const random = new RandomStream(20_261_124, "pinned");
    const { mu, sigma } = lognormalOf(211, 1.2);
    const draws = new Float64Array(5000);
    for (let i = 0; i < draws.length; i += 5) {
      draws[i] = random.uniform();
      draws[i + 1] = sampleGamma(random, 0.1 + (i % 7));
      draws[i + 2] = sampleWeibull(random, 0.4);
      draws[i + 3] = sampleLognormal(random, mu, sigma);
      draws[i + 4] = samplePoisson(random, i / 100);
    }
    expect(createHash("sha256").update(new Uint8Array(draws.buffer)).digest("hex").slice(0, 32)).toBe(
      "3f3afc5f7bc06abb876a392e0b836d23",
    );
  });
});
