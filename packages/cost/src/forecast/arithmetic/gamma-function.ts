import { logarithm } from "./logarithm.js";

/** Logarithm of the gamma function, for x above 0: Stirling's series from 9 on, and the recurrence below. */
export const logGamma = (x: number): number => {
  let factor = 1;
  while (x < 9) factor *= x++;
  const inverse = 1 / x;
  const square = inverse * inverse;
  const series =
    inverse *
    (1 / 12 -
      square *
        (1 / 360 - square * (1 / 1260 - square * (1 / 1680 - square * (1 / 1188 - square * 0.00191752691752691752)))));
  return (x - 0.5) * logarithm(x) - x + halfLogOf2Pi + series - logarithm(factor);
};

const halfLogOf2Pi = 0.91893853320467274178;
