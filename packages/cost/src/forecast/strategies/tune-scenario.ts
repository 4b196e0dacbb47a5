import type { Forecast } from "../outcome/forecast.js";
import { sliceTraffic } from "../traffic/slice-traffic.js";
import type { RateTrace } from "../traffic/traffic.js";
import { cheapestOf } from "./cheapest-trial.js";
import { compareStrategies, type ForecastSpeed } from "./compare-strategies.js";
import type { FleetOffer } from "./fleet-offer.js";
import { nodesFor, type Sizing, sizingOf } from "./sizing.js";
import { type SettingChange, settingChanges } from "./setting-changes.js";
import { searchStrategy } from "./strategy-search.js";
import type { StrategyName, Trial } from "./strategy.js";
import { TrialRunner } from "./trial-runner.js";

export interface TuneOptions {
  readonly forecast: ForecastSpeed;
  /** Name of the pool in the spec. @default the on-demand pool's name */
  readonly pool?: string;
  /** USD per month of 730 hours, the most that may be spent. */
  readonly budgetUsdPerMonth?: number;
  readonly progress?: (strategy: StrategyName, forecasts: number) => void;
}

/** Settings that were chosen on one part of a traffic, and what they gave on the rest, which had no say. */
export interface Tuning {
  readonly trainedSeconds: number;
  readonly heldOutSeconds: number;
  readonly sizing: Sizing;
  readonly chosen: Trial & { readonly name: StrategyName };
  /** The service level was met on the part that was trained on, and the budget kept. */
  readonly isFeasible: boolean;
  readonly isWithinBudget: boolean;
  readonly usdPerMonth: number;
  readonly heldOut: HeldOut;
  readonly changes: readonly SettingChange[];
}

/** All were chosen on the same part, and forecast on the rest. */
export interface HeldOut {
  readonly tuned: Forecast;
  readonly staticPeak: Forecast;
  readonly defaults: Forecast;
}

/**
 * Chooses minimum, most, delays, headroom and spot share by the first half of the traffic, in whole days where there are
 * two, and forecasts the rest with them.
 */
export const tuneScenario = (rates: RateTrace, offer: FleetOffer, options: TuneOptions): Tuning => {
  const { forecast } = options;
  const seconds = rates.requestsPerSecond.length * rates.windowSeconds;
  const trainedSeconds = splitAt(seconds, rates.windowSeconds);
  const train = sliceTraffic(rates, 0, trainedSeconds);
  const test = sliceTraffic(rates, trainedSeconds, seconds);
  const sizing = sizingOf(train, offer);
  let forecasts = 0;
  const trials = (["tuned", "tuned-spot"] as const)
    .filter((name) => name === "tuned" || offer.spot !== undefined)
    .flatMap((name) => {
      const runner = new TrialRunner(name, offer, sizing, (scenario) => {
        options.progress?.(name, forecasts++);
        return forecast(train, scenario);
      });
      searchStrategy(name, runner, offer, sizing);
      return runner.trials.map((trial) => ({ ...trial, name }));
    });
  const budget = ((options.budgetUsdPerMonth ?? Infinity) * trainedSeconds) / monthSeconds;
  const affordable = trials.filter((trial) => trial.forecast.cost.total <= budget);
  // What the service level costs, be it more than the budget; where nothing keeps to it, what the budget is enough for.
  const isKept = trials.some(({ forecast: { slo } }) => slo.isMet);
  const chosen = cheapestOf(isKept || affordable.length === 0 ? trials : affordable)! as Tuning["chosen"];
  const isWithinBudget = chosen.forecast.cost.total <= budget;
  const baselines = compareStrategies(train, offer, {
    strategies: ["static-peak", "hpa-cluster-autoscaler"],
    forecast,
  }).results;
  const onTest = (name: StrategyName): Forecast =>
    forecast(test, baselines.find((result) => result.name === name)!.scenario);
  return {
    trainedSeconds,
    heldOutSeconds: seconds - trainedSeconds,
    sizing,
    chosen,
    isFeasible: chosen.forecast.slo.isMet && isWithinBudget,
    isWithinBudget,
    usdPerMonth: (chosen.forecast.cost.total * monthSeconds) / trainedSeconds,
    heldOut: {
      tuned: forecast(test, chosen.scenario),
      staticPeak: onTest("static-peak"),
      defaults: onTest("hpa-cluster-autoscaler"),
    },
    changes: settingChanges(options.pool ?? offer.onDemand.name, chosen.knobs, {
      requestsPerSecond: sizing.safe.requestsPerSecond * chosen.knobs.targetUtilization,
      minNodes: nodesFor(offer, chosen.knobs.minReplicas),
      maxNodes: nodesFor(offer, chosen.knobs.maxReplicas),
    }),
  };
};

const daySeconds = 86_400;
const monthSeconds = 730 * 3600;

const splitAt = (seconds: number, windowSeconds: number): number => {
  const days = Math.floor(seconds / daySeconds / 2);
  if (days >= 1) return days * daySeconds;
  return Math.max(1, Math.floor(seconds / windowSeconds / 2)) * windowSeconds;
};
