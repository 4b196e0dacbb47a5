import type { Cloud } from "../book/machines.js";

/** What a user knows better than the price book, from a file. Everything in it is optional but the version. */
export interface PriceSheet {
  readonly schemaVersion: 1;
  /** Who says so, shown beside the prices that are from here. */
  readonly source?: string;
  /** ISO date of the figures; without one they never count as stale. */
  readonly readOn?: string;
  readonly providers?: Readonly<Partial<Record<Cloud, ProviderTerms>>>;
  /** By fee of the price book, in USD per its unit. */
  readonly fees?: Readonly<Record<string, number>>;
  readonly committed?: readonly Commitment[];
  readonly onPrem?: OnPremSheet;
  readonly utilisation?: Utilisation;
  /** Use of resources that are billed by use: by the resource's name, its bucket's or group's name, or its type. */
  readonly usage?: Readonly<Record<string, Usage>>;
}

export interface ProviderTerms {
  /** Factor on every list price of the provider: 0.85 is a discount of 15 %. */
  readonly multiplier?: number;
  /** The region where neither the resource nor its provider says one. */
  readonly region?: string;
  /** Regions that the book does not have, as one that it has: `{ "eu-central-1": { like: "us-east-1", multiplier: 1.2 } }`. */
  readonly regions?: Readonly<Record<string, { readonly like: string; readonly multiplier?: number }>>;
  /** Spot prices as a part of the price on demand. */
  readonly spot?: SpotTerms;
  /** USD per hour, by machine type; wins over the book in every region, or in those that are named. */
  readonly machines?: Readonly<Record<string, MachineTerms>>;
}

export interface SpotTerms {
  readonly ratio: number;
  /** The range of the ratio. @default the ratio itself */
  readonly low?: number;
  readonly high?: number;
}

export interface MachineTerms {
  readonly onDemandUsdPerHour?: number;
  readonly spotUsdPerHour?: number;
  /** Whole machines: needed for types that the book does not know. */
  readonly gpus?: number;
  /** @default every region */
  readonly regions?: readonly string[];
}

/** Machines that are paid for whether they are used or not: savings plans, committed use, reservations. */
export interface Commitment {
  readonly provider: Cloud;
  readonly machineType: string;
  readonly count: number;
  readonly usdPerHour: number;
  /** @default any region */
  readonly region?: string;
}

/** What machines of your own cost by the month. */
export interface OnPremSheet {
  readonly nodeTypes: Readonly<Record<string, OnPremNodeType>>;
  /** Node type by pool (`lab` or `onprem/lab`) or by node name. */
  readonly nodes: Readonly<Record<string, string>>;
}

export interface OnPremNodeType {
  readonly capexUsd: number;
  /** Months over which the price of the machine is written off. */
  readonly amortisationMonths: number;
  /** Average draw of the machine, without cooling. */
  readonly powerWatts: number;
  readonly usdPerKwh: number;
  /** Power of the whole room for each watt of machines. @default 1 */
  readonly pue?: number;
  /** Share of people's time for one machine. */
  readonly staffUsdPerMonth: number;
  /** Rack, network, support. @default 0 */
  readonly otherUsdPerMonth?: number;
}

/** Part of the way from a pool's least to its most nodes, 0 to 1, that is expected on average. */
export interface Utilisation {
  /** For pools that are not named. Without one, the size that the program asks for at first is expected. */
  readonly default?: number;
  /** By pool (`serving` or `cloud/serving`) or by the resource's name. */
  readonly pools?: Readonly<Record<string, number>>;
}

/** Amounts of a month. */
export interface Usage {
  readonly storedGib?: number;
  readonly ingestedGib?: number;
  readonly processedGib?: number;
}
