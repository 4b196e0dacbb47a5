import type { CostSplit, Forecast, GpuHours, PoolForecast } from "../outcome/forecast.js";
import type { Scenario } from "../scenario.js";
import type { PoolAccount } from "./ledger.js";
import { microsPerHour } from "./micros.js";
import type { PlatformSeries } from "./platform-series.js";

/** What a platform did and costs: the parts of a forecast that need no latency. */
export interface PlatformBill {
  readonly cost: CostSplit;
  readonly gpuHours: GpuHours;
  readonly nodes: Forecast["nodes"];
  readonly pools: readonly PoolForecast[];
  readonly series: PlatformBillSeries;
}

interface PlatformBillSeries {
  readonly readyReplicas: Float64Array;
  readonly wantedReplicas: Float64Array;
  readonly nodes: readonly Float64Array[];
  readonly usdPerHour: Float64Array;
}

export const billOf = (
  scenario: Scenario,
  accounts: readonly PoolAccount[],
  series: PlatformSeries,
  durationMicros: number,
): PlatformBill => {
  const durationHours = durationMicros / microsPerHour;
  const split = { busy: 0, idle: 0, boot: 0, drain: 0, floor: 0, fixed: scenario.fixedUsdPerHour * durationHours };
  const gpuHours = { billed: 0, busy: 0 };
  const pools: PoolForecast[] = [];
  for (const account of accounts) {
    const { name, usdPerHour, replicasPerNode, gpusPerNode, billing, size } = account.pool.spec;
    const isAlways = billing === "always";
    const nodeHours = isAlways ? size.max * durationHours : account.nodeMicros / microsPerHour;
    const busy = account.busyMicros / replicasPerNode / microsPerHour;
    const boot = account.bootMicros / microsPerHour;
    const drain = account.drainMicros / replicasPerNode / microsPerHour;
    const rest = nodeHours - busy - boot - drain;
    const floor = isAlways ? rest : account.floorMicros / replicasPerNode / microsPerHour;
    split.busy += busy * usdPerHour;
    split.boot += boot * usdPerHour;
    split.drain += drain * usdPerHour;
    split.floor += floor * usdPerHour;
    split.idle += (rest - floor) * usdPerHour;
    gpuHours.billed += nodeHours * gpusPerNode;
    gpuHours.busy += (account.busyMicros / microsPerHour) * scenario.replica.gpus;
    pools.push({
      name,
      usd: nodeHours * usdPerHour,
      nodeHours,
      gpuHours: nodeHours * gpusPerNode,
      nodeStarts: account.starts,
      interruptions: account.interruptions,
      peakNodes: account.peak,
    });
  }
  return {
    cost: { total: split.busy + split.idle + split.boot + split.drain + split.floor + split.fixed, ...split },
    gpuHours,
    nodes: {
      starts: sumOf(accounts, ({ starts }) => starts),
      stops: sumOf(accounts, ({ stops }) => stops),
      interruptions: sumOf(accounts, ({ interruptions }) => interruptions),
    },
    pools,
    series: seriesOf(scenario, series, durationMicros),
  };
};

const sumOf = (accounts: readonly PoolAccount[], count: (account: PoolAccount) => number): number =>
  accounts.reduce((sum, account) => sum + count(account), 0);

const seriesOf = (scenario: Scenario, series: PlatformSeries, durationMicros: number): PlatformBillSeries => {
  const { windows, windowMicros } = series;
  const lastMicros = durationMicros - (windows - 1) * windowMicros;
  const meanOf = (micros: Float64Array): Float64Array =>
    micros.map((sum, i) => sum / (i < windows - 1 ? windowMicros : lastMicros));
  const usdPerHour = new Float64Array(windows).fill(scenario.fixedUsdPerHour);
  const nodes = scenario.pools.map((pool, index) => {
    const mean = meanOf(series.nodeMicros[index]!);
    if (pool.billing === "always") mean.fill(pool.size.max);
    for (let i = 0; i < windows; i++) usdPerHour[i]! += mean[i]! * pool.usdPerHour;
    return mean;
  });
  return {
    readyReplicas: meanOf(series.readyMicros),
    wantedReplicas: meanOf(series.wantedMicros),
    nodes,
    usdPerHour,
  };
};
