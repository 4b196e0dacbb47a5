import type { Forecast } from "../outcome/forecast.js";
import type { BilledPlatform, PlatformOptions } from "../platform/create-platform.js";
import { createPlatform } from "../platform/create-platform.js";
import { microsOf } from "../platform/micros.js";
import type { Scenario } from "../scenario.js";
import { safeRate } from "../service/safe-rate.js";
import type { RateTrace, RequestSource } from "../traffic/traffic.js";
import { Demand } from "../windows/demand.js";
import { loadAtStart } from "../windows/load-at-start.js";
import { RequestOutcomes } from "./request-outcomes.js";
import { RequestSimulation } from "./request-simulation.js";

export interface RequestForecastOptions {
  /**
   * The traffic as rates, which a source alone does not tell beforehand: how many replicas there are at the start (their
   * minimum without it), and what a clairvoyant scaling knows.
   */
  readonly rates?: RateTrace;
  /** Of the series; those of `rates`, or ten minutes. */
  readonly windowSeconds?: number;
  /** Told after each window of the series, with the share of the traffic that is done. */
  readonly onProgress?: (share: number) => void;
}

/** A scenario under single requests, as discrete events: a million in a third of a second. */
export const forecastRequests = (
  source: RequestSource,
  scenario: Scenario,
  { rates, windowSeconds = rates?.windowSeconds ?? 600, onProgress }: RequestForecastOptions = {},
): Forecast => {
  if (!(source.durationMicros > 0)) throw new RangeError("a traffic has to last");
  if (!(windowSeconds > 0)) throw new RangeError("windows of a series have to last");
  const { durationMicros } = source;
  const windowMicros = microsOf(windowSeconds);
  const windows = Math.max(1, Math.ceil(durationMicros / windowMicros));
  const outcomes = new RequestOutcomes(scenario.slo, windows, onProgress && ((ended) => onProgress(ended / windows)));
  const options: PlatformOptions = {
    durationMicros,
    seriesWindowMicros: windowMicros,
    ...(rates === undefined ? {} : knownOf(rates, scenario)),
  };
  let platform: BilledPlatform | undefined;
  const simulation = new RequestSimulation(
    source,
    scenario.replica,
    { queueTimeoutMicros: microsOf(scenario.queueTimeoutSeconds), windowMicros },
    (events) => (platform = createPlatform(scenario, events, options)),
    outcomes,
  );
  const load = simulation.run();
  const bill = platform!.finish(durationMicros, load);
  const { counts, bank, queue } = simulation;
  const { arrived, served, dropped, metColdStart, worstBacklog } = counts;

  // Who has no first token yet and should have one is late, though nobody knows by how much.
  const lateMicros = microsOf(scenario.slo.firstTokenSeconds);
  const late = bank.laterThan(lateMicros) + queue.arrivedBefore(durationMicros - lateMicros);
  const judged = served + dropped + late;
  const attainment = judged > 0 ? outcomes.inTime / judged : 1;
  const safe = safeRate(scenario.replica, outcomes.tokens, scenario.slo).requestsPerSecond;
  return {
    model: "requests",
    durationSeconds: durationMicros / 1e6,
    requests: { arrived, served, dropped, unfinished: arrived - served - dropped, metColdStart, worstBacklog },
    cost: bill.cost,
    gpuHours: bill.gpuHours,
    utilization: bill.gpuHours.billed > 0 ? bill.gpuHours.busy / bill.gpuHours.billed : 0,
    slo: { attainment, isMet: attainment >= scenario.slo.attainment },
    firstTokenSeconds: outcomes.firstToken.percentiles(),
    endToEndSeconds: outcomes.endToEnd.percentiles(),
    secondsPerToken: outcomes.perToken.percentiles(),
    nodes: bill.nodes,
    pools: bill.pools,
    series: {
      windowSeconds,
      requestsPerSecond: outcomes.requestsPerSecond,
      capacityPerSecond: bill.series.readyReplicas.map((ready) => ready * safe),
      readyReplicas: bill.series.readyReplicas,
      wantedReplicas: bill.series.wantedReplicas,
      nodes: bill.series.nodes,
      backlog: outcomes.backlog,
      usdPerHour: bill.series.usdPerHour,
    },
  };
};

const knownOf = (rates: RateTrace, scenario: Scenario): Pick<PlatformOptions, "loadAtStart" | "foresight"> => {
  const demand = new Demand(rates);
  return {
    loadAtStart: loadAtStart(rates, scenario),
    foresight: { windowMicros: demand.windowMicros, requestsPerSecond: demand.peaks() },
  };
};
