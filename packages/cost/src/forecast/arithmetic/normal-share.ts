import { exponential } from "./exponential.js";

/** Share of standard normal numbers below x; Abramowitz and Stegun 26.2.17, within 7.5e-8. */
export const normalShareBelow = (x: number): number => {
  const t = 1 / (1 + 0.2316419 * Math.abs(x));
  const density = 0.3989422804014327 * exponential((-x * x) / 2);
  const tail =
    density * t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return x > 0 ? 1 - tail : tail;
};
