import type { Forecast, RateTrace, StrategyName } from "@roadstead/cost/forecast";
import {
  arrivalsOf,
  forecastRequests,
  forecastWindows,
  sliceTraffic,
  strategyScenario,
} from "@roadstead/cost/forecast";
import { knobsOf, rounded } from "./study-cell.js";
import { fleetOf } from "./study-offer.js";
import type { SpeedCheck, SpeedFigures } from "./study-results.js";
import type { LoadedTrace } from "./study-limits.js";

const daySeconds = 86_400;

/** The busiest day of a traffic that takes four replicas, by windows and by single requests. */
export const checkSpeeds = (
  { id, trace }: LoadedTrace,
  policies: readonly StrategyName[],
  interarrivalCv: number,
): readonly SpeedCheck[] => {
  const day = busiestDay(trace);
  const { rates: scaled, offer, sizing } = fleetOf(day, 4);
  const rates: RateTrace = {
    ...scaled,
    interarrivalCv: new Float64Array(scaled.requestsPerSecond.length).fill(interarrivalCv),
  };
  return policies.map((policy) => {
    const scenario = strategyScenario(policy, offer, sizing, knobsOf(policy, { rates, offer, sizing }));
    const singles = forecastRequests(arrivalsOf(rates, 1), scenario, { rates });
    return {
      trace: id,
      policy,
      interarrivalCv,
      requests: singles.requests.arrived,
      windows: figuresOf(forecastWindows(rates, scenario)),
      singles: figuresOf(singles),
    };
  });
};

const busiestDay = (trace: RateTrace): RateTrace => {
  const days = Math.max(1, Math.floor((trace.requestsPerSecond.length * trace.windowSeconds) / daySeconds));
  const sum = (day: number): number =>
    sliceTraffic(trace, day * daySeconds, (day + 1) * daySeconds).requestsPerSecond.reduce(
      (all, rate) => all + rate,
      0,
    );
  const sums = Array.from({ length: days }, (_, day) => sum(day));
  const busiest = sums.indexOf(Math.max(...sums));
  return sliceTraffic(trace, busiest * daySeconds, (busiest + 1) * daySeconds);
};

const figuresOf = ({ cost, slo, firstTokenSeconds, endToEndSeconds }: Forecast): SpeedFigures => ({
  nodeHours: rounded(cost.total),
  attainment: rounded(slo.attainment),
  firstTokenP99: rounded(firstTokenSeconds.p99),
  endToEndMean: rounded(endToEndSeconds.mean),
});
