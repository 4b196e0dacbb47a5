import type { Row } from "./row.js";
import { countSlot, cvSlot, inputSlot, outputSlot, rateSlot, timeSlot } from "./row.js";

/** 285 years of microseconds, beyond which a double no longer tells one from the next. */
const mostMicros = 9e15;
const mostTokens = 100_000_000;
const mostRate = 1e9;
const mostCv = 1000;

/** A value that no trace can have: its slot, and what is wrong. */
export interface Fault {
  readonly slot: number;
  readonly message: string;
  readonly hint?: string;
}

/** The first thing that is wrong with a row, by itself; what rows say of each other is for who collects them. */
export const faultOf = (row: Row, kind: "rates" | "requests"): Fault | undefined => {
  const time = row[timeSlot]!;
  if (!(time >= 0 && time <= mostMicros)) return timeFault(time);
  return (
    tokenFault(row, inputSlot, kind) ??
    tokenFault(row, outputSlot, kind) ??
    (kind === "rates" ? (rateFault(row) ?? limitFault(row, cvSlot, mostCv)) : undefined)
  );
};

const timeFault = (time: number): Fault => {
  if (Number.isNaN(time)) return { slot: timeSlot, message: "is missing" };
  if (time < 0)
    return { slot: timeSlot, message: "is negative", hint: "Times count from the start of a trace, or from 1970." };
  return {
    slot: timeSlot,
    message: "is too large for a time",
    hint: "Are all times in one unit? `--time-unit` says which.",
  };
};

const tokenFault = (row: Row, slot: number, kind: "rates" | "requests"): Fault | undefined => {
  const tokens = row[slot]!;
  if (Number.isNaN(tokens)) return undefined;
  const limit = limitFault(row, slot, mostTokens);
  if (limit !== undefined) return limit;
  // Means of windows have fractions; a request has whole tokens.
  return kind === "requests" && tokens !== Math.floor(tokens) ? { slot, message: "is no whole number" } : undefined;
};

const rateFault = (row: Row): Fault | undefined => {
  const slot = Number.isNaN(row[rateSlot]!) ? countSlot : rateSlot;
  return limitFault(row, slot, slot === rateSlot ? mostRate : mostRate * 86_400);
};

const limitFault = (row: Row, slot: number, most: number): Fault | undefined => {
  const value = row[slot]!;
  if (value < 0) return { slot, message: "is negative" };
  if (value === Infinity) return { slot, message: "is infinite" };
  return value > most
    ? { slot, message: `is more than ${most}`, hint: "Is it in another unit, or another column?" }
    : undefined;
};
