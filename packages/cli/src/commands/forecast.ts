import { writeFileSync } from "node:fs";
import { formatProblems } from "@roadstead/core";
import { PlanUsageError } from "@roadstead/plan";
import { isProblems, readOwnFigures } from "../forecast/choose-replica.js";
import type { LoadedTraffic } from "../forecast/load-traffic.js";
import { loadTraffic } from "../forecast/load-traffic.js";
import type { Fleet } from "../forecast/machine-fleet.js";
import { machineFleet } from "../forecast/machine-fleet.js";
import { programFleet } from "../forecast/program-fleet.js";
import { runForecasts } from "../forecast/run-forecast.js";
import { forecastPage } from "../render/forecast-page.js";
import { forecastDocument } from "../report/forecast-document.js";
import type { Terminal } from "../terminal.js";
import { pageOptions } from "../terminal.js";
import { safeJson, safeLines } from "../text/safe-text.js";
import { today } from "./as-of.js";
import type { ForecastCommandOptions } from "./forecast-options.js";
import { loadGraph } from "./load-graph.js";
import { loadPriceBook } from "./load-price-sheet.js";

/** Forecasts a traffic on machines or on a pool of a program, and prints it. Returns the exit code. */
export async function runForecast(
  directory: string | undefined,
  options: ForecastCommandOptions,
  terminal: Terminal,
): Promise<0 | 1 | 2> {
  try {
    return await forecast(directory, options, terminal);
  } catch (error) {
    if (!(error instanceof PlanUsageError)) throw error;
    terminal.stderr.write(`${safeLines(formatProblems(error.problems)).join("\n")}\n`);
    return 2;
  }
}

async function forecast(
  directory: string | undefined,
  options: ForecastCommandOptions,
  terminal: Terminal,
): Promise<0 | 1> {
  const asOf = options.asOf ?? today();
  const { fleet, traffic } = await loadInputs(directory, options, asOf, terminal);
  if (fleet === "failed") return 1;
  const report = runForecasts(traffic, fleet, options, asOf, terminal);
  const document = forecastDocument(report);
  if (options.html !== undefined) await writePage(options.html, document);
  terminal.stdout.write(
    options.format === "json" ? `${safeJson(document, 2)}\n` : forecastPage(document, pageOptions(terminal, options)),
  );
  return report.tuning?.isFeasible === false ? 1 : 0;
}

/** The problems of all files are said at once. */
async function loadInputs(
  directory: string | undefined,
  options: ForecastCommandOptions,
  asOf: string,
  terminal: Terminal,
): Promise<{ readonly fleet: Fleet | "failed"; readonly traffic: LoadedTraffic }> {
  const [fleet, traffic, figures] = await Promise.allSettled([
    loadFleet(directory, options, asOf, terminal),
    loadTraffic(options, terminal),
    (async () => readOwnFigures(options.profile))(),
  ]);
  const failures = [fleet, traffic, figures].flatMap((it): unknown[] => (it.status === "rejected" ? [it.reason] : []));
  for (const failure of failures) if (!(failure instanceof PlanUsageError)) throw failure;
  if (fleet.status === "fulfilled" && traffic.status === "fulfilled" && failures.length === 0) {
    return { fleet: fleet.value, traffic: traffic.value };
  }
  throw new PlanUsageError(failures.flatMap((failure) => (failure as PlanUsageError).problems));
}

async function loadFleet(
  directory: string | undefined,
  options: ForecastCommandOptions,
  asOf: string,
  terminal: Terminal,
): Promise<Fleet | "failed"> {
  const book = loadPriceBook(options.prices);
  const { machine = "", region = "" } = options;
  if (directory === undefined) return orThrow(machineFleet(machine, region, options, book, asOf));
  const { graph, failed } = await loadGraph({ kind: "program", directory }, options, terminal);
  return failed ? "failed" : orThrow(programFleet(graph, options, book, asOf));
}

function orThrow(fleet: ReturnType<typeof machineFleet>): Fleet {
  if (isProblems(fleet)) throw new PlanUsageError(fleet);
  return fleet;
}

async function writePage(file: string, document: ReturnType<typeof forecastDocument>): Promise<void> {
  const { forecastHtml } = await import("../html/forecast-html.js");
  try {
    writeFileSync(file, forecastHtml(document));
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new PlanUsageError([{ rule: "forecast/write", path: file, message }]);
  }
}
