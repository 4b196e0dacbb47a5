import { exponential as exp } from "../arithmetic/exponential.js";
import { logarithm as log } from "../arithmetic/logarithm.js";
import type { RandomStream } from "./random-stream.js";
import { sampleNormal } from "./ziggurat.js";

/** Of the numbers' logarithms, which are normal. */
export interface LognormalParameters {
  readonly mu: number;
  readonly sigma: number;
}

/** The lognormal law with this mean (above 0) and coefficient of variation of the numbers themselves. */
export const lognormalOf = (mean: number, cv: number): LognormalParameters => {
  const variance = log(1 + cv * cv);
  return { mu: log(mean) - variance / 2, sigma: Math.sqrt(variance) };
};

export const sampleLognormal = (random: RandomStream, mu: number, sigma: number): number =>
  exp(mu + sigma * sampleNormal(random));
