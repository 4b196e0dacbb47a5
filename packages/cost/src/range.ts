import { toCents } from "./money.js";

/**
 * Least, expected and most of a month: `floor <= expected <= ceiling` always. The floor is what is paid when nothing
 * is asked of the stack; the ceiling what is paid when every autoscaler is at its limit all month.
 */
export interface Range {
  readonly floor: number;
  readonly expected: number;
  readonly ceiling: number;
}

export const zero: Range = { floor: 0, expected: 0, ceiling: 0 };

/** The same in all three. */
export const fixed = (value: number): Range => ({ floor: value, expected: value, ceiling: value });

/** A range whose expected value is brought between the two ends. A ceiling below the floor counts as the floor. */
export function between(floor: number, expected: number, ceiling: number): Range {
  const most = Math.max(floor, ceiling);
  return { floor, expected: Math.min(Math.max(expected, floor), most), ceiling: most };
}

export const mapRange = (a: Range, f: (value: number) => number): Range => ({
  floor: f(a.floor),
  expected: f(a.expected),
  ceiling: f(a.ceiling),
});

export const zipRanges = (a: Range, b: Range, f: (a: number, b: number) => number): Range => ({
  floor: f(a.floor, b.floor),
  expected: f(a.expected, b.expected),
  ceiling: f(a.ceiling, b.ceiling),
});

export const times = (a: Range, b: Range | number): Range =>
  typeof b === "number" ? mapRange(a, (value) => value * b) : zipRanges(a, b, (x, y) => x * y);

export const plus = (a: Range, b: Range): Range => zipRanges(a, b, (x, y) => x + y);

export const isZero = (a: Range): boolean => a.floor === 0 && a.expected === 0 && a.ceiling === 0;

/** Sum of amounts in USD, exact to the cent whatever their order. */
export function sumUsd(amounts: readonly Range[]): Range {
  const cents = amounts.reduce<Range>((sum, amount) => plus(sum, mapRange(amount, toCents)), zero);
  return mapRange(cents, (value) => value / 100);
}
