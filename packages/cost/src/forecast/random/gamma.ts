import { exponential as exp } from "../arithmetic/exponential.js";
import { logarithm as log } from "../arithmetic/logarithm.js";
import type { RandomStream } from "./random-stream.js";
import { sampleExponential, sampleNormal } from "./ziggurat.js";

/** Scale 1, so mean and variance are `shape`; Marsaglia and Tsang's method (2000). */
export const sampleGamma = (random: RandomStream, shape: number): number => {
  // A shape below 1 is one above it, times a power of a uniform number, which is e to minus an exponential one.
  if (shape < 1) return sampleAbove1(random, shape + 1) * exp(-sampleExponential(random) / shape);
  return sampleAbove1(random, shape);
};

const sampleAbove1 = (random: RandomStream, shape: number): number => {
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = sampleNormal(random);
    const root = 1 + c * x;
    if (root <= 0) continue;
    const v = root * root * root;
    const u = random.uniform();
    const square = x * x;
    if (u < 1 - 0.0331 * square * square || log(u) < 0.5 * square + d * (1 - v + log(v))) return d * v;
  }
};
