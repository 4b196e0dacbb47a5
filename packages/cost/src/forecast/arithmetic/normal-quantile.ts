import { exponential } from "./exponential.js";
import { logarithm } from "./logarithm.js";

/** Standard normal quantile, for shares between 0 and 1; Acklam's rational functions, within 1.2e-9 of the truth. */
export const normalQuantile = (share: number): number => {
  if (!(share > 0)) return -Infinity;
  if (!(share < 1)) return Infinity;
  if (share < tail) return tailQuantile(Math.sqrt(-2 * logarithm(share)));
  if (share > 1 - tail) return -tailQuantile(Math.sqrt(-2 * logarithm(1 - share)));
  const q = share - 0.5;
  const r = q * q;
  const above =
    ((((-3.969683028665376e1 * r + 2.209460984245205e2) * r - 2.759285104469687e2) * r + 1.38357751867269e2) * r -
      3.066479806614716e1) *
      r +
    2.506628277459239;
  const below =
    ((((-5.447609879822406e1 * r + 1.615858368580409e2) * r - 1.556989798598866e2) * r + 6.680131188771972e1) * r -
      1.328068155288572e1) *
      r +
    1;
  return (q * above) / below;
};

/** Of the lognormal law with this mean and coefficient of variation of the numbers themselves. */
export const lognormalQuantile = (mean: number, cv: number, share: number): number => {
  const variance = logarithm(1 + cv * cv);
  return mean * exponential(normalQuantile(share) * Math.sqrt(variance) - variance / 2);
};

const tail = 0.02425;

const tailQuantile = (q: number): number => {
  const above =
    ((((-7.784894002430293e-3 * q - 3.223964580411365e-1) * q - 2.400758277161838) * q - 2.549732539343734) * q +
      4.374664141464968) *
      q +
    2.938163982698783;
  const below =
    (((7.784695709041462e-3 * q + 3.224671290700398e-1) * q + 2.445134137142996) * q + 3.754408661907416) * q + 1;
  return above / below;
};
