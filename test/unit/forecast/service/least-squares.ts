export interface Fit {
  readonly coefficients: readonly number[];
  readonly meanError: number;
  readonly largestError: number;
}

/** Coefficients that make relative errors of `rows * coefficients` to `values` least, by the normal equations. */
export const leastSquares = (rows: readonly (readonly number[])[], values: readonly number[]): Fit => {
  const size = rows[0]!.length;
  const matrix = Array.from({ length: size }, (_, a) =>
    Array.from({ length: size + 1 }, (_, b) =>
      rows.reduce((sum, row, i) => {
        const value = values[i]!;
        return sum + (row[a]! * (b < size ? row[b]! : value)) / (value * value);
      }, 0),
    ),
  );
  for (let a = 0; a < size; a++) {
    for (let b = 0; b < size; b++) {
      if (a === b) continue;
      const factor = matrix[b]![a]! / matrix[a]![a]!;
      for (let c = a; c <= size; c++) matrix[b]![c]! -= factor * matrix[a]![c]!;
    }
  }
  const coefficients = matrix.map((row, a) => row[size]! / row[a]!);
  const errors = rows.map((row, i) =>
    Math.abs(row.reduce((sum, value, a) => sum + value * coefficients[a]!, 0) / values[i]! - 1),
  );
  const meanError = errors.reduce((sum, error) => sum + error, 0) / errors.length;
  return { coefficients, meanError, largestError: Math.max(...errors) };
};
