import type { Forecast, Knobs, RateTrace, StrategyName } from "@roadstead/cost/forecast";
import {
  clusterAutoscalerDefaults,
  compareStrategies,
  forecastWindows,
  hpaDefaults,
  karpenterDefaults,
  replicasFor,
  strategyNames,
  strategyScenario,
} from "@roadstead/cost/forecast";
import { savingRange } from "./bootstrap-days.js";
import type { StudyFleet } from "./study-offer.js";
import { fleetOf, sharedTarget, spotOf, usualSpot } from "./study-offer.js";
import type { PolicyFigures, StudyCell } from "./study-results.js";

export const peakSizes: readonly number[] = [2, 4, 16, 64];

const sameHeadroomPolicies: readonly StrategyName[] = [
  "static-peak",
  "static-p99",
  "hpa-cluster-autoscaler",
  "karpenter",
  "knative",
  "keda-zero",
  "clairvoyant",
];

/** Sizes at which each policy is looked for at its best, which takes a hundred forecasts. */
const searchedSizes: readonly number[] = [4, 16];

/** One traffic at one size; with `isSearched`, also the cheapest of each policy where the size is one of those. */
export const studyCell = (id: string, trace: RateTrace, peakReplicas: number, isSearched: boolean): StudyCell => {
  const fleet = fleetOf(trace, peakReplicas);
  return {
    trace: id,
    peakReplicas,
    closedForm: rounded(1 - fleet.sizing.traffic.meanOverPeak - 0.5 / peakReplicas),
    sameHeadroom: sameHeadroom(fleet),
    cheapest: isSearched && searchedSizes.includes(peakReplicas) ? cheapest(fleet) : [],
  };
};

/** Policies with their defaults, all of them and both baselines at one headroom. */
export const sameHeadroom = (fleet: StudyFleet): readonly PolicyFigures[] => {
  const forecasts = sameHeadroomPolicies.map((name) => ({ name, forecast: forecastSame(fleet, name) }));
  const of = (wanted: StrategyName): Forecast => forecasts.find(({ name }) => name === wanted)!.forecast;
  const baselines = { peak: of("static-peak"), p99: of("static-p99") };
  return forecasts.map(({ name, forecast }) => figuresOf(name, forecast, baselines));
};

export const forecastSame = (fleet: StudyFleet, name: StrategyName, changed: Partial<Knobs> = {}): Forecast => {
  const knobs = { ...knobsOf(name, fleet), ...changed };
  return forecastWindows(fleet.rates, strategyScenario(name, fleet.offer, fleet.sizing, knobs));
};

export const knobsOf = (name: StrategyName, { sizing }: StudyFleet): Knobs => {
  const { peakPerSecond, p99PerSecond } = sizing.traffic;
  const isStatic = name === "static-peak" || name === "static-p99";
  const fixed = replicasFor(sizing, name === "static-p99" ? p99PerSecond : peakPerSecond, sharedTarget);
  const usesKarpenter = name === "karpenter" || name === "clairvoyant";
  return {
    targetUtilization: sharedTarget,
    minReplicas: isStatic ? fixed : name === "keda-zero" || name === "clairvoyant" ? 0 : 1,
    maxReplicas: isStatic ? fixed : sizing.mostReplicas,
    scaleDownSeconds: hpaDefaults.scaleDownStabilizationSeconds,
    nodeAutoscaler: usesKarpenter ? "karpenter" : "cluster-autoscaler",
    nodeIdleSeconds: usesKarpenter
      ? karpenterDefaults.consolidateAfterSeconds
      : clusterAutoscalerDefaults.scaleDownUnneededSeconds,
    spotNodes: 0,
    spotFirst: false,
    ownedNodes: 0,
  };
};

const cheapest = ({ rates, offer }: StudyFleet): readonly PolicyFigures[] => {
  const withSpot = { ...offer, spot: spotOf(offer, usualSpot) };
  const { results } = compareStrategies(rates, withSpot, { forecast: forecastWindows, strategies: strategyNames });
  const of = (wanted: StrategyName): Forecast => results.find(({ name }) => name === wanted)!.forecast;
  const baselines = { peak: of("static-peak"), p99: of("static-p99") };
  return results.map(({ name, forecast }) => figuresOf(name, forecast, baselines));
};

interface Baselines {
  readonly peak: Forecast;
  readonly p99: Forecast;
}

const figuresOf = (policy: StrategyName, forecast: Forecast, { peak, p99 }: Baselines): PolicyFigures => {
  const range = policy === "static-peak" ? undefined : savingRange(forecast, peak, 1);
  const days = forecast.durationSeconds / 86_400;
  return {
    policy,
    nodeHours: rounded(forecast.cost.total / days),
    versusPeak: rounded(savingOf(forecast, peak)),
    versusP99: rounded(savingOf(forecast, p99)),
    ...(range !== undefined && { range: [rounded(range[0]), rounded(range[1])] }),
    isMet: forecast.slo.isMet,
    attainment: rounded(forecast.slo.attainment),
    firstTokenP99: rounded(forecast.firstTokenSeconds.p99),
    firstTokenP999: rounded(forecast.firstTokenSeconds.p999),
    metColdStart: rounded(forecast.requests.metColdStart / forecast.requests.arrived),
    starts: rounded(forecast.nodes.starts / days),
    utilization: rounded(forecast.utilization),
  };
};

export const savingOf = (forecast: Forecast, baseline: Forecast): number =>
  1 - forecast.cost.total / baseline.cost.total;

/** Four decimals: a hundredth of a percent. */
export const rounded = (value: number): number => Math.round(value * 1e4) / 1e4;
