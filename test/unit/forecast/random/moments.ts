/** Mean and variance of many draws, with how far each may be from the truth by chance: five standard errors. */
export interface Moments {
  readonly mean: number;
  readonly variance: number;
  readonly meanTolerance: number;
  readonly varianceTolerance: number;
}

export const momentsOf = (count: number, draw: () => number): Moments => {
  const draws = Float64Array.from({ length: count }, draw);
  let sum = 0;
  for (const x of draws) sum += x;
  const mean = sum / count;
  let squares = 0;
  let fourthPowers = 0;
  for (const x of draws) {
    const square = (x - mean) * (x - mean);
    squares += square;
    fourthPowers += square * square;
  }
  const variance = squares / count;
  return {
    mean,
    variance,
    meanTolerance: 5 * Math.sqrt(variance / count),
    varianceTolerance: 5 * Math.sqrt((fourthPowers / count - variance * variance) / count),
  };
};
