import { cheapestOf, walkBorder } from "./cheapest-trial.js";
import { clusterAutoscalerDefaults, hpaDefaults, karpenterDefaults } from "./controller-defaults.js";
import type { FleetOffer } from "./fleet-offer.js";
import { nodesFor, replicasFor, type Sizing } from "./sizing.js";
import type { Knobs, NodeAutoscaler, StrategyName } from "./strategy.js";
import type { TrialRunner } from "./trial-runner.js";

/** From the cheapest to the safest. */
const utilizations = [1, 0.9, 0.8, 0.7, 0.6, 0.5, 0.4];

/** Who knows what comes needs headroom for no start: a bound is looked for in smaller steps. */
const boundUtilizations = [1.1, 1, 0.95, 0.9, 0.85, 0.8, 0.75, 0.7, 0.6, 0.5, 0.4];

/** The tries of one strategy. A small search: its result is the best of these, not of all that there is. */
export const searchStrategy = (name: StrategyName, runner: TrialRunner, offer: FleetOffer, sizing: Sizing): void => {
  const knobs = usualKnobs(name, offer, sizing);
  switch (name) {
    case "static-peak":
    case "static-reserved":
      return searchStatic(runner, knobs, sizing, sizing.traffic.peakPerSecond);
    case "static-p99":
      return searchStatic(runner, knobs, sizing, sizing.traffic.p99PerSecond);
    case "keda-zero":
      return searchMinimums(runner, knobs, [0]);
    case "clairvoyant":
      return searchMinimums(runner, knobs, [0], boundUtilizations);
    case "knative":
      return searchMinimums(runner, knobs, [0, ...minimumsOf(sizing)]);
    case "tuned":
      return void searchDelays(runner, knobs, offer, sizing);
    case "tuned-spot":
      return searchSpot(runner, knobs, offer, sizing);
    case "hybrid":
      return searchOwned(runner, knobs, offer, sizing);
    default:
      return searchMinimums(runner, knobs, minimumsOf(sizing));
  }
};

const usualKnobs = (name: StrategyName, offer: FleetOffer, sizing: Sizing): Knobs => {
  const usual = offer.nodeAutoscalers[0] ?? "cluster-autoscaler";
  const nodeAutoscaler =
    name === "karpenter" || name === "clairvoyant"
      ? "karpenter"
      : name === "tuned" || name === "tuned-spot"
        ? usual
        : "cluster-autoscaler";
  return {
    targetUtilization: utilizations[0]!,
    minReplicas: 0,
    maxReplicas: sizing.mostReplicas,
    scaleDownSeconds: hpaDefaults.scaleDownStabilizationSeconds,
    nodeAutoscaler,
    nodeIdleSeconds: usualIdleSeconds(nodeAutoscaler),
    spotNodes: 0,
    spotFirst: false,
    ownedNodes: 0,
  };
};

const usualIdleSeconds = (nodeAutoscaler: NodeAutoscaler): number =>
  nodeAutoscaler === "karpenter"
    ? karpenterDefaults.consolidateAfterSeconds
    : clusterAutoscalerDefaults.scaleDownUnneededSeconds;

/** A fleet for one rate; more headroom until it meets the service level, as far as there are machines. */
const searchStatic = (runner: TrialRunner, knobs: Knobs, sizing: Sizing, requestsPerSecond: number): void => {
  const sizes = utilizations.map((it) => Math.min(sizing.mostReplicas, replicasFor(sizing, requestsPerSecond, it)));
  for (const [i, minReplicas] of sizes.entries()) {
    if (minReplicas === sizes[i - 1]) continue;
    if (runner.meets({ ...knobs, targetUtilization: utilizations[i]!, minReplicas, maxReplicas: minReplicas })) return;
  }
};

