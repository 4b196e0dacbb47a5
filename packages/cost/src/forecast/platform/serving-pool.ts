/** Nodes of one kind that replicas run on. Pools are used in the order in which a scenario names them. */
export interface ServingPool {
  readonly name: string;
  readonly usdPerHour: number;
  readonly gpusPerNode: number;
  readonly replicasPerNode: number;
  readonly size: { readonly min: number; readonly max: number };
  /**
   * `per-second`: from the request for a node to its end, a minute at least. `always`: `size.max` nodes for all of the
   * time, used or not, as reserved and owned ones are.
   */
  readonly billing: "per-second" | "always";
  readonly start: StartTimes;
  /** Minimums at certain hours; the highest that holds counts, and never less than `size.min`. */
  readonly schedule?: readonly ScheduledMinimum[];
  /** Only spot nodes are interrupted. */
  readonly interruptions?: Interruptions;
}

/** What passes before a new replica serves. */
export interface StartTimes {
  /** From the request for a node until it is Ready with its GPUs. 0 for owned nodes. */
  readonly nodeSeconds: number;
  /** Image pull of the first replica on a node. */
  readonly pullSeconds: number;
  /** Model load and engine start of every replica. */
  readonly loadSeconds: number;
}

/** In hours of the trace's own days: its first moment is Monday 00:00 unless a scenario says otherwise. */
export interface ScheduledMinimum {
  readonly min: number;
  readonly days: "all" | "weekdays" | "weekend";
  readonly fromHour: number;
  readonly toHour: number;
}

/** Either a process (times up and down alternate, zone by zone), or a trace to repeat. */
export type Interruptions =
  | {
      readonly kind: "renewal";
      readonly zones: number;
      /** While a zone is up it gives nodes; when it goes down it takes all of them back. */
      readonly zoneUpHours: number;
      readonly zoneDownHours: number;
      /** Single nodes that are taken while their zone is up, per node-hour. */
      readonly lossesPerNodeHour: number;
      /** Weibull shape of the times up: below 1 is heavy-tailed, many short and a few long ones. */
      readonly shape: number;
      readonly noticeSeconds: number;
    }
  | {
      readonly kind: "replay";
      readonly atSeconds: Float64Array;
      /** Share of the wanted nodes that can be had from then on, 0 to 1. */
      readonly availableShare: Float64Array;
      readonly noticeSeconds: number;
    };
