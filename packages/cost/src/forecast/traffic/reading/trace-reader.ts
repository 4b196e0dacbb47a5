import type { RateTrace, RequestTrace, TokenSizes } from "../traffic.js";
import type { ColumnPlan } from "./column-plan.js";
import { planColumns } from "./column-plan.js";
import { CsvRows, cellsOf } from "./csv-rows.js";
import { areNames, delimiterOf, enoughBytes, markLength, notText } from "./file-format.js";
import { JsonRows, memberNames, objectOf } from "./json-rows.js";
import { LineSplitter } from "./line-splitter.js";
import { RequestRows } from "./request-rows.js";
import { faultOf } from "./row-check.js";
import type { RowReader } from "./row.js";
import { bytesOf } from "./text.js";
import type { TimeUnit } from "./time-cell.js";
import type { ColumnMapping, ColumnRole } from "./trace-columns.js";
import { columnRoles } from "./trace-columns.js";
import type { TraceProblem } from "./trace-problem.js";
import { ProblemList } from "./trace-problem.js";
import { WindowRows } from "./window-rows.js";

/** All that a file does not say itself. */
export interface TraceOptions {
  /** What the names of columns do not say. */
  readonly columns?: ColumnMapping;
  /** Unit of times that are numbers; by the column's name, or by their size, where it is not said. */
  readonly timeUnit?: TimeUnit;
  /** Whether the first line has names; found by what is in it where it is not said. */
  readonly header?: boolean;
  readonly delimiter?: string;
  /** Puts rows in order of time, which are refused otherwise when they are not. */
  readonly sort?: boolean;
  /** Fills windows that lack between others, which are refused otherwise. */
  readonly fillGaps?: "previous" | "zero";
  /** Fills windows of exactly nothing amid traffic with what came before; otherwise they are only warned of. */
  readonly fillLulls?: boolean;
  /** Length of windows; the step that most of them have where it is not said. */
  readonly windowSeconds?: number;
  /** Sizes of requests, for a file without them; of one with means of windows, the `cv` alone. */
  readonly inputTokens?: TokenSizes;
  readonly outputTokens?: TokenSizes;
}

/** A trace, or all that is wrong with its file. */
export type TraceReading =
  | {
      readonly trace: RateTrace | RequestTrace;
      readonly columns: readonly ReadColumn[];
      readonly problems: readonly [];
      readonly problemCount: 0;
      /** What is odd, or was filled. */
      readonly warnings: readonly TraceProblem[];
      readonly warningCount: number;
    }
  | {
      readonly trace?: undefined;
      readonly columns: readonly ReadColumn[];
      /** The first 20. */
      readonly problems: readonly TraceProblem[];
      readonly problemCount: number;
      readonly warnings: readonly TraceProblem[];
      readonly warningCount: number;
    };

/** What a column was read as. */
export interface ReadColumn {
  readonly role: ColumnRole;
  readonly column: string;
  /** Of times. */
  readonly form?: string;
}

const unsaidInput: TokenSizes = { mean: 1024, cv: 1 };
const unsaidOutput: TokenSizes = { mean: 256, cv: 1 };

/**
 * Reads a trace that it is fed in chunks, of bytes or of text, wherever they are cut; `end` gives what came of it. Keeps
 * numbers only: 16 bytes a request. Never throws because of what is in a file.
 */
export class TraceReader {
  private readonly options: TraceOptions;
  private readonly problems = new ProblemList();
  private readonly warnings = new ProblemList();
  private readonly splitter: LineSplitter;
  private plan: ColumnPlan | undefined;
  private reader: RowReader | undefined;
  private rows: RequestRows | WindowRows | undefined;
  /** The first bytes, until there are enough to tell a file's kind by. */
  private first: Uint8Array | undefined = new Uint8Array(0);
  private isJson = false;
  private isOver = false;
  /** Lines so far, for who shows progress. */
  lineCount = 0;

