import { isPlainObject } from "@roadstead/core";
import type { ColumnPlan } from "./column-plan.js";
import { NumberCell } from "./number-cell.js";
import { numberHint } from "./number-hint.js";
import type { Row, RowReader } from "./row.js";
import { slotOf, timeSlot } from "./row.js";
import { bytesOf, decoded, shortened, textOf } from "./text.js";
import { TimeCell } from "./time-cell.js";
import type { TimeUnit } from "./time-cell.js";
import { columnRoles } from "./trace-columns.js";
import type { ProblemList, TraceProblem } from "./trace-problem.js";

/** Lines of one JSON object each. */
export class JsonRows implements RowReader {
  readonly row: Row = new Float64Array(columnRoles.length);
  private readonly columns: readonly { readonly slot: number; readonly name: string }[];
  private readonly problems: ProblemList;
  private readonly time: TimeCell;
  private readonly number = new NumberCell();
  private values: unknown[] = [];

  constructor(plan: ColumnPlan, unit: TimeUnit | undefined, problems: ProblemList) {
    this.columns = plan.columns.map(({ role, name }) => ({ slot: slotOf(role), name }));
    this.problems = problems;
    this.time = new TimeCell(unit ?? plan.timeUnit);
  }

  get timeForm(): string | undefined {
    return this.time.form;
  }

  read(bytes: Uint8Array, start: number, end: number, line: number): boolean {
    this.row.fill(NaN);
    const object = objectOf(bytes, start, end, line);
    if ("problem" in object) {
      this.problems.add(object.problem);
      return false;
    }
    let isGood = true;
    for (const { slot, name } of this.columns) {
      const value = valueAt(object.members, name);
      this.values[slot] = value;
      if (value === undefined || value === null) continue;
      const wrong = this.take(slot, value);
      if (wrong === undefined) continue;
      const got = this.got(slot);
      const hint = typeof value === "string" ? numberHint(value) : undefined;
      this.problems.add({ line, column: name, message: wrong, got, ...(hint !== undefined && { hint }) });
      isGood = false;
    }
    return isGood;
  }

  got(slot: number): string {
    return shortened(JSON.stringify(this.values[slot]) ?? "nothing");
  }

  private take(slot: number, value: unknown): string | undefined {
    if (slot !== timeSlot) {
      if (typeof value !== "number") return `is not a number but ${kindOf(value)}`;
      this.row[slot] = value;
      return undefined;
    }
    if (typeof value !== "number" && typeof value !== "string") return `is no time but ${kindOf(value)}`;
    const wrong = typeof value === "number" ? this.time.take(value) : this.readTime(bytesOf(value.trim()));
    if (wrong === undefined) this.row[slot] = this.time.micros;
    return wrong;
  }

  private readTime(bytes: Uint8Array): string | undefined {
    return this.time.read(bytes, 0, bytes.length, this.number);
  }
}

/** Names of an object and of the objects in it, `usage.prompt_tokens`. */
export const memberNames = (object: Record<string, unknown>, prefix = ""): string[] =>
  Object.entries(object).flatMap(([name, value]) =>
    isPlainObject(value) ? memberNames(value, `${prefix}${name}.`) : [`${prefix}${name}`],
  );

/** The object of a line, or what is wrong with it. */
export const objectOf = (
  bytes: Uint8Array,
  start: number,
  end: number,
  line: number,
): { members: Record<string, unknown> } | { problem: TraceProblem } => {
  let value: unknown;
  try {
    value = JSON.parse(decoded(bytes, start, end));
  } catch {
    const hint = "Each line has one whole object; `jq -c` writes them so.";
    return { problem: { line, message: "is not JSON", got: shortened(textOf(bytes, start, end).trim()), hint } };
  }
  if (isPlainObject(value)) return { members: value };
  const hint = 'Each line is an object with names, as { "time": 0, "rate": 2 }.';
  return {
    problem: {
      line,
      message: `is ${kindOf(value)}, not an object`,
      got: shortened(textOf(bytes, start, end).trim()),
      hint,
    },
  };
};

const valueAt = (object: Record<string, unknown>, path: string): unknown => {
  if (Object.hasOwn(object, path)) return object[path];
  let value: unknown = object;
  for (const name of path.split(".")) {
    if (!isPlainObject(value) || !Object.hasOwn(value, name)) return undefined;
    value = value[name];
  }
  return value;
};

const kindOf = (value: unknown): string =>
  value === null
    ? "null"
    : Array.isArray(value)
      ? "an array"
      : typeof value === "object"
        ? "an object"
        : typeof value === "string"
          ? "a text"
          : `a ${typeof value}`;
