import type { Forecast } from "../outcome/forecast.js";
import type { NodeScaling } from "../scaling/node-scaling.js";
import type { Scenario } from "../scenario.js";

/** In the order in which they are shown. */
export const strategyNames = [
  "static-peak",
  "static-p99",
  "static-reserved",
  "hpa-cluster-autoscaler",
  "karpenter",
  "knative",
  "keda-zero",
  "tuned",
  "tuned-spot",
  "hybrid",
  "clairvoyant",
] as const;
export type StrategyName = (typeof strategyNames)[number];

export type NodeAutoscaler = Exclude<NodeScaling["kind"], "none">;

/** What may be turned. A strategy that has no such knob leaves it as it is. */
export interface Knobs {
  /** Share of a replica's safe rate that is aimed at: the rest is headroom. */
  readonly targetUtilization: number;
  /** Replicas that are always there. */
  readonly minReplicas: number;
  readonly maxReplicas: number;
  /** How long the pod autoscaler waits before it takes replicas away. */
  readonly scaleDownSeconds: number;
  readonly nodeAutoscaler: NodeAutoscaler;
  /** How long a node has to be empty before it goes. */
  readonly nodeIdleSeconds: number;
  /** Nodes of spot capacity at most. */
  readonly spotNodes: number;
  /** Spot capacity is taken before capacity on demand, which is then what spot lacks. */
  readonly spotFirst: boolean;
  /** Nodes that are paid for all of the time, at the owned or the reserved price. */
  readonly ownedNodes: number;
}

/** One configuration that was tried. */
export interface Trial {
  readonly knobs: Knobs;
  readonly scenario: Scenario;
  readonly forecast: Forecast;
}

/** The cheapest configuration of a strategy that keeps to the service level, or the one that comes nearest to it. */
export interface StrategyResult extends Trial {
  readonly name: StrategyName;
  /** Meets the service level. Where it does not, its cost is no offer and there is no saving. */
  readonly isFeasible: boolean;
  /** Share of the baseline's cost that is not paid; absent where either does not meet the service level. */
  readonly savings: { readonly versusPeak?: number; readonly versusP99?: number };
  /** Cost and attainment of everything that was tried: the price of a service level. */
  readonly tried: readonly TriedPoint[];
}

export interface TriedPoint {
  readonly usd: number;
  readonly attainment: number;
}
