import type {
  FleetOffer,
  Sensitivity,
  Sizing,
  StrategyName,
  StrategyResult,
  Trial,
  Tuning,
} from "@roadstead/cost/forecast";

/** `configured`: as the command line or the program has it. */
export type PolicyName = StrategyName | "configured";

/** The configuration that was asked about, with its savings. */
export interface ConfiguredResult extends Trial {
  readonly name: "configured";
  readonly isFeasible: boolean;
  readonly savings: StrategyResult["savings"];
}

/** Where a price is from, with its day; without one it is the user's own. */
export interface PoolPrice {
  readonly pool: string;
  readonly machineType: string;
  readonly purchase: "on-demand" | "spot" | "owned";
  readonly usdPerHour: number;
  readonly source: string;
  readonly readOn?: string;
  readonly stale: boolean;
}

/** What was forecast: its traffic, its machines, and what came of it. */
export interface ForecastReport {
  /** Name of the trace's file, or of the pattern. */
  readonly trace: string;
  readonly level: "windows" | "requests";
  readonly filledGaps: number;
  readonly asOf: string;
  /** `g6.2xlarge in us-east-1`, or `pool serving of cluster aws`. */
  readonly fleet: string;
  readonly cluster?: string;
  readonly pool: string;
  readonly prices: readonly PoolPrice[];
  readonly offer: FleetOffer;
  readonly sizing: Sizing;
  readonly configured: ConfiguredResult;
  /** Of the strategies that were asked for; the static baselines at least. */
  readonly results: readonly StrategyResult[];
  /** Around the configuration that was asked about. */
  readonly sensitivity: Sensitivity;
  readonly tuning?: Tuning;
  /** What was assumed where nobody said anything. */
  readonly remarks: readonly string[];
}
