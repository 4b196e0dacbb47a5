import type { ColumnRole } from "./trace-columns.js";
import { columnRoles } from "./trace-columns.js";

/** One value a role, used again for every row; NaN where a row has none. Times are microseconds since 1970, or since 0. */
export type Row = Float64Array;

export const slotOf = (role: ColumnRole): number => columnRoles.indexOf(role);

export const timeSlot = slotOf("time");
export const rateSlot = slotOf("rate");
export const countSlot = slotOf("count");
export const cvSlot = slotOf("cv");
export const inputSlot = slotOf("inputTokens");
export const outputSlot = slotOf("outputTokens");

/** Reads lines of one format into rows. */
export interface RowReader {
  readonly row: Row;
  /** False where the line had a problem, which was said. */
  read(bytes: Uint8Array, start: number, end: number, line: number): boolean;
  /** What stood at a role in the line that was read last, for messages. */
  got(slot: number, bytes: Uint8Array): string;
  /** Whether times turned out to be timestamps, and else their unit. */
  readonly timeForm: string | undefined;
}
