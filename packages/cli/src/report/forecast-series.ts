import type { ForecastSeries } from "@roadstead/cost/forecast";

/** A forecast over time, in at most as many points as a page has room for. All arrays have one length. */
export interface SeriesDocument {
  readonly windowSeconds: number;
  readonly requestsPerSecond: readonly number[];
  readonly capacityPerSecond: readonly number[];
  readonly readyReplicas: readonly number[];
  readonly nodes: readonly number[];
  /** The worst of each window. */
  readonly backlog: readonly number[];
  readonly usdPerHour: readonly number[];
}

const mostPoints = 800;

/** Means of as many windows as make a point; of backlogs the worst. */
export function seriesDocument(series: ForecastSeries): SeriesDocument {
  const length = series.requestsPerSecond.length;
  const each = Math.max(1, Math.ceil(length / mostPoints));
  const means = (values: ArrayLike<number>): number[] => pooled(values, length, each, mean);
  const nodes = new Float64Array(length);
  for (const pool of series.nodes) for (let i = 0; i < length; i++) nodes[i]! += pool[i] ?? 0;
  return {
    windowSeconds: series.windowSeconds * each,
    requestsPerSecond: means(series.requestsPerSecond),
    capacityPerSecond: means(series.capacityPerSecond),
    readyReplicas: means(series.readyReplicas),
    nodes: means(nodes),
    backlog: pooled(series.backlog, length, each, most),
    usdPerHour: means(series.usdPerHour),
  };
}

type Pool = (values: ArrayLike<number>, from: number, to: number) => number;

function pooled(values: ArrayLike<number>, length: number, each: number, pool: Pool): number[] {
  const points: number[] = [];
  for (let from = 0; from < length; from += each) {
    // Six digits are more than a plot shows, and keep documents small.
    points.push(Number(pool(values, from, Math.min(from + each, length)).toPrecision(6)));
  }
  return points;
}

const mean: Pool = (values, from, to) => {
  let sum = 0;
  for (let i = from; i < to; i++) sum += values[i] ?? 0;
  return sum / (to - from);
};

const most: Pool = (values, from, to) => {
  let result = 0;
  for (let i = from; i < to; i++) result = Math.max(result, values[i] ?? 0);
  return result;
};