  constructor(options: TraceOptions = {}) {
    this.options = options;
    this.splitter = new LineSplitter({
      line: (bytes, start, end, number) => this.line(bytes, start, end, number),
      endless: (number, inQuotes) => this.endless(number, inQuotes),
    });
  }

  push(chunk: Uint8Array | string): void {
    const bytes = typeof chunk === "string" ? bytesOf(chunk) : chunk;
    if (this.isOver || bytes.length === 0) return;
    if (this.first === undefined) return this.splitter.push(bytes);
    const joined = new Uint8Array(this.first.length + bytes.length);
    joined.set(this.first);
    joined.set(bytes, this.first.length);
    this.first = joined;
    if (joined.length >= enoughBytes) this.begin();
  }

  end(): TraceReading {
    if (this.first !== undefined && !this.isOver) this.begin();
    if (!this.isOver) this.splitter.end();
    const trace = this.isOver ? undefined : this.finish();
    const columns = (this.plan?.columns ?? []).map(({ role, name }) => ({
      role,
      column: name,
      ...(role === "time" && this.reader?.timeForm !== undefined && { form: this.reader.timeForm }),
    }));
    const warned = { warnings: this.warnings.shown, warningCount: this.warnings.count };
    return trace !== undefined && this.problems.count === 0
      ? { trace, columns, problems: [], problemCount: 0, ...warned }
      : { columns, problems: this.problems.shown, problemCount: this.problems.count, ...warned };
  }

  private begin(): void {
    const bytes = this.first!;
    this.first = undefined;
    const problem = notText(bytes);
    if (problem !== undefined) return this.stop(problem);
    const text = bytes.subarray(markLength(bytes));
    const beginning = text.find((byte) => byte > 32);
    this.isJson = beginning === 0x7b || (beginning === 0x5b && this.options.delimiter === undefined);
    this.splitter.honoursQuotes = !this.isJson;
    this.splitter.push(text);
  }

  private line(bytes: Uint8Array, start: number, lineEnd: number, number: number): void {
    if (this.isOver) return;
    this.lineCount = number;
    let end = lineEnd;
    if (bytes[end - 1] === 13) end--;
    if (isBlank(bytes, start, end)) return;
    if (this.reader === undefined) {
      const isHeader = this.isJson
        ? this.beginJson(bytes, start, end, number)
        : this.beginCsv(bytes, start, end, number);
      if (isHeader) return;
    }
    const reader = this.reader;
    if (reader === undefined || !reader.read(bytes, start, end, number)) return;
    const fault = faultOf(reader.row, this.plan!.kind);
    if (fault !== undefined) return this.refuse(fault.slot, fault.message, fault.hint, bytes, number);
    const missing = this.rows!.add(reader.row, number);
    if (missing !== undefined) this.refuse(missing, "is missing", undefined, bytes, number);
  }

  /** True where the line was names, or was not understood. */
  private beginCsv(bytes: Uint8Array, start: number, end: number, line: number): boolean {
    const { columns = {}, delimiter: said, header, timeUnit } = this.options;
    const delimiter = said === undefined ? delimiterOf(bytes, start, end) : said.charCodeAt(0);
    const cells = cellsOf(bytes, start, end, delimiter);
    if (bytes.subarray(start, end).includes(13)) {
      const hint = "Lines of a trace end with a newline, or a carriage return and a newline.";
      this.stop({ line, message: "lines end with carriage returns alone", hint });
      return true;
    }
    const hasHeader = header ?? areNames(cells);
    const plan = this.usePlan(planColumns(cells, hasHeader, columns, line));
    if (plan !== undefined) this.reader = new CsvRows(plan, timeUnit, delimiter, cells.length, this.problems);
    return hasHeader || plan === undefined;
  }

