import { exponential as exp } from "../arithmetic/exponential.js";
import { lognormalOf } from "../random/lognormal.js";
import type { RandomStream } from "../random/random-stream.js";
import { sampleNormal } from "../random/ziggurat.js";
import type { TokenSizes } from "./traffic.js";

const mostTokens = 2 ** 31 - 1;

/** Fills `tokens` with whole numbers of 1 or more, as `sizes` has them in a window; with zeros where their mean is 0. */
export const drawTokens = (
  random: RandomStream,
  sizes: TokenSizes,
  window: number,
  tokens: Int32Array,
  count: number,
): void => {
  const mean = typeof sizes.mean === "number" ? sizes.mean : (sizes.mean[window] ?? 0);
  if (mean <= 0 || sizes.cv === 0) {
    tokens.fill(mean <= 0 ? 0 : Math.min(Math.max(Math.round(mean), 1), mostTokens), 0, count);
    return;
  }
  const { mu, sigma } = lognormalOf(mean, sizes.cv);
  for (let i = 0; i < count; i++) {
    const drawn = exp(mu + sigma * sampleNormal(random)) + 0.5;
    tokens[i] = drawn < 1 ? 1 : drawn > mostTokens ? mostTokens : drawn;
  }
};
