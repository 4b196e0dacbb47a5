import { exponential as exp } from "../arithmetic/exponential.js";
import { logGamma } from "../arithmetic/gamma-function.js";
import { logarithm as log } from "../arithmetic/logarithm.js";
import type { RandomStream } from "./random-stream.js";

/** How many events there are where `mean` are to be expected. */
export const samplePoisson = (random: RandomStream, mean: number): number =>
  mean < 10 ? byProduct(random, mean) : byTransformedRejection(random, mean);

const byProduct = (random: RandomStream, mean: number): number => {
  const least = exp(-mean);
  let product = random.uniform();
  let count = 0;
  while (product > least) {
    product *= random.uniform();
    count++;
  }
  return count;
};

/** Hörmann's PTRS (1993): about as quick for a million as for ten. */
const byTransformedRejection = (random: RandomStream, mean: number): number => {
  const logMean = log(mean);
  const b = 0.931 + 2.53 * Math.sqrt(mean);
  const a = -0.059 + 0.02483 * b;
  const inverseAlpha = 1.1239 + 1.1328 / (b - 3.4);
  const quickHeight = 0.9277 - 3.6224 / (b - 2);
  for (;;) {
    const u = random.uniform() - 0.5;
    const v = random.uniform();
    const distance = 0.5 - Math.abs(u);
    const count = Math.floor(((2 * a) / distance + b) * u + mean + 0.43);
    if (distance >= 0.07 && v <= quickHeight) return count;
    if (count < 0 || (distance < 0.013 && v > distance)) continue;
    const density = count * logMean - mean - logGamma(count + 1);
    if (log((v * inverseAlpha) / (a / (distance * distance) + b)) <= density) return count;
  }
};
