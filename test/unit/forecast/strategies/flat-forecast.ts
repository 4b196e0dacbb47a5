import type { Forecast, RateTrace, Scenario } from "@roadstead/cost/forecast";

/**
 * A forecast that anyone can work out: replicas follow the rate of each window at once, a window is in time where there
 * are enough of them, and each replica-hour costs what its pool says.
 */
export function flatForecast(rates: RateTrace, scenario: Scenario, perReplica: number): Forecast {
  const { podScaling, pools, slo } = scenario;
  const hours = rates.windowSeconds / 3600;
  const placed = (replicas: number): { usd: number; have: number } => {
    let left = replicas;
    let usd = 0;
    for (const { size, usdPerHour, billing, replicasPerNode } of pools) {
      const wanted = Math.ceil(left / replicasPerNode);
      const nodes = billing === "always" ? size.max : Math.min(size.max, Math.max(size.min, wanted));
      usd += nodes * usdPerHour * hours;
      left -= Math.min(left, nodes * replicasPerNode);
    }
    return { usd: usd + scenario.fixedUsdPerHour * hours, have: replicas - left };
  };
  let total = 0;
  let arrived = 0;
  let inTime = 0;
  for (const rate of rates.requestsPerSecond) {
    const aim = podScaling.kind === "static" ? 0 : podScaling.target.perReplica;
    const { usd, have } = placed(
      podScaling.kind === "static"
        ? podScaling.replicas
        : Math.min(podScaling.size.max, Math.max(podScaling.size.min, Math.ceil(rate / aim))),
    );
    total += usd;
    arrived += rate;
    // A replica that is never off by more than a tenth of its rate, and swings by that.
    inTime += Math.min(rate, (have * perReplica) / 1.1);
  }
  const attainment = arrived === 0 ? 1 : inTime / arrived;
  const none = { mean: 0, p50: 0, p95: 0, p99: 0, p999: 0 };
  const windows = rates.requestsPerSecond;
  return {
    model: "windows",
    durationSeconds: windows.length * rates.windowSeconds,
    requests: { arrived, served: inTime, dropped: arrived - inTime, unfinished: 0, metColdStart: 0, worstBacklog: 0 },
    cost: { total, busy: total, idle: 0, boot: 0, drain: 0, floor: 0, fixed: 0 },
    gpuHours: { billed: total, busy: total },
    utilization: 1,
    slo: { attainment, isMet: attainment >= slo.attainment },
    firstTokenSeconds: none,
    endToEndSeconds: none,
    secondsPerToken: none,
    nodes: { starts: 0, stops: 0, interruptions: 0 },
    pools: [],
    series: {
      windowSeconds: rates.windowSeconds,
      requestsPerSecond: windows,
      capacityPerSecond: windows,
      readyReplicas: windows,
      wantedReplicas: windows,
      nodes: [],
      backlog: windows,
      usdPerHour: windows,
    },
  };
}
