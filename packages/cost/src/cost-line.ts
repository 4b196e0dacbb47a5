import type { Cloud } from "./book/machines.js";
import type { Range } from "./range.js";

/** What a price is grouped by; absent where nothing says it. */
export interface CostOwnership {
  /** AiCluster, EKS or GKE cluster, by its name in the program. */
  readonly cluster?: string;
  /** Pool of an AiCluster, else the node group, node pool or autoscaling group, by its name in the program. */
  readonly pool?: string;
  /** Outermost component, by its name in the program. */
  readonly component?: string;
  readonly owner?: string;
  readonly environment?: string;
}

export type CostGroup = keyof CostOwnership;

export type Purchase = "on-demand" | "spot" | "reserved" | "owned";

/** Machines of a line, for reservations and commitments that pay for some of them. */
export interface LineMachines {
  readonly cloud: Cloud;
  readonly region: string;
  readonly type: string;
  readonly nodes: Range;
  readonly usdPerHour: number;
}

/** One amount of one resource. */
export interface CostLine extends CostOwnership {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  /** What is paid: `control plane`, `3 x …` is in `quantity` and `unit`. */
  readonly item: string;
  /** How many units, on average over the month. */
  readonly quantity: Range;
  /** `node`, `GiB`, `hour of 730`, … */
  readonly unit: string;
  /** Rounded to cents. */
  readonly usdPerMonth: Range;
  /** Whole GPUs times hours; a slice of one counts as its share. */
  readonly gpuHours: Range;
  readonly purchase?: Purchase;
  readonly machines?: LineMachines;
  /** Pods that one GPU serves: MIG instances, replicas of time slicing or MPS. Absent: 1. */
  readonly sharesPerGpu?: number;
  /** Id of the price's source. */
  readonly source: string;
  /** What the amount rests on beside the inputs: a default of the provider, an assumption. */
  readonly notes: readonly string[];
}

/**
 * Why an amount is missing from the estimate. `unpriced`: no list or sheet has a price; `unknown`: a value that only a
 * deployment tells; `unbounded`: nothing limits how much there can be; `usage`: billed by use that no sheet states.
 */
export type GapKind = "unpriced" | "unknown" | "unbounded" | "usage";

/** Something that is not in the totals. */
export interface CostGap extends CostOwnership {
  readonly kind: GapKind;
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  /** What has no price: `p5e.48xlarge in us-east-1`. */
  readonly what: string;
  readonly reason: string;
  /** Path of the unknown value, as Pulumi spells it. */
  readonly path?: string;
}
