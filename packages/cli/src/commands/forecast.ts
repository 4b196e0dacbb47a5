import { writeFileSync } from "node:fs";
import { formatProblems } from "@roadstead/core";
import { PlanUsageError } from "@roadstead/plan";
import { isProblems } from "../forecast/choose-replica.js";
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
  const fleet = await loadFleet(directory, options, asOf, terminal);
  if (fleet === "failed") return 1;
  const traffic = await loadTraffic(options, terminal);
  const report = runForecasts(traffic, fleet, options, asOf, terminal);
  const document = forecastDocument(report);
  if (options.html !== undefined) await writePage(options.html, document);
  terminal.stdout.write(
    options.format === "json" ? `${safeJson(document, 2)}\n` : forecastPage(document, pageOptions(terminal, options)),
  );
  return report.tuning?.isFeasible === false ? 1 : 0;
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
