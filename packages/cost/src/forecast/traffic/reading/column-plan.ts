import { nearest } from "@roadstead/core";
import type { TimeUnit } from "./time-cell.js";
import type { ColumnMapping, ColumnRole, NamedColumn } from "./trace-columns.js";
import { columnRoles, namedColumn } from "./trace-columns.js";
import type { TraceProblem } from "./trace-problem.js";
import { shortened } from "./text.js";

/** Which column of a file is what. */
export interface ColumnPlan {
  readonly kind: "rates" | "requests";
  readonly columns: readonly PlannedColumn[];
  readonly timeUnit: TimeUnit | undefined;
  /** Seconds that rates are of. */
  readonly perSeconds: number;
}

export interface PlannedColumn {
  readonly role: ColumnRole;
  /** From 0. Of JSON lines, the place of the name among those of the first line. */
  readonly index: number;
  readonly name: string;
}

/** By what the user says, and by the names of the columns for what the user does not say. */
export const planColumns = (
  names: readonly string[],
  hasHeader: boolean,
  mapping: ColumnMapping,
  line: number,
): ColumnPlan | TraceProblem => {
  const columns: PlannedColumn[] = [];
  const known = names.map((name) => (hasHeader ? namedColumn(name) : undefined));
  for (const role of columnRoles) {
    const said = mapping[role];
    const index = said === undefined ? bestOf(known, role) : indexOf(said, names, hasHeader);
    if (index !== undefined && index >= 0)
      columns.push({ role, index, name: hasHeader ? names[index]! : `${index + 1}` });
    else if (said !== undefined) return noSuchColumn(said, role, names, hasHeader, line);
  }
  const found = (role: ColumnRole): PlannedColumn | undefined => columns.find((it) => it.role === role);
  const time = found("time");
  if (time === undefined) return noTime(names, hasHeader, line);
  const twice = columns.find(
    (it) => hasHeader && typeof mapping[it.role] !== "number" && names.indexOf(it.name) !== names.lastIndexOf(it.name),
  );
  if (twice !== undefined) {
    const hint = `Say which one by its number: ${twice.role} = ${names.indexOf(twice.name) + 1} or ${names.lastIndexOf(twice.name) + 1}.`;
    return { line, column: twice.name, message: "two columns have this name", got: quoted(names), hint };
  }
  const shared = columns.find((it) => columns.some((other) => other !== it && other.index === it.index));
  if (shared !== undefined)
    return { line, column: shared.name, message: "one column cannot be two things", got: shared.role };
  // A rate says all; a count beside it would say it again. What the user says goes before what a name says.
  const rate = found("rate");
  const count = found("count");
  const unused =
    rate !== undefined && count !== undefined
      ? mapping.count !== undefined && mapping.rate === undefined
        ? rate
        : count
      : undefined;
  return {
    kind: rate !== undefined || count !== undefined ? "rates" : "requests",
    columns: columns.filter((it) => it !== unused),
    timeUnit: known[time.index]?.unit,
    perSeconds: (rate !== undefined && known[rate.index]?.perSeconds) || 1,
  };
};

const bestOf = (known: readonly (NamedColumn | undefined)[], role: ColumnRole): number | undefined => {
  let best: number | undefined;
  known.forEach((column, i) => {
    if (column?.role !== role) return;
    if (best === undefined || column.rank < known[best]!.rank) best = i;
  });
  return best;
};

const indexOf = (said: string | number, names: readonly string[], hasHeader: boolean): number => {
  if (typeof said === "number") return Number.isInteger(said) && said >= 1 && said <= names.length ? said - 1 : -1;
  if (!hasHeader) return -1;
  const exact = names.indexOf(said);
  return exact >= 0 ? exact : names.findIndex((name) => name.toLowerCase() === said.toLowerCase());
};

const noSuchColumn = (
  said: string | number,
  role: ColumnRole,
  names: readonly string[],
  hasHeader: boolean,
  line: number,
): TraceProblem => {
  const near = typeof said === "string" && hasHeader ? nearest(said, names) : undefined;
  const hint = hasHeader
    ? near === undefined
      ? undefined
      : `Did you mean \`${near}\`?`
    : `The first line is data, so columns have numbers, 1 to ${names.length}, and no names.`;
  return {
    line,
    column: `${said}`,
    message: `there is no such column, which ${role} is said to be`,
    got: quoted(names),
    ...(hint !== undefined && { hint }),
  };
};

const noTime = (names: readonly string[], hasHeader: boolean, line: number): TraceProblem =>
  hasHeader
    ? {
        line,
        message: "no column is known to be the time of a request or the start of a window",
        got: quoted(names),
        hint: "Say which one it is, such as `time = <name>`.",
      }
    : {
        line,
        message: "the first line is data, not names of columns",
        got: quoted(names),
        hint: "Say which column is what by its number, such as `time = 1` and `rate = 2`, or add a header.",
      };

const quoted = (names: readonly string[]): string => shortened(names.join(", "), 200);
