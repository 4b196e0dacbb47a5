import type { Forecast } from "../outcome/forecast.js";
import type { Scenario } from "../scenario.js";
import type { RateTrace } from "../traffic/traffic.js";
import { cheapestOf } from "./cheapest-trial.js";
import type { FleetOffer } from "./fleet-offer.js";
import { type Sizing, sizingOf } from "./sizing.js";
import { searchStrategy } from "./strategy-search.js";
import { type StrategyName, type StrategyResult, strategyNames } from "./strategy.js";
import { TrialRunner } from "./trial-runner.js";

/** `forecastWindows`, or the same of single requests. */
export type ForecastSpeed = (rates: RateTrace, scenario: Scenario) => Forecast;

export interface CompareOptions {
  readonly forecast: ForecastSpeed;
  /** @default all that the offer has machines for */
  readonly strategies?: readonly StrategyName[];
  /** Told before each forecast. */
  readonly progress?: (strategy: StrategyName, forecasts: number) => void;
}

export interface StrategyComparison {
  readonly sizing: Sizing;
  readonly results: readonly StrategyResult[];
}

/**
 * Each strategy at its best: the cheapest configuration of it that keeps to the service level on this traffic. What
 * none of its configurations can keep is infeasible, and is no saving, however little it costs.
 */
export const compareStrategies = (rates: RateTrace, offer: FleetOffer, options: CompareOptions): StrategyComparison => {
  const { strategies = strategyNames } = options;
  const sizing = sizingOf(rates, offer);
  let forecasts = 0;
  const found = strategyNames
    .filter((name) => strategies.includes(name) && hasMachines(name, offer))
    .flatMap((name) => {
      const runner = new TrialRunner(name, offer, sizing, (scenario) => {
        options.progress?.(name, forecasts++);
        return options.forecast(rates, scenario);
      });
      searchStrategy(name, runner, offer, sizing);
      const best = cheapestOf(runner.trials);
      return best === undefined ? [] : [{ name, best, trials: runner.trials }];
    });
  const baselines = found.map(({ name, best }) => ({ name, forecast: best.forecast }));
  return {
    sizing,
    results: found.map(({ name, best, trials }) => ({
      ...best,
      name,
      isFeasible: best.forecast.slo.isMet,
      savings: savingsOf(best.forecast, baselines),
      tried: trials.map((trial) => ({
        usd: trial.forecast.cost.total,
        attainment: trial.forecast.slo.attainment,
      })),
    })),
  };
};

/** Nobody takes a part off the price of machines that are owned, and there is no cloud beside them to burst to. */
const hasMachines = (name: StrategyName, { onDemand, spot }: FleetOffer): boolean => {
  if (name === "tuned-spot") return spot !== undefined;
  return onDemand.billing !== "always" || (name !== "static-reserved" && name !== "hybrid");
};

/** What a forecast leaves of the cost of the static fleets among `results`, where both keep to the service level. */
export const savingsOf = (
  { cost, slo }: Forecast,
  results: readonly Pick<StrategyResult, "name" | "forecast">[],
): StrategyResult["savings"] => {
  const saved = (name: StrategyName): number | undefined => {
    const baseline = results.find((result) => result.name === name)?.forecast;
    if (!slo.isMet || baseline?.slo.isMet !== true || baseline.cost.total === 0) return undefined;
    return 1 - cost.total / baseline.cost.total;
  };
  const [versusPeak, versusP99] = [saved("static-peak"), saved("static-p99")];
  return {
    ...(versusPeak === undefined ? {} : { versusPeak }),
    ...(versusP99 === undefined ? {} : { versusP99 }),
  };
};
