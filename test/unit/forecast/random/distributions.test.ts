import { describe, expect, it } from "vitest";
import { sampleGamma } from "../../../../packages/cost/src/forecast/random/gamma.js";
import { lognormalOf, sampleLognormal } from "../../../../packages/cost/src/forecast/random/lognormal.js";
import { samplePoisson } from "../../../../packages/cost/src/forecast/random/poisson.js";
import { RandomStream } from "../../../../packages/cost/src/forecast/random/random-stream.js";
import { sampleWeibull, weibullMean, weibullShape } from "../../../../packages/cost/src/forecast/random/weibull.js";
import { sampleExponential, sampleNormal } from "../../../../packages/cost/src/forecast/random/ziggurat.js";
import { momentsOf } from "./moments.js";

type Draw = (random: RandomStream) => number;

const lognormal = (mean: number, cv: number): Draw => {
  const { mu, sigma } = lognormalOf(mean, cv);
  return (random) => sampleLognormal(random, mu, sigma);
};

const weibull = (cv: number): Draw => {
  const shape = weibullShape(cv);
  return (random) => sampleWeibull(random, shape) / weibullMean(shape);
};

describe("moments of what is drawn", () => {
  it.each<[string, number, number, Draw]>([
    ["a uniform number", 1 / 2, 1 / 12, (random) => random.uniform()],
    ["one of six", 2.5, 35 / 12, (random) => random.below(6)],
    ["an exponential number", 1, 1, sampleExponential],
    ["a normal number", 0, 1, sampleNormal],
    ["a gamma number of shape 0.02", 0.02, 0.02, (random) => sampleGamma(random, 0.02)],
    ["a gamma number of shape 0.5", 0.5, 0.5, (random) => sampleGamma(random, 0.5)],
    ["a gamma number of shape 1", 1, 1, (random) => sampleGamma(random, 1)],
    ["a gamma number of shape 40", 40, 40, (random) => sampleGamma(random, 40)],
    ["a Weibull number of cv 0.5", 1, 0.25, weibull(0.5)],
    ["a Weibull number of cv 1", 1, 1, weibull(1)],
    ["a Weibull number of cv 3", 1, 9, weibull(3)],
    ["a lognormal number of cv 0.8", 200, 160 ** 2, lognormal(200, 0.8)],
    ["a lognormal number of cv 2", 10, 400, lognormal(10, 2)],
    ["a Poisson number of mean 0", 0, 0, (random) => samplePoisson(random, 0)],
    ["a Poisson number of mean 0.4", 0.4, 0.4, (random) => samplePoisson(random, 0.4)],
    ["a Poisson number of mean 9.5", 9.5, 9.5, (random) => samplePoisson(random, 9.5)],
    ["a Poisson number of mean 12", 12, 12, (random) => samplePoisson(random, 12)],
    ["a Poisson number of mean 5000", 5000, 5000, (random) => samplePoisson(random, 5000)],
  ])("%s has mean %d and variance %d", (name, mean, variance, draw) => {
    const random = new RandomStream(2026, name);
    const moments = momentsOf(30_000, () => draw(random));
    expect(Math.abs(moments.mean - mean)).toBeLessThanOrEqual(moments.meanTolerance);
    expect(Math.abs(moments.variance - variance)).toBeLessThanOrEqual(moments.varianceTolerance);
  });

  it("a lognormal number of cv 0 is its mean", () => {
    const draw = lognormal(300, 0);
    expect(draw(new RandomStream(1, "constant"))).toBeCloseTo(300, 9);
  });

  it("the tails of the ziggurat are those of its laws", () => {
    const random = new RandomStream(5, "tails");
    const count = 200_000;
    let beyondNormalLayers = 0;
    let beyondExponentialLayers = 0;
    for (let i = 0; i < count; i++) {
      if (Math.abs(sampleNormal(random)) > 3.6541528853610088) beyondNormalLayers++;
      if (sampleExponential(random) > 7.6971174701310497) beyondExponentialLayers++;
    }
    // 2 (1 - Phi(3.654)) = 2.58e-4 and e^-7.697 = 4.54e-4, within five standard errors.
    expect(Math.abs(beyondNormalLayers - count * 2.58e-4)).toBeLessThan(5 * Math.sqrt(count * 2.58e-4));
    expect(Math.abs(beyondExponentialLayers - count * 4.54e-4)).toBeLessThan(5 * Math.sqrt(count * 4.54e-4));
  });
});
