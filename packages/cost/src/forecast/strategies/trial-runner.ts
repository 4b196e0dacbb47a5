import type { Forecast } from "../outcome/forecast.js";
import type { Scenario } from "../scenario.js";
import type { FleetOffer } from "./fleet-offer.js";
import type { Sizing } from "./sizing.js";
import { strategyScenario } from "./strategy-scenario.js";
import type { Knobs, StrategyName, Trial } from "./strategy.js";

/** Tries configurations of one strategy, and remembers them. */
export class TrialRunner {
  readonly trials: Trial[] = [];
  private readonly name: StrategyName;
  private readonly offer: FleetOffer;
  private readonly sizing: Sizing;
  private readonly forecast: (scenario: Scenario) => Forecast;
  private readonly known = new Map<string, Trial>();
  private cheapestUsd = Infinity;

  constructor(name: StrategyName, offer: FleetOffer, sizing: Sizing, forecast: (scenario: Scenario) => Forecast) {
    this.name = name;
    this.offer = offer;
    this.sizing = sizing;
    this.forecast = forecast;
  }

  /** Whether the configuration meets the service level. */
  meets(knobs: Knobs): boolean {
    return this.try(knobs).forecast.slo.isMet;
  }

  try(knobs: Knobs): Trial {
    const key = JSON.stringify(knobs);
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const scenario = strategyScenario(this.name, this.offer, this.sizing, knobs);
    const trial = { knobs, scenario, forecast: this.forecast(scenario) };
    this.known.set(key, trial);
    this.trials.push(trial);
    if (trial.forecast.slo.isMet) this.cheapestUsd = Math.min(this.cheapestUsd, trial.forecast.cost.total);
    return trial;
  }

  /** Whether the minimum alone costs more than a configuration that meets the service level. */
  isTooDear({ minReplicas }: Knobs): boolean {
    const { usdPerHour, replicasPerNode } = this.offer.onDemand;
    const hours = this.sizing.traffic.durationSeconds / 3600;
    const fixed = this.offer.fixedUsdPerHour * hours;
    return Math.ceil(minReplicas / replicasPerNode) * usdPerHour * hours + fixed > this.cheapestUsd;
  }
}
