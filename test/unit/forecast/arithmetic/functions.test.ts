import { describe, expect, it } from "vitest";
import { exponential } from "../../../../packages/cost/src/forecast/arithmetic/exponential.js";
import { logGamma } from "../../../../packages/cost/src/forecast/arithmetic/gamma-function.js";
import { logarithm, power } from "../../../../packages/cost/src/forecast/arithmetic/logarithm.js";
import { RandomStream } from "../../../../packages/cost/src/forecast/random/random-stream.js";

/** Units in the last place between two numbers, near enough. */
const unitsApart = (got: number, right: number): number => Math.abs(got - right) / (Math.abs(right) * 2 ** -52);

describe("functions of exact operations", () => {
  it("e to the power of x is within 2 units in the last place of the engine's own", () => {
    const random = new RandomStream(1, "exponents");
    let worst = 0;
    for (let i = 0; i < 20_000; i++) {
      const x = (random.uniform() - 0.5) * (i % 2 === 0 ? 1400 : 2);
      worst = Math.max(worst, unitsApart(exponential(x), Math.exp(x)));
    }
    expect(worst).toBeLessThanOrEqual(2);
  });

  it("a logarithm is within 2 units in the last place of the engine's own", () => {
    const random = new RandomStream(2, "logarithms");
    let worst = 0;
    for (let i = 0; i < 20_000; i++) {
      const x = i % 2 === 0 ? Math.exp((random.uniform() - 0.5) * 1400) : random.uniform() * 10;
      // Near 1, where a logarithm is next to nothing, the error is that of numbers about 1.
      worst = Math.max(worst, Math.abs(logarithm(x) - Math.log(x)) / Math.max(Math.abs(Math.log(x)), 0.5));
    }
    expect(worst).toBeLessThanOrEqual(2 * 2 ** -52);
  });

  it.each<[string, number, number]>([
    ["exp(0)", exponential(0), 1],
    ["exp(-Infinity)", exponential(-Infinity), 0],
    ["exp(Infinity)", exponential(Infinity), Infinity],
    ["exp(710)", exponential(710), Infinity],
    ["exp(-746)", exponential(-746), 0],
    ["exp(NaN)", exponential(NaN), NaN],
    ["log(0)", logarithm(0), -Infinity],
    ["log(1)", logarithm(1), 0],
    ["log(-1)", logarithm(-1), NaN],
    ["log(Infinity)", logarithm(Infinity), Infinity],
    ["0 ^ 0", power(0, 0), 1],
    ["0 ^ 2", power(0, 2), 0],
    ["1 ^ 1000", power(1, 1000), 1],
  ])("%s", (_, got, right) => {
    expect(got).toBe(right);
  });

  it("the smallest numbers have logarithms and are powers", () => {
    expect(logarithm(5e-324)).toBeCloseTo(Math.log(5e-324), 10);
    expect(exponential(-744)).toBe(Math.exp(-744));
  });

  it("log gamma is the logarithm of factorials, and half of log pi at a half", () => {
    let logFactorial = 0;
    for (let n = 1; n < 150; n++) {
      expect(Math.abs(logGamma(n) - logFactorial)).toBeLessThan(1e-13 * Math.max(1, logFactorial));
      logFactorial += Math.log(n);
    }
    expect(logGamma(0.5)).toBeCloseTo(Math.log(Math.PI) / 2, 13);
  });
});
