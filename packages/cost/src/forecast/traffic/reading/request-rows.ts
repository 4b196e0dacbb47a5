import { RandomStream } from "../../random/random-stream.js";
import { drawTokens } from "../token-draws.js";
import type { RequestTrace, TokenSizes } from "../traffic.js";
import { GrowingFloats, GrowingInts } from "./growing-array.js";
import { RowOrder, sortedPlaces } from "./row-order.js";
import type { Row } from "./row.js";
import { inputSlot, outputSlot, timeSlot } from "./row.js";
import type { ProblemList } from "./trace-problem.js";

/** Sizes that a trace does not say. */
export interface UnsaidSizes {
  readonly inputTokens: TokenSizes;
  readonly outputTokens: TokenSizes;
}

/** Rows of single requests. */
export class RequestRows {
  private readonly times = new GrowingFloats();
  private readonly inputs: GrowingInts | undefined;
  private readonly outputs: GrowingInts | undefined;
  private readonly order = new RowOrder();

  constructor(hasInputs: boolean, hasOutputs: boolean) {
    this.inputs = hasInputs ? new GrowingInts() : undefined;
    this.outputs = hasOutputs ? new GrowingInts() : undefined;
  }

  get length(): number {
    return this.times.length;
  }

  /** What the row lacks, if anything. */
  add(row: Row, line: number): number | undefined {
    if (this.inputs !== undefined && Number.isNaN(row[inputSlot]!)) return inputSlot;
    if (this.outputs !== undefined && Number.isNaN(row[outputSlot]!)) return outputSlot;
    const time = row[timeSlot]!;
    this.order.add(time, line);
    this.times.push(time);
    this.inputs?.push(row[inputSlot]!);
    this.outputs?.push(row[outputSlot]!);
    return undefined;
  }

  finish(problems: ProblemList, column: string, sort: boolean, unsaid: UnsaidSizes): RequestTrace | undefined {
    const count = this.times.length;
    if (this.order.check(problems, column, sort)) return undefined;
    let times = this.times.all();
    let places: Uint32Array | undefined;
    if (!this.order.isSorted) {
      places = sortedPlaces(times);
      const unsorted = times;
      times = Float64Array.from(places, (place) => unsorted[place]!);
    }
    if (count === 1 || times[0] === times[count - 1]) {
      const message = count === 1 ? "there is one request only" : "all requests are at one moment";
      problems.add({ line: 0, column, message, hint: "A forecast needs the times between requests." });
      return undefined;
    }
    const first = times[0]!;
    for (let i = 0; i < count; i++) times[i]! -= first;
    return {
      kind: "requests",
      count,
      durationMicros: times[count - 1]! + 1,
      arrivalMicros: times,
      inputTokens: inOrder(this.inputs, places) ?? drawn(unsaid.inputTokens, count, "input tokens"),
      outputTokens: inOrder(this.outputs, places) ?? drawn(unsaid.outputTokens, count, "output tokens"),
    };
  }
}

const inOrder = (tokens: GrowingInts | undefined, places: Uint32Array | undefined): Int32Array | undefined => {
  const all = tokens?.all();
  return all === undefined || places === undefined ? all : Int32Array.from(places, (place) => all[place]!);
};

const drawn = (sizes: TokenSizes, count: number, name: string): Int32Array => {
  const tokens = new Int32Array(count);
  drawTokens(new RandomStream(0, name), sizes, 0, tokens, count);
  return tokens;
};
