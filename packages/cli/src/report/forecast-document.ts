import type {
  Forecast,
  Knobs,
  ReplicaProfile,
  SafeRate,
  Sensitivity,
  ServiceLevel,
  ServingPool,
  SettingChange,
  TrafficFigures,
  TriedPoint,
} from "@roadstead/cost/forecast";
import { hoursPerMonth } from "@roadstead/cost";
import { policyTitles } from "./policy-titles.js";
import type { ConfiguredResult, ForecastReport, PolicyName, PoolPrice } from "./forecast-report.js";
import type { SeriesDocument } from "./forecast-series.js";
import { seriesDocument } from "./forecast-series.js";

/**
 * What `roadstead forecast --format json` prints. Its schema is `schema/forecast.schema.json`; a change that breaks a
 * reader gets a new `schemaVersion`, a new optional field does not.
 */
export interface ForecastDocument {
  readonly schemaVersion: 1;
  readonly asOf: string;
  readonly currency: "USD";
  readonly hoursPerMonth: number;
  /** What all figures rest on, in one line that has to be shown with them. */
  readonly label: string;
  readonly trace: { readonly name: string; readonly level: "windows" | "requests"; readonly filledGaps: number };
  readonly traffic: TrafficFigures;
  readonly fleet: { readonly name: string; readonly cluster?: string; readonly pool: string };
  readonly prices: readonly PoolPrice[];
  readonly replica: ReplicaProfile & { readonly safe: SafeRate };
  readonly slo: ServiceLevel;
  readonly policies: readonly PolicyDocument[];
  readonly sensitivity: Sensitivity;
  readonly tuning?: TuningDocument;
  /** For `roadstead cost --forecast`: what the configured pool has on average. */
  readonly expected: readonly ExpectedPool[];
  readonly remarks: readonly string[];
}

/** Everything of a forecast but its series, and what of it a month costs. */
export interface OutcomeDocument extends Omit<Forecast, "series"> {
  readonly usdPerMonth: number;
}

export interface PolicyDocument extends OutcomeDocument {
  readonly name: PolicyName;
  readonly title: string;
  readonly isFeasible: boolean;
  readonly savings: { readonly versusPeak?: number; readonly versusP99?: number };
  readonly knobs: Knobs;
  readonly pools: Forecast["pools"];
  readonly fleet: readonly Pick<ServingPool, "name" | "usdPerHour" | "size" | "billing">[];
  readonly tried: readonly TriedPoint[];
  readonly series: SeriesDocument;
}

export interface TuningDocument {
  readonly trainedSeconds: number;
  readonly heldOutSeconds: number;
  readonly isFeasible: boolean;
  readonly isWithinBudget: boolean;
  readonly usdPerMonth: number;
  readonly knobs: Knobs;
  readonly changes: readonly SettingChange[];
  readonly heldOut: {
    readonly tuned: OutcomeDocument;
    readonly staticPeak: OutcomeDocument;
    readonly defaults: OutcomeDocument;
  };
}

/** `cluster` and `pool` as the program names them; `capacity` as its summary does. */
export interface ExpectedPool {
  readonly cluster?: string;
  readonly pool: string;
  readonly capacity: string;
  readonly meanNodes: number;
}

export function forecastDocument(report: ForecastReport): ForecastDocument {
  const { offer, sizing, tuning } = report;
  return {
    schemaVersion: 1,
    asOf: report.asOf,
    currency: "USD",
    hoursPerMonth,
    label: profileLabel(report),
    trace: { name: report.trace, level: report.level, filledGaps: report.filledGaps },
    traffic: sizing.traffic,
    fleet: {
      name: report.fleet,
      ...(report.cluster === undefined ? {} : { cluster: report.cluster }),
      pool: report.pool,
    },
    prices: report.prices,
    replica: { ...offer.replica, safe: sizing.safe },
    slo: offer.slo,
    policies: [
      policyDocument({ ...report.configured, tried: [] }),
      ...report.results.map((result) => policyDocument(result)),
    ],
    sensitivity: report.sensitivity,
    ...(tuning === undefined
      ? {}
      : {
          tuning: {
            trainedSeconds: tuning.trainedSeconds,
            heldOutSeconds: tuning.heldOutSeconds,
            isFeasible: tuning.isFeasible,
            isWithinBudget: tuning.isWithinBudget,
            usdPerMonth: tuning.usdPerMonth,
            knobs: tuning.chosen.knobs,
            changes: tuning.changes,
            heldOut: {
              tuned: outcomeDocument(tuning.heldOut.tuned),
              staticPeak: outcomeDocument(tuning.heldOut.staticPeak),
              defaults: outcomeDocument(tuning.heldOut.defaults),
            },
          },
        }),
    expected: expectedPools(report),
    remarks: report.remarks,
  };
}

/** Said wherever figures are shown. */
export const profileLabel = ({ offer }: Pick<ForecastReport, "offer">): string => {
  const { name, provenance } = offer.replica;
  return `profile-based: not measured on your GPUs; profile ${name}, ${provenance.kind}: ${provenance.source}`;
};

function policyDocument({
  name,
  isFeasible,
  savings,
  knobs,
  scenario,
  forecast,
  tried,
}: Omit<ConfiguredResult, "name"> & {
  readonly name: PolicyName;
  readonly tried: readonly TriedPoint[];
}): PolicyDocument {
  return {
    name,
    title: policyTitles[name],
    isFeasible,
    savings,
    knobs,
    fleet: scenario.pools.map(({ name: pool, usdPerHour, size, billing }) => ({
      name: pool,
      usdPerHour,
      size,
      billing,
    })),
    ...outcomeDocument(forecast),
    tried,
    series: seriesDocument(forecast.series),
  };
}

function outcomeDocument({ series: _series, ...forecast }: Forecast): OutcomeDocument {
  return { ...forecast, usdPerMonth: usdPerMonth(forecast) };
}

export const usdPerMonth = ({ cost, durationSeconds }: Pick<Forecast, "cost" | "durationSeconds">): number =>
  durationSeconds > 0 ? (cost.total * hoursPerMonth * 3600) / durationSeconds : 0;

const expectedPools = ({ cluster, pool, prices, configured: { forecast } }: ForecastReport): ExpectedPool[] =>
  forecast.pools.map(({ name, nodeHours }) => ({
    ...(cluster === undefined ? {} : { cluster }),
    pool,
    capacity: prices.find((price) => price.pool === name)?.purchase ?? "on-demand",
    meanNodes: (nodeHours * 3600) / forecast.durationSeconds,
  }));
