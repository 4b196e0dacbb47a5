import type { RateTrace, TokenSizes } from "../traffic.js";
import { GrowingFloats } from "./growing-array.js";
import type { UnsaidSizes } from "./request-rows.js";
import { RowOrder, sortedPlaces } from "./row-order.js";
import type { Row } from "./row.js";
import { countSlot, cvSlot, inputSlot, outputSlot, rateSlot, timeSlot } from "./row.js";
import type { ProblemList } from "./trace-problem.js";
import { placeWindows, windowSecondsOf } from "./window-places.js";
import { fillLulls } from "./window-lulls.js";

export interface WindowOptions {
  readonly sort: boolean;
  readonly fillGaps: "previous" | "zero" | undefined;
  readonly fillLulls: boolean;
  readonly windowSeconds: number | undefined;
}

/** What of the file the columns are called, for messages. */
export interface WindowColumns {
  readonly time: string;
  readonly rate: string;
}

/** Rows of windows. */
export class WindowRows {
  private readonly slot: number;
  private readonly perSeconds: number;
  private readonly lines = new GrowingFloats();
  private readonly times = new GrowingFloats();
  private readonly rates = new GrowingFloats();
  private readonly cvs = new GrowingFloats();
  private readonly inputs = new GrowingFloats();
  private readonly outputs = new GrowingFloats();
  private readonly order = new RowOrder();

  constructor(hasRates: boolean, perSeconds: number) {
    this.slot = hasRates ? rateSlot : countSlot;
    this.perSeconds = perSeconds;
  }

  get length(): number {
    return this.times.length;
  }

  /** What the row lacks, if anything. */
  add(row: Row, line: number): number | undefined {
    if (Number.isNaN(row[this.slot]!)) return this.slot;
    this.order.add(row[timeSlot]!, line);
    this.lines.push(line);
    this.times.push(row[timeSlot]!);
    this.rates.push(row[this.slot]! / this.perSeconds);
    this.cvs.push(row[cvSlot]!);
    this.inputs.push(row[inputSlot]!);
    this.outputs.push(row[outputSlot]!);
    return undefined;
  }

  finish(
    problems: ProblemList,
    warnings: ProblemList,
    columns: WindowColumns,
    options: WindowOptions,
    unsaid: UnsaidSizes,
  ): RateTrace | undefined {
    if (this.order.check(problems, columns.time, options.sort)) return undefined;
    const order = this.order.isSorted ? undefined : sortedPlaces(this.times.all());
    const sorted = (array: GrowingFloats): Float64Array => {
      const all = array.all();
      return order === undefined ? all : Float64Array.from(order, (place) => all[place]!);
    };
    const times = sorted(this.times);
    const lines = sorted(this.lines);
    const windowSeconds = windowSecondsOf(times, options.windowSeconds);
    if (windowSeconds === undefined) {
      const hint = "Say how long it is: `--window <seconds>`.";
      problems.add({ line: lines[0]!, column: columns.time, message: "there is one window only", hint });
      return undefined;
    }
    const places = placeWindows(
      { times, lines, windowSeconds, column: columns.time, fillGaps: options.fillGaps },
      problems,
      warnings,
    );
    if (places === undefined) return undefined;
    const spread = (values: Float64Array, between: "previous" | "zero"): Float64Array =>
      spreadOver(values, places.places, places.count, between);
    const rates = spread(sorted(this.rates), options.fillGaps ?? "previous");
    if (this.slot === countSlot) for (let i = 0; i < rates.length; i++) rates[i]! /= windowSeconds;
    if (rates.every((rate) => rate === 0)) {
      problems.add({
        line: 0,
        column: columns.rate,
        message: `there is no traffic: all ${rates.length} windows are 0`,
      });
      return undefined;
    }
    const lineOf = (window: number): number => lines[places.places.indexOf(window)] ?? 0;
    fillLulls({ rates, windowSeconds, column: columns.rate, lineOf, fills: options.fillLulls }, warnings);
    const cv = known(spread(sorted(this.cvs), "previous"));
    return {
      kind: "rates",
      windowSeconds,
      requestsPerSecond: rates,
      ...(cv !== undefined && { interarrivalCv: cv }),
      inputTokens: sizesOf(known(spread(sorted(this.inputs), "previous")), unsaid.inputTokens),
      outputTokens: sizesOf(known(spread(sorted(this.outputs), "previous")), unsaid.outputTokens),
    };
  }
}

const spreadOver = (
  values: Float64Array,
  places: Float64Array,
  count: number,
  between: "previous" | "zero",
): Float64Array => {
  const spread = new Float64Array(count);
  let next = 0;
  for (let i = 0; i < count; i++) {
    if (places[next] === i) spread[i] = values[next++]!;
    else spread[i] = between === "zero" ? 0 : spread[i - 1]!;
  }
  return spread;
};

/** What some windows say holds until another says more; the first that says it speaks for those before it. */
const known = (values: Float64Array): Float64Array | undefined => {
  const first = values.find((value) => !Number.isNaN(value));
  if (first === undefined) return undefined;
  let before = first;
  return values.map((value) => (before = Number.isNaN(value) ? before : value));
};

const sizesOf = (means: Float64Array | undefined, unsaid: TokenSizes): TokenSizes =>
  means === undefined ? unsaid : { mean: means, cv: unsaid.cv };
