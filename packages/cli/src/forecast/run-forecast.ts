import type { Problem } from "@roadstead/core";
import type {
  Forecast,
  ForecastSpeed,
  Knobs,
  RateTrace,
  ReplicaProfile,
  RequestTrace,
  Scenario,
  Sizing,
  StrategyResult,
  TrafficFigures,
  Trial,
} from "@roadstead/cost/forecast";
import {
  arrivalsOf,
  compareStrategies,
  describeTraffic,
  forecastRequests,
  forecastWindows,
  savingsOf,
  sensitivityOf,
  sizingOf,
  sourceOf,
  tuneScenario,
} from "@roadstead/cost/forecast";
import { PlanUsageError } from "@roadstead/plan";
import type { ForecastCommandOptions } from "../commands/forecast-options.js";
import { progressLine } from "../progress.js";
import type { ConfiguredResult, ForecastReport } from "../report/forecast-report.js";
import { policyTitles } from "../report/policy-titles.js";
import type { Terminal } from "../terminal.js";
import { chooseReplica, isProblems } from "./choose-replica.js";
import type { LoadedTraffic } from "./load-traffic.js";
import { configuredKnobs, configuredScenario, offerOf, remarksOf } from "./configured-fleet.js";
import type { Fleet } from "./machine-fleet.js";

/**
 * Forecasts what was asked for.
 * @throws PlanUsageError where no replica of the model does on these machines.
 */
export function runForecasts(
  traffic: LoadedTraffic,
  fleet: Fleet,
  options: ForecastCommandOptions,
  asOf: string,
  terminal: Terminal,
): ForecastReport {
  const { rates } = traffic;
  if (options.tune && rates.requestsPerSecond.length < 2) throw new PlanUsageError([tooShort(traffic)]);
  const { meanInputTokens, meanOutputTokens } = describeTraffic(rates);
  const replica = chooseReplica(options, fleet, meanInputTokens + meanOutputTokens);
  if (isProblems(replica)) throw new PlanUsageError(replica);
  const offer = offerOf(fleet, replica, options, rates);
  const sizing = sizingOf(rates, offer);
  if (sizing.safe.requestsPerSecond === 0) throw new PlanUsageError([tooSlow(replica, fleet, options)]);
  const level = levelOf(traffic, sizing, options);
  const speed = speedOf(traffic, level, options.seed);
  const progress = progressLine(terminal);
  const told = (what: string, count: number): void => progress.show(() => `Forecasting ${what}, ${count + 1} so far`);
  try {
    const { results } = compareStrategies(rates, offer, {
      forecast: speed,
      ...(options.compare ? {} : { strategies: ["static-peak", "static-p99"] as const }),
      progress: (name, count) => told(policyTitles[name], count),
    });
    const knobs = configuredKnobs(fleet, offer, sizing, options);
    const scenarioOf = (turned: Knobs): Scenario => configuredScenario(fleet, offer, sizing, options, turned);
    let count = 0;
    const forecast = (scenario: Scenario): Forecast => {
      told("what it depends on", count++);
      return speed(rates, scenario);
    };
    const scenario = scenarioOf(knobs);
    return {
      trace: traffic.name,
      level,
      filledGaps: traffic.filledGaps,
      asOf,
      fleet: fleet.name,
      ...(fleet.cluster === undefined ? {} : { cluster: fleet.cluster }),
      pool: fleet.pool,
      prices: fleet.prices,
      offer,
      sizing: traffic.requests === undefined ? sizing : { ...sizing, traffic: figuresOf(traffic.requests, rates) },
      configured: configuredResult({ knobs, scenario, forecast: speed(rates, scenario) }, results),
      results,
      sensitivity: sensitivityOf(knobs, sizing, scenarioOf, forecast),
      ...(options.tune
        ? {
            tuning: tuneScenario(rates, offer, {
              forecast: forecastWindows,
              pool: fleet.pool,
              ...(options.budget === undefined ? {} : { budgetUsdPerMonth: options.budget }),
              progress: (name, count) => told(policyTitles[name], count),
            }),
          }
        : {}),
      remarks: [...remarksOf(offer, sizing, options), ...fleet.remarks, ...traffic.remarks],
    };
  } finally {
    progress.clear();
  }
}

/** Windows of seldom requests have no variation of their own between arrivals; the trace as a whole has. */
const figuresOf = (requests: RequestTrace, { windowSeconds }: RateTrace): TrafficFigures =>
  describeTraffic(requests, windowSeconds);

const mostFollowed = 100_000;

const levelOf = (traffic: LoadedTraffic, sizing: Sizing, { level }: ForecastCommandOptions): "windows" | "requests" =>
  level ?? (traffic.requests !== undefined && sizing.traffic.requests <= mostFollowed ? "requests" : "windows");

/** Requests of the trace where it has them; else requests that come by lot as the windows say. */
const speedOf = ({ rates, requests }: LoadedTraffic, level: "windows" | "requests", seed: number): ForecastSpeed =>
  level === "windows"
    ? forecastWindows
    : (of, scenario) => {
        const source = of === rates && requests !== undefined ? sourceOf(requests) : arrivalsOf(of, seed);
        return forecastRequests(source, scenario, { rates: of });
      };

const tooShort = ({ name, rates }: LoadedTraffic): Problem => ({
  rule: "forecast/tune",
  path: "--tune",
  message: `needs a part of ${name} to choose by and another to report on, and there is one window of ${rates.windowSeconds} s`,
  hint: "give a longer trace, or shorter windows of single requests: --window <seconds>",
});

const tooSlow = (replica: ReplicaProfile, fleet: Fleet, { slo }: ForecastCommandOptions): Problem => ({
  rule: "forecast/slo",
  path: "--slo",
  message: `cannot be kept by ${replica.name} on ${fleet.name}, not even for a lonely request`,
  got: `${slo.firstTokenSeconds}s,${slo.secondsPerToken}s,${slo.attainment * 100}%`,
  hint:
    `alone, a first token takes ${Math.round(replica.firstTokenMs)} ms beside its prompt, and each further one ` +
    `${Math.round(replica.decodeMs + replica.decodeMsPerRequest)} ms`,
});

const configuredResult = (trial: Trial, results: readonly StrategyResult[]): ConfiguredResult => ({
  ...trial,
  name: "configured",
  isFeasible: trial.forecast.slo.isMet,
  savings: savingsOf(trial.forecast, results),
});
