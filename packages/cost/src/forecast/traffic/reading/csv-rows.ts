import type { ColumnPlan } from "./column-plan.js";
import { NumberCell } from "./number-cell.js";
import { numberHint } from "./number-hint.js";
import type { Row, RowReader } from "./row.js";
import { slotOf, timeSlot } from "./row.js";
import { shortened, textOf } from "./text.js";
import { TimeCell } from "./time-cell.js";
import type { TimeUnit } from "./time-cell.js";
import { columnRoles } from "./trace-columns.js";
import type { ProblemList } from "./trace-problem.js";

const quote = 34;
const space = 32;
const tab = 9;
const carriageReturn = 13;

/** Lines of delimited cells. Only the cells of columns that are used are looked into. */
export class CsvRows implements RowReader {
  readonly row: Row = new Float64Array(columnRoles.length);
  private readonly delimiter: number;
  private readonly cellCount: number;
  private readonly names: readonly string[];
  /** Slot of each column; -1 for one that is not used. */
  private readonly slots: Int8Array;
  private readonly lastUsed: number;
  private readonly problems: ProblemList;
  private readonly number = new NumberCell();
  private readonly time: TimeCell;
  /** What is wrong with cells of the line that is read. */
  private readonly wrong: (string | undefined)[] = columnRoles.map(() => undefined);
  private readonly cellStarts = new Int32Array(columnRoles.length);
  private readonly cellEnds = new Int32Array(columnRoles.length);

  constructor(
    plan: ColumnPlan,
    unit: TimeUnit | undefined,
    delimiter: number,
    cellCount: number,
    problems: ProblemList,
  ) {
    this.delimiter = delimiter;
    this.cellCount = cellCount;
    this.problems = problems;
    this.time = new TimeCell(unit ?? plan.timeUnit);
    this.slots = new Int8Array(cellCount).fill(-1);
    for (const { role, index } of plan.columns) this.slots[index] = slotOf(role);
    this.names = columnRoles.map((role) => plan.columns.find((it) => it.role === role)?.name ?? role);
    this.lastUsed = Math.max(...plan.columns.map((it) => it.index));
  }

  get timeForm(): string | undefined {
    return this.time.form;
  }

  read(bytes: Uint8Array, start: number, end: number, line: number): boolean {
    this.row.fill(NaN);
    this.wrong.fill(undefined);
    let cell = 0;
    let from = start;
    let isGood = true;
    while (true) {
      let to = from;
      if (bytes[from] === quote) to = afterQuotes(bytes, from, end);
      while (to < end && bytes[to] !== this.delimiter) to++;
      if (cell < this.cellCount) {
        const slot = this.slots[cell]!;
        if (slot >= 0 && !this.take(slot, bytes, from, to)) isGood = false;
      }
      cell++;
      if (to >= end) break;
      from = to + 1;
    }
    // A delimiter at the end of a line is no cell.
    const count = cell > this.cellCount && this.isBlank(bytes, from, end) ? cell - 1 : cell;
    if (count > this.cellCount || count <= this.lastUsed) {
      this.sayCount(count, bytes, start, end, line);
      return false;
    }
    if (!isGood) this.sayCells(bytes, line);
    return isGood;
  }

  got(slot: number, bytes: Uint8Array): string {
    return shortened(textOf(bytes, this.cellStarts[slot]!, this.cellEnds[slot]!));
  }

  private take(slot: number, bytes: Uint8Array, cellStart: number, cellEnd: number): boolean {
    let start = cellStart;
    let end = cellEnd;
    while (end > start && isSpace(bytes[end - 1]!)) end--;
    while (start < end && isSpace(bytes[start]!)) start++;
    if (end - start >= 2 && bytes[start] === quote && bytes[end - 1] === quote) {
      start++;
      end--;
      while (end > start && isSpace(bytes[end - 1]!)) end--;
      while (start < end && isSpace(bytes[start]!)) start++;
    }
    this.cellStarts[slot] = start;
    this.cellEnds[slot] = end;
    if (start === end) return true;
    if (slot === timeSlot) {
      this.wrong[slot] = this.time.read(bytes, start, end, this.number);
      this.row[slot] = this.time.micros;
    } else if (this.number.read(bytes, start, end)) {
      this.row[slot] = this.number.value(bytes, start, end);
    } else {
      this.wrong[slot] = "is not a number";
    }
    return this.wrong[slot] === undefined;
  }

  private isBlank(bytes: Uint8Array, start: number, end: number): boolean {
    for (let i = start; i < end; i++) if (!isSpace(bytes[i]!)) return false;
    return true;
  }

  private sayCells(bytes: Uint8Array, line: number): void {
    this.wrong.forEach((message, slot) => {
      if (message === undefined) return;
      const got = this.got(slot, bytes);
      const hint = numberHint(got);
      this.problems.add({ line, column: this.names[slot]!, message, got, ...(hint !== undefined && { hint }) });
    });
  }

  private sayCount(count: number, bytes: Uint8Array, start: number, end: number, line: number): void {
    const text = shortened(textOf(bytes, start, end).trim());
    const message = `has ${count} ${count === 1 ? "cell" : "cells"}, and the first line has ${this.cellCount}`;
    const isCut = count < this.cellCount;
    const hint = isCut
      ? "A cell that is missing still needs its delimiter; a last line like this was perhaps cut off."
      : "A cell with a delimiter in it, such as a decimal comma, has to be quoted.";
    this.problems.add({ line, message, got: text, hint });
  }
}

const isSpace = (byte: number): boolean => byte === space || byte === tab || byte === carriageReturn;

/** Behind the quote that ends a cell; a doubled one within it stands for itself. */
const afterQuotes = (bytes: Uint8Array, start: number, end: number): number => {
  for (let i = start + 1; i < end; i++) {
    if (bytes[i] !== quote) continue;
    if (bytes[i + 1] !== quote || i + 1 >= end) return i + 1;
    i++;
  }
  return end;
};

/** Cells of a line as texts, for its header. */
export const cellsOf = (bytes: Uint8Array, start: number, end: number, delimiter: number): string[] => {
  const cells: string[] = [];
  let from = start;
  while (true) {
    let to = from;
    if (bytes[from] === quote) to = afterQuotes(bytes, from, end);
    while (to < end && bytes[to] !== delimiter) to++;
    const text = textOf(bytes, from, to).trim();
    cells.push(/^".*"$/s.test(text) ? text.slice(1, -1).replaceAll('""', '"').trim() : text);
    if (to >= end) return cells;
    from = to + 1;
  }
};
