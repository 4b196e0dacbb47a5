import type { Forecast } from "../outcome/forecast.js";
import { LatencyHistogram } from "../outcome/latency-histogram.js";
import { createPlatform } from "../platform/create-platform.js";
import type { PlatformOptions } from "../platform/create-platform.js";
import { microsOf } from "../platform/micros.js";
import type { Scenario } from "../scenario.js";
import { safeRate } from "../service/safe-rate.js";
import { trafficTokensOf } from "../service/traffic-tokens.js";
import type { RateTrace } from "../traffic/traffic.js";
import { Demand } from "./demand.js";
import { loadAtStart } from "./load-at-start.js";
import { LoadNoise } from "./load-noise.js";
import { ReplicaResponse } from "./replica-response.js";
import { SparseArrivals } from "./sparse-arrivals.js";
import { WindowSeries } from "./window-series.js";
import type { FluidTraffic } from "./window-simulation.js";
import { WindowSimulation } from "./window-simulation.js";

/**
 * A scenario under a traffic of rates, as a fluid: weeks in a tenth of a second. Rates follow the same straight lines as
 * `arrivalsOf` draws by, and are told one by one where there are few. Where a trace says how its arrivals vary, autoscalers
 * see that noise, as they do of single requests; where it does not, they see smooth rates, and only latencies have the
 * waits of Poisson arrivals.
 */
export const forecastWindows = (trace: RateTrace, scenario: Scenario): Forecast => {
  const { replica, slo } = scenario;
  if (trace.requestsPerSecond.length === 0) throw new RangeError("a trace has to have a window");
  const demand = new Demand(trace);
  const tokens = trafficTokensOf(trace);
  const safe = safeRate(replica, tokens, slo);
  const response = new ReplicaResponse(replica, slo, trace.inputTokens.cv, trace.outputTokens.cv);
  response.setTokens(tokens);
  const latencies = {
    firstToken: new LatencyHistogram(),
    endToEnd: new LatencyHistogram(),
    perToken: new LatencyHistogram(),
  };
  const windows = trace.requestsPerSecond.length;
  const series = new WindowSeries(windows, demand.windowMicros);
  const options: PlatformOptions = {
    durationMicros: demand.durationMicros,
    seriesWindowMicros: demand.windowMicros,
    loadAtStart: loadAtStart(trace, scenario),
    foresight: { windowMicros: demand.windowMicros, requestsPerSecond: demand.peaks() },
  };
  let platform: ReturnType<typeof createPlatform> | undefined;
  const simulation = new WindowSimulation(
    fluidTraffic(trace, demand, scenario.seed),
    response,
    latencies,
    series,
    { maxBatch: replica.maxBatch, timeoutMicros: microsOf(scenario.queueTimeoutSeconds) },
    (events) => (platform = createPlatform(scenario, events, options)),
  );
  const load = simulation.run();
  const bill = platform!.finish(demand.durationMicros, load);

  const { arrived, dropped, admitted, attained } = simulation;
  const unfinished = Math.min(simulation.waiting + simulation.inReplicas, arrived - dropped);
  const answered = admitted + dropped;
  const attainment = answered > 0 ? Math.min(attained / answered, 1) : 1;
  return {
    model: "windows",
    durationSeconds: demand.durationMicros / 1e6,
    requests: {
      arrived,
      served: arrived - dropped - unfinished,
      dropped,
      unfinished,
      metColdStart: simulation.metColdStart,
      worstBacklog: simulation.worstBacklog,
    },
    cost: bill.cost,
    gpuHours: bill.gpuHours,
    utilization: bill.gpuHours.billed > 0 ? bill.gpuHours.busy / bill.gpuHours.billed : 0,
    slo: { attainment, isMet: attainment >= slo.attainment },
    firstTokenSeconds: latencies.firstToken.percentiles(),
    endToEndSeconds: latencies.endToEnd.percentiles(),
    secondsPerToken: latencies.perToken.percentiles(),
    nodes: bill.nodes,
    pools: bill.pools,
    series: {
      windowSeconds: trace.windowSeconds,
      requestsPerSecond: series.requests.map((amount) => amount / trace.windowSeconds),
      capacityPerSecond: bill.series.readyReplicas.map((ready) => ready * safe.requestsPerSecond),
      readyReplicas: bill.series.readyReplicas,
      wantedReplicas: bill.series.wantedReplicas,
      nodes: bill.series.nodes,
      backlog: series.backlog.map((sum) => sum / demand.windowMicros),
      usdPerHour: bill.series.usdPerHour,
    },
  };
};

const fluidTraffic = (trace: RateTrace, demand: Demand, seed: number): FluidTraffic => {
  const inputMean = trace.inputTokens.mean;
  const outputMean = trace.outputTokens.mean;
  const isConstant = typeof inputMean === "number" && typeof outputMean === "number";
  return {
    demand,
    sparse: new SparseArrivals(demand, seed),
    noise: new LoadNoise(seed),
    arrivalCv: trace.interarrivalCv,
    setTokens: (response, window) => {
      if (isConstant) return;
      response.setTokens({
        inputTokens: { mean: sizeAt(inputMean, window), cv: trace.inputTokens.cv },
        outputTokens: { mean: sizeAt(outputMean, window), cv: trace.outputTokens.cv },
      });
    },
  };
};

const sizeAt = (mean: number | Float64Array, window: number): number =>
  typeof mean === "number" ? mean : (mean[window] ?? 1);
