import { exponential } from "./exponential.js";

/**
 * Natural logarithm of exact operations alone, for the reason that `exponential` gives. Within 2 units in the last place
 * away from 1, and within 1e-16 of the truth near it; -Infinity at 0, NaN below.
 */
export const logarithm = (x: number): number => {
  if (!(x > 0)) return x === 0 ? -Infinity : NaN;
  if (x === Infinity) return x;
  let twos = 0;
  // Numbers too small for the usual form are brought into it.
  if (x < smallestNormal) {
    x *= 18014398509481984;
    twos = -54;
  }
  float[0] = x;
  const exponentBits = words[highWord]!;
  twos += (exponentBits >>> 20) - 1023;
  words[highWord] = (exponentBits & 0xfffff) | 0x3ff00000;
  let mantissa = float[0]!;
  if (mantissa > 1.4142135623730951) {
    mantissa /= 2;
    twos++;
  }
  // log(m) = 2 artanh(s), |s| < 0.172.
  const s = (mantissa - 1) / (mantissa + 1);
  const square = s * s;
  const fourth = square * square;
  const low = 1 / 3 + square * (1 / 5) + fourth * (1 / 7 + square * (1 / 9));
  const middle = 1 / 11 + square * (1 / 13) + fourth * (1 / 15 + square * (1 / 17));
  const high = 1 / 19 + square * (1 / 21) + fourth * (1 / 23);
  const eighth = fourth * fourth;
  const sum = low + eighth * (middle + eighth * high);
  return twos * ln2High + (2 * s + (2 * s * square * sum + twos * ln2Low));
};

/** x to the power of y, for x of 0 or more. */
export const power = (x: number, y: number): number => (y === 0 ? 1 : exponential(y * logarithm(x)));

const smallestNormal = 2.2250738585072014e-308;
const ln2High = 0.69314718036912381649;
const ln2Low = 1.90821492927058770002e-10;

const float = new Float64Array(1);
const words = new Uint32Array(float.buffer);
float[0] = 1;
const highWord = words[1] === 0x3ff00000 ? 1 : 0;
