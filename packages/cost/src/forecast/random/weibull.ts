import { exponential as exp } from "../arithmetic/exponential.js";
import { logGamma } from "../arithmetic/gamma-function.js";
import { power } from "../arithmetic/logarithm.js";
import type { RandomStream } from "./random-stream.js";
import { sampleExponential } from "./ziggurat.js";

/** Scale 1, so the mean is that of `weibullMean`. */
export const sampleWeibull = (random: RandomStream, shape: number): number =>
  power(sampleExponential(random), 1 / shape);

export const weibullMean = (shape: number): number => exp(logGamma(1 + 1 / shape));

/** The shape whose numbers have this coefficient of variation, which is that of a scale of any size. */
export const weibullShape = (cv: number): number => {
  const wanted = 1 + cv * cv;
  let low = 0.05;
  let high = 200;
  // The ratio of moments falls as the shape grows. 100 halvings leave no more than the last bit.
  for (let i = 0; i < 100; i++) {
    const shape = (low + high) / 2;
    const ratio = exp(logGamma(1 + 2 / shape) - 2 * logGamma(1 + 1 / shape));
    if (ratio > wanted) low = shape;
    else high = shape;
  }
  return (low + high) / 2;
};
