import type { Forecast } from "../outcome/forecast.js";
import type { Scenario } from "../scenario.js";
import { replicasFor, type Sizing } from "./sizing.js";
import type { Knobs } from "./strategy.js";

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

/** Around one configuration, whose scenario `scenarioOf` makes of its knobs. */
export const sensitivityOf = (
  knobs: Knobs,
  sizing: Sizing,
  scenarioOf: (knobs: Knobs) => Scenario,
  forecast: (scenario: Scenario) => Forecast,
): Sensitivity => {
  const point = (value: number, scenario: Scenario): SensitivityPoint => {
    const { cost, slo } = forecast(scenario);
    return { value, usd: cost.total, attainment: slo.attainment };
  };
  const scenario = scenarioOf(knobs);
  return {
    boot: [30, 90, 180, 360, 600, 900, 1200].map((nodeSeconds) =>
      point(nodeSeconds, {
        ...scenario,
        pools: scenario.pools.map((pool) =>
          pool.billing === "always" ? pool : { ...pool, start: { ...pool.start, nodeSeconds } },
        ),
      }),
    ),
    minReplicas: minimumsAround(knobs, sizing).map((minReplicas) =>
      point(minReplicas, scenarioOf({ ...knobs, minReplicas })),
    ),
    scaleDown: [0, 60, 300, 600, 1200, 1800, 3600].map((seconds) =>
      point(seconds, scenarioOf({ ...knobs, scaleDownSeconds: seconds, nodeIdleSeconds: seconds })),
    ),
  };
};

/** From one replica to what the peak needs, in about eight steps, with the configured one. */
const minimumsAround = ({ minReplicas, maxReplicas }: Knobs, sizing: Sizing): readonly number[] => {
  const most = Math.min(maxReplicas, replicasFor(sizing, sizing.traffic.peakPerSecond, 0.7));
  const steps = [0, 1, 2, 3, 4, 5, 6, 7].map((step) => 1 + Math.round(((most - 1) * step) / 7));
  const wanted = [...new Set([...steps, Math.max(1, minReplicas)])];
  return wanted.filter((it) => it <= maxReplicas).sort((a, b) => a - b);
};