  private beginJson(bytes: Uint8Array, start: number, end: number, line: number): boolean {
    const object = objectOf(bytes, start, end, line);
    if ("problem" in object) {
      this.stop(object.problem);
      return true;
    }
    const plan = this.usePlan(planColumns(memberNames(object.members), true, this.options.columns ?? {}, line));
    if (plan !== undefined) this.reader = new JsonRows(plan, this.options.timeUnit, this.problems);
    return plan === undefined;
  }

  private usePlan(plan: ColumnPlan | TraceProblem): ColumnPlan | undefined {
    if ("message" in plan) {
      this.stop(plan);
      return undefined;
    }
    this.plan = plan;
    this.rows =
      plan.kind === "rates"
        ? new WindowRows(this.has("rate"), plan.perSeconds)
        : new RequestRows(this.has("inputTokens"), this.has("outputTokens"));
    return plan;
  }

  private finish(): RateTrace | RequestTrace | undefined {
    const { options, rows } = this;
    if (rows === undefined || (rows.length === 0 && this.problems.count === 0)) {
      const message = rows === undefined ? "the file is empty" : "the file has names of columns and no line of data";
      this.problems.add({ line: 0, message });
    }
    if (rows === undefined || this.problems.count > 0) return undefined;
    const unsaid = {
      inputTokens: options.inputTokens ?? unsaidInput,
      outputTokens: options.outputTokens ?? unsaidOutput,
    };
    this.warnOfUnsaid();
    const time = this.nameOf("time");
    if (rows instanceof RequestRows) return rows.finish(this.problems, time, options.sort ?? false, unsaid);
    const columns = { time, rate: this.nameOf(this.has("rate") ? "rate" : "count") };
    return rows.finish(
      this.problems,
      this.warnings,
      columns,
      {
        sort: options.sort ?? false,
        fillGaps: options.fillGaps,
        fillLulls: options.fillLulls ?? false,
        windowSeconds: options.windowSeconds,
      },
      unsaid,
    );
  }

  private warnOfUnsaid(): void {
    for (const [role, said, usual] of [
      ["inputTokens", this.options.inputTokens, unsaidInput],
      ["outputTokens", this.options.outputTokens, unsaidOutput],
    ] as const) {
      if (said !== undefined || this.has(role)) continue;
      const hint = `Say what it is: \`--${role === "inputTokens" ? "input" : "output"}-tokens\`.`;
      this.warnings.add({
        line: 0,
        message: `no column is ${role}; ${String(usual.mean)} in the mean are assumed`,
        hint,
      });
    }
  }

  private has(role: ColumnRole): boolean {
    return this.plan!.columns.some((it) => it.role === role);
  }

  private nameOf(role: ColumnRole): string {
    return this.plan?.columns.find((it) => it.role === role)?.name ?? role;
  }

  private refuse(slot: number, message: string, hint: string | undefined, bytes: Uint8Array, line: number): void {
    if (!this.problems.hasRoom) {
      this.problems.count++;
      return;
    }
    const got = this.reader!.got(slot, bytes);
    const column = this.nameOf(columnRoles[slot]!);
    this.problems.add({ line, column, message, ...(got !== "" && { got }), ...(hint !== undefined && { hint }) });
  }

  private endless(line: number, inQuotes: boolean): void {
    this.stop(
      inQuotes
        ? { line, message: "has a quote that is never closed" }
        : {
            line,
            message: "is longer than a million bytes",
            hint: "A trace has a short line for each request or window.",
          },
    );
  }

  private stop(problem: TraceProblem): void {
    this.problems.add(problem);
    this.isOver = true;
  }
}

const isBlank = (bytes: Uint8Array, start: number, end: number): boolean => {
  for (let i = start; i < end; i++) if (bytes[i]! > 32 && bytes[i] !== 44 && bytes[i] !== 59) return false;
  return true;
};

/** Reads a whole trace from its chunks. */
export const readTrace = (chunks: Iterable<Uint8Array | string>, options: TraceOptions = {}): TraceReading => {
  const reader = new TraceReader(options);
  for (const chunk of chunks) reader.push(chunk);
  return reader.end();
};
