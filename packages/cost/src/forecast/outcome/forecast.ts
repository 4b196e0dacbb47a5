/** What a scenario costs and gives on a traffic, by either speed of the model. */
export interface Forecast {
  readonly model: "windows" | "requests";
  readonly durationSeconds: number;
  readonly requests: RequestCounts;
  readonly cost: CostSplit;
  readonly gpuHours: GpuHours;
  /** Busy by billed GPU time, by work done: never what a GPU's duty cycle says. */
  readonly utilization: number;
  readonly slo: { readonly attainment: number; readonly isMet: boolean };
  readonly firstTokenSeconds: Percentiles;
  readonly endToEndSeconds: Percentiles;
  readonly secondsPerToken: Percentiles;
  readonly nodes: { readonly starts: number; readonly stops: number; readonly interruptions: number };
  readonly pools: readonly PoolForecast[];
  readonly series: ForecastSeries;
}

/** `arrived = served + dropped + unfinished`. */
export interface RequestCounts {
  readonly arrived: number;
  readonly served: number;
  readonly dropped: number;
  /** In a server or a queue at the end. */
  readonly unfinished: number;
  /** That waited for a replica which was starting. */
  readonly metColdStart: number;
  readonly worstBacklog: number;
}

/** USD of the whole duration. `total` is the sum of the others. */
export interface CostSplit {
  readonly total: number;
  /** Time in which nodes did work, by the share of their capacity that they used. */
  readonly busy: number;
  /** Up and not used, over the minimums. */
  readonly idle: number;
  /** From the request for a node until its first replica serves. */
  readonly boot: number;
  readonly drain: number;
  /** Up and not used, because of a minimum, or paid for without being up. */
  readonly floor: number;
  /** What is paid whatever the traffic. */
  readonly fixed: number;
}

export interface GpuHours {
  readonly billed: number;
  readonly busy: number;
}

export interface Percentiles {
  readonly mean: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly p999: number;
}

export interface PoolForecast {
  readonly name: string;
  readonly usd: number;
  readonly nodeHours: number;
  readonly gpuHours: number;
  readonly nodeStarts: number;
  readonly interruptions: number;
  readonly peakNodes: number;
}

/** Means of equal windows, for plots. All arrays have one length. */
export interface ForecastSeries {
  readonly windowSeconds: number;
  readonly requestsPerSecond: Float64Array;
  /** What the ready replicas could serve within the service level, requests per second. */
  readonly capacityPerSecond: Float64Array;
  readonly readyReplicas: Float64Array;
  readonly wantedReplicas: Float64Array;
  /** One array a pool, in the order of the scenario: nodes that are paid for. */
  readonly nodes: readonly Float64Array[];
  readonly backlog: Float64Array;
  readonly usdPerHour: Float64Array;
}