const searchMinimums = (
  runner: TrialRunner,
  knobs: Knobs,
  minimums: readonly number[],
  aims: readonly number[] = utilizations,
): void =>
  walkBorder(aims.length, minimums.length, (column, row) => {
    const tried = { ...knobs, targetUtilization: aims[column]!, minReplicas: minimums[row]! };
    return !runner.isTooDear(tried) && runner.meets(tried);
  });

/** 1, 2, 3, 4, 6, 8, 12 and so on, to what the peak needs. */
const minimumsOf = (sizing: Sizing): readonly number[] => {
  const most = Math.min(sizing.mostReplicas, replicasFor(sizing, sizing.traffic.peakPerSecond, 0.7));
  const minimums: number[] = [];
  for (let step = 1; minimums.length < 16; step *= 2) {
    for (const minimum of step === 1 ? [1] : [step, step * 1.5]) if (minimum <= most) minimums.push(minimum);
    if (step > most) break;
  }
  return minimums;
};

/** Minimum and headroom with the usual delays; delays with those; and the border once more with the best of them. */
const searchDelays = (runner: TrialRunner, knobs: Knobs, offer: FleetOffer, sizing: Sizing): Knobs => {
  const capped = { ...knobs, maxReplicas: mostNeeded(sizing) };
  const minimums = minimumsOf(sizing);
  searchMinimums(runner, capped, minimums);
  const first = cheapestOf(runner.trials)!.knobs;
  for (const nodeAutoscaler of offer.nodeAutoscalers) {
    for (const scaleDownSeconds of [60, 300, 900, 1800]) {
      for (const nodeIdleSeconds of nodeAutoscaler === "karpenter" ? [0, 300] : [60, 600]) {
        runner.try({ ...first, nodeAutoscaler, scaleDownSeconds, nodeIdleSeconds });
      }
    }
  }
  const best = cheapestOf(runner.trials)!.knobs;
  searchMinimums(runner, { ...best, maxReplicas: capped.maxReplicas }, minimums);
  return cheapestOf(runner.trials)!.knobs;
};

/** A quarter more than the peak needs, so that a peak that was not seen before finds room. */
const mostNeeded = (sizing: Sizing): number =>
  Math.min(sizing.mostReplicas, Math.ceil(1.25 * replicasFor(sizing, sizing.traffic.peakPerSecond, 0.7)) + 1);

const searchSpot = (runner: TrialRunner, knobs: Knobs, offer: FleetOffer, sizing: Sizing): void => {
  const tuned = searchDelays(runner, knobs, offer, sizing);
  const nodes = nodesFor(offer, tuned.maxReplicas);
  for (const share of [0.3, 0.5, 0.7, 0.9]) {
    const spotNodes = Math.min(offer.spot?.size.max ?? 0, Math.floor(share * nodes));
    if (spotNodes === 0) continue;
    for (const spotFirst of [false, true]) {
      for (const targetUtilization of utilizations.filter((it) => it <= tuned.targetUtilization)) {
        if (runner.meets({ ...tuned, targetUtilization, spotNodes, spotFirst })) break;
      }
    }
  }
};

/** From none to what the peak needs where nodes can be had at will; all that are there where they are owned. */
const searchOwned = (runner: TrialRunner, knobs: Knobs, offer: FleetOffer, sizing: Sizing): void => {
  const peak = nodesFor(offer, Math.min(sizing.mostReplicas, replicasFor(sizing, sizing.traffic.peakPerSecond, 0.7)));
  const mean = nodesFor(offer, Math.min(sizing.mostReplicas, replicasFor(sizing, sizing.traffic.meanPerSecond, 0.7)));
  const wanted = [Math.max(1, Math.floor(mean / 2)), mean, Math.ceil((mean + peak) / 2), peak];
  const floors = offer.owned === undefined ? [...new Set(wanted)] : [offer.owned.size.max];
  const perNode = (offer.owned ?? offer.onDemand).replicasPerNode;
  for (const ownedNodes of floors) {
    searchMinimums(runner, { ...knobs, ownedNodes }, [ownedNodes * perNode]);
  }
};
