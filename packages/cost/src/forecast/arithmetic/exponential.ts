/**
 * e to the power of x, of additions and multiplications alone: `Math.exp` may round otherwise in another release of the
 * engine, and a forecast must be the same to the byte. Within 2 units in the last place; 0 below -745, Infinity above 709.
 */
export const exponential = (x: number): number => {
  if (!(x > -745.13)) return x !== x ? x : 0;
  if (x > 709.78) return Infinity;
  // x = twos * ln 2 + rest, |rest| < 0.347. ln 2 in two parts, so that the product of the first is exact.
  const twos = Math.floor(x * inverseLn2 + 0.5);
  const r = x - twos * ln2High - twos * ln2Low;
  // Taylor's series to the 13th power, in groups of four that a processor can work out side by side.
  const square = r * r;
  const fourth = square * square;
  const low = 0.5 + r * (1 / 6) + square * (1 / 24 + r * (1 / 120));
  const middle = 1 / 720 + r * (1 / 5040) + square * (1 / 40320 + r * (1 / 362880));
  const high = 1 / 3628800 + r * (1 / 39916800) + square * (1 / 479001600 + r * (1 / 6227020800));
  const sum = 1 + (r + square * (low + fourth * (middle + fourth * high)));
  // Two steps: 2^1024 alone is no number, and 2^-1074 loses what it multiplies.
  const half = twos >> 1;
  return sum * powersOf2[half + powerOffset]! * powersOf2[twos - half + powerOffset]!;
};

const inverseLn2 = 1.4426950408889634;
const ln2High = 0.69314718036912381649;
const ln2Low = 1.90821492927058770002e-10;

const powerOffset = 600;
const powersOf2 = ((): Float64Array => {
  const powers = new Float64Array(2 * powerOffset + 1);
  powers[powerOffset] = 1;
  for (let i = 1; i <= powerOffset; i++) {
    powers[powerOffset + i] = powers[powerOffset + i - 1]! * 2;
    powers[powerOffset - i] = powers[powerOffset - i + 1]! / 2;
  }
  return powers;
})();
