import type { Forecast } from "../outcome/forecast.js";
import type { Scenario } from "../scenario.js";
import type { FleetOffer } from "./fleet-offer.js";
import type { Sizing } from "./sizing.js";
import { strategyScenario } from "./strategy-scenario.js";
import type { StrategyResult } from "./strategy.js";

export interface SensitivityPoint {
  readonly value: number;
  readonly usd: number;
  readonly attainment: number;
}

/** What cost and service level become when one thing changes and all else stays. */
export interface Sensitivity {
  /** From the request for a node until it is ready, seconds. */
  readonly boot: readonly SensitivityPoint[];
  readonly minReplicas: readonly SensitivityPoint[];
  /** Of pods and nodes alike, seconds. */
  readonly scaleDown: readonly SensitivityPoint[];
}

/** Around one configuration. */
export const sensitivityOf = (
  { name, knobs }: Pick<StrategyResult, "name" | "knobs">,
  offer: FleetOffer,
  sizing: Sizing,
  forecast: (scenario: Scenario) => Forecast,
): Sensitivity => {
  const point = (value: number, scenario: Scenario): SensitivityPoint => {
    const { cost, slo } = forecast(scenario);
    return { value, usd: cost.total, attainment: slo.attainment };
  };
  const scenario = strategyScenario(name, offer, sizing, knobs);
  return {
    boot: [30, 90, 180, 360, 600, 900, 1200].map((nodeSeconds) =>
      point(nodeSeconds, {
        ...scenario,
        pools: scenario.pools.map((pool) =>
          pool.billing === "always" ? pool : { ...pool, start: { ...pool.start, nodeSeconds } },
        ),
      }),
    ),
    minReplicas: minimumsAround(knobs.minReplicas, sizing).map((minReplicas) =>
      point(minReplicas, strategyScenario(name, offer, sizing, { ...knobs, minReplicas })),
    ),
    scaleDown: [0, 60, 300, 600, 1200, 1800, 3600].map((seconds) =>
      point(
        seconds,
        strategyScenario(name, offer, sizing, { ...knobs, scaleDownSeconds: seconds, nodeIdleSeconds: seconds }),
      ),
    ),
  };
};

const minimumsAround = (minReplicas: number, { mostReplicas }: Sizing): readonly number[] => {
  const wanted = [1, 2, 3, 4, 6, 8, 12, 16].map((it) => Math.max(1, Math.round((it * Math.max(4, minReplicas)) / 4)));
  return [...new Set([...wanted, Math.max(1, minReplicas)])].filter((it) => it <= mostReplicas).sort((a, b) => a - b);
};
