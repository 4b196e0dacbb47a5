import { createReadStream } from "node:fs";
import { basename } from "node:path";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import type { Problem } from "@roadstead/core";
import type { RateTrace, RequestTrace, TraceProblem, TraceReading } from "@roadstead/cost/forecast";
import { TraceReader, generateTraffic, ratesOf } from "@roadstead/cost/forecast";
import { PlanUsageError } from "@roadstead/plan";
import type { TrafficOptions } from "../commands/forecast-options.js";
import type { Terminal } from "../terminal.js";
import { progressLine } from "../progress.js";

/** A traffic in the form that strategies are compared on, with its single requests where it has them. */
export interface LoadedTraffic {
  readonly name: string;
  readonly rates: RateTrace;
  readonly requests?: RequestTrace;
  /** What is odd about the file, or was filled in it. */
  readonly remarks: readonly string[];
  readonly filledGaps: number;
}

/**
 * Makes or reads the traffic that the command line names.
 * @throws PlanUsageError with all that is wrong with the file.
 */
export async function loadTraffic(options: TrafficOptions, terminal: Terminal): Promise<LoadedTraffic> {
  if (options.trace === undefined) return generated(options);
  const reading = await readFile(options.trace, options, terminal);
  if (reading.trace === undefined) throw new PlanUsageError(traceProblems(options.trace, reading));
  const { trace, warnings, warningCount } = reading;
  const more = warningCount > warnings.length ? [`${warningCount - warnings.length} more remarks on the trace`] : [];
  const lines = [...warnings.map(remarkOf), ...more];
  const filledGaps = warnings.filter(({ message }) => /filled/.test(message)).length;
  const name = basename(options.trace);
  return trace.kind === "rates"
    ? { name, rates: trace, remarks: lines, filledGaps }
    : { name, rates: ratesOf(trace, options.window ?? 60), requests: trace, remarks: lines, filledGaps };
}

function generated({ generate = "office", peak, days, seed, window, ...sizes }: TrafficOptions): LoadedTraffic {
  const rates = generateTraffic(
    {
      pattern: generate,
      days,
      size: { peakPerSecond: peak },
      ...(window === undefined ? {} : { windowSeconds: window }),
      ...tokens(sizes),
    },
    seed,
  );
  return {
    name: `generated ${generate} traffic`,
    rates,
    remarks: ["the traffic is made up, not measured"],
    filledGaps: 0,
  };
}

const tokens = ({ inputTokens, outputTokens }: Pick<TrafficOptions, "inputTokens" | "outputTokens">) => ({
  ...(inputTokens === undefined ? {} : { inputTokens: { mean: inputTokens, cv: 1 } }),
  ...(outputTokens === undefined ? {} : { outputTokens: { mean: outputTokens, cv: 1 } }),
});

async function readFile(file: string, options: TrafficOptions, terminal: Terminal): Promise<TraceReading> {
  const reader = new TraceReader({
    columns: options.columns,
    ...(options.timeUnit === undefined ? {} : { timeUnit: options.timeUnit }),
    ...(options.fillGaps === undefined ? {} : { fillGaps: options.fillGaps }),
    ...(options.window === undefined ? {} : { windowSeconds: options.window }),
    fillLulls: options.fillLulls ?? false,
    sort: options.sort ?? false,
    ...tokens(options),
  });
  const progress = progressLine(terminal);
  try {
    const source = createReadStream(file, { highWaterMark: 1 << 20 });
    const feed = async (chunks: AsyncIterable<Uint8Array>): Promise<void> => {
      for await (const chunk of chunks) {
        reader.push(chunk);
        progress.show(() => `Reading ${file}, line ${reader.lineCount}`);
      }
    };
    if (/\.gz$/i.test(file)) await pipeline(source, createGunzip(), feed);
    else await pipeline(source, feed);
    return reader.end();
  } catch (error) {
    const message = error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error);
    throw new PlanUsageError([{ rule: "trace/readable", path: file, message }]);
  } finally {
    progress.clear();
  }
}

function traceProblems(file: string, { problems, problemCount }: TraceReading): readonly Problem[] {
  const shown = problems.map(({ line, column, message, got, hint }) => ({
    rule: "trace/value",
    path: `${file}${line === 0 ? "" : `:${line}`}${column === undefined ? "" : ` ${column}`}`,
    message,
    ...(got === undefined ? {} : { got }),
    ...(hint === undefined ? {} : { hint }),
  }));
  const more = problemCount - problems.length;
  return more > 0 ? [...shown, { rule: "trace/more", path: file, message: `has ${more} more problems` }] : shown;
}

const remarkOf = ({ line, column, message, got, hint }: TraceProblem): string =>
  [
    `trace${line === 0 ? "" : `, line ${line}`}${column === undefined ? "" : `, ${column}`}: ${message}`,
    ...(got === undefined ? [] : [`got ${got}`]),
    ...(hint === undefined ? [] : [hint]),
  ].join("; ");
