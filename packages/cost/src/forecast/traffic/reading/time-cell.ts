import type { NumberCell } from "./number-cell.js";
import { timestampMicros } from "./timestamp-cell.js";

/** Of times that are numbers. */
export type TimeUnit = "s" | "ms" | "us" | "ns";

const powers: Readonly<Record<TimeUnit, number>> = { s: 6, ms: 3, us: 0, ns: -3 };

/** Times of one column: all of them numbers of one unit, or all of them timestamps. */
export class TimeCell {
  /** Of the last cell that was read. */
  micros = 0;
  /** What the first cell was, and all others have to be. */
  form: TimeUnit | "timestamp" | undefined;
  private power = 0;
  private readonly unit: TimeUnit | undefined;

  /** Without a unit, that of the first number is found by its size: nobody counts to 10^11 in seconds. */
  constructor(unit: TimeUnit | undefined) {
    this.unit = unit;
  }

  /** What is wrong, if anything. */
  read(bytes: Uint8Array, start: number, end: number, number: NumberCell): string | undefined {
    // A number has a dash in front or behind an `e`; a timestamp has it after four digits.
    if (end - start >= 10 && bytes[start + 4] === 45) return this.takeTimestamp(timestampMicros(bytes, start, end));
    if (!number.read(bytes, start, end)) return "is neither a number nor a timestamp";
    const wrong = this.useUnit(number.scaled(0));
    if (wrong === undefined) this.micros = Math.round(number.scaled(this.power));
    return wrong;
  }

  /** The same of a number, such as JSON has. */
  take(value: number): string | undefined {
    const wrong = this.useUnit(value);
    if (wrong === undefined) this.micros = Math.round(this.power < 0 ? value / 1000 : value * factors[this.power]!);
    return wrong;
  }

  private useUnit(value: number): string | undefined {
    if (this.form === "timestamp") return "is a number, and the lines before have timestamps";
    if (this.form === undefined) {
      this.form = this.unit ?? unitOfSize(value);
      this.power = powers[this.form];
    }
    return undefined;
  }

  private takeTimestamp(micros: number): string | undefined {
    if (Number.isNaN(micros)) return "is no timestamp of the calendar";
    if (this.form !== undefined && this.form !== "timestamp") {
      return "is a timestamp, and the lines before have numbers";
    }
    this.form = "timestamp";
    this.micros = micros;
    return undefined;
  }
}

const factors = [1, 10, 100, 1e3, 1e4, 1e5, 1e6];

const unitOfSize = (value: number): TimeUnit => (value < 1e11 ? "s" : value < 1e14 ? "ms" : value < 1e17 ? "us" : "ns");
