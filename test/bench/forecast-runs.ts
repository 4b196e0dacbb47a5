// One run of the forecast's figures: names it in its argument, prints what it took as JSON.
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { initSync, run_simulation } from "@doublewordai/inference-lab";
import type { PodScaling, RateTrace, RequestTrace, Scenario } from "@roadstead/cost/forecast";
import {
  arrivalsOf,
  clusterAutoscalerDefaults,
  forecastRequests,
  forecastWindows,
  generateTraffic,
  hpaDefaults,
  karpenterDefaults,
  kedaDefaults,
  knativeDefaults,
  readTrace,
  replicaProfile,
  safeRate,
  sourceOf,
  trafficTokensOf,
} from "@roadstead/cost/forecast";
import { tracesFolder } from "../unit/forecast/traces-folder.js";

export type ForecastRunName = "inference-lab" | "same-requests" | "week-of-requests" | "week-of-windows";

export interface ForecastRun {
  readonly requests: number;
  /** Of the simulation alone: user and system time of all threads. */
  readonly cpuSeconds: number;
  /** Of the whole process. */
  readonly peakMib: number;
}

const slo = { firstTokenSeconds: 2, secondsPerToken: 0.05, attainment: 0.99 };
const replica = replicaProfile("llama-3.1-8b/h100-80")!;

const scenarioOf = (podScaling: PodScaling, nodeScaling: Scenario["nodeScaling"]): Scenario => ({
  replica,
  pools: [
    {
      name: "cloud",
      usdPerHour: 4,
      gpusPerNode: 1,
      replicasPerNode: 1,
      size: { min: 0, max: 100 },
      billing: "per-second",
      start: { nodeSeconds: 240, pullSeconds: 60, loadSeconds: 60 },
    },
  ],
  podScaling,
  nodeScaling,
  slo,
  fixedUsdPerHour: 0,
  queueTimeoutSeconds: 60,
  seed: 1,
});

const requestsInWeek = 27_304_000;

/** The published week of a public chat service where it is there, else one made alike. */
const week = (): RateTrace => {
  const sizes = { inputTokens: { mean: 1155, cv: 1 }, outputTokens: { mean: 211, cv: 1.2 } };
  const file = join(tracesFolder, "azure-llm-2024-digitised/azure_llm_2024_conv_10min_digitised.csv");
  if (existsSync(file)) {
    const { trace } = readTrace([readFileSync(file)]);
    if (trace?.kind === "rates") return { ...trace, ...sizes };
  }
  const size = { meanPerSecond: requestsInWeek / (7 * 86_400) };
  return { ...generateTraffic({ pattern: "chat", days: 7, size }, 1), ...sizes };
};

/** Ten thousand chat requests at 15 per second for one server. */
const labConfig = {
  hardware: {
    name: "H100",
    compute_flops: 989.5e12,
    memory_bandwidth: 3.35e12,
    memory_capacity: 80e9,
    gpu_memory_utilization: 0.9,
    bytes_per_param: 2,
  },
  model: {
    name: "llama-3.1-8b",
    num_parameters: 8_030_000_000,
    num_layers: 32,
    hidden_dim: 4096,
    num_heads: 32,
    num_kv_heads: 8,
    max_seq_len: 131_072,
  },
  scheduler: {
    max_num_batched_tokens: 8192,
    max_num_seqs: 256,
    policy: "fcfs",
    enable_chunked_prefill: true,
    block_size: 16,
  },
  workload: {
    arrival_pattern: "poisson",
    arrival_rate: 15,
    input_len_dist: { type: "lognormal", mean: 6.7, std_dev: 0.8 },
    output_len_dist: { type: "lognormal", mean: 4.9, std_dev: 0.9 },
    num_requests: 10_000,
    seed: 1,
  },
  simulation: { log_interval: 1_000_000 },
};

interface LabResult {
  readonly metrics: { readonly completed_requests: number };
  readonly distributions: { readonly input_lengths: number[]; readonly output_lengths: number[] };
}

const runLab = (): LabResult => run_simulation(JSON.stringify(labConfig)) as LabResult;

const loadLab = (): void => {
  const entry = createRequire(import.meta.url).resolve("@doublewordai/inference-lab");
  initSync({ module: readFileSync(entry.replace(/\.js$/, "_bg.wasm")) });
};

/** The sizes that the other simulator drew, at its rate; it does not tell its arrivals. */
const labRequests = (): RequestTrace => {
  loadLab();
  const { input_lengths: inputs, output_lengths: outputs } = runLab().distributions;
  const { arrival_rate: perSecond } = labConfig.workload;
  const seconds = inputs.length / perSecond;
  const rates: RateTrace = {
    kind: "rates",
    windowSeconds: seconds,
    requestsPerSecond: Float64Array.of(perSecond),
    inputTokens: { mean: 1, cv: 0 },
    outputTokens: { mean: 1, cv: 0 },
  };
  return {
    kind: "requests",
    count: inputs.length,
    durationMicros: (seconds + 600) * 1e6,
    arrivalMicros: arrivalsOf(rates, 1).next()!.arrivalMicros,
    inputTokens: Int32Array.from(inputs),
    outputTokens: Int32Array.from(outputs),
  };
};

/** `warmUp` is for what takes less time than its code takes to be compiled. */
const timed = (simulate: () => number, { warmUp = 0 } = {}): ForecastRun => {
  for (let round = 0; round < warmUp; round++) simulate();
  const before = process.cpuUsage();
  const requests = simulate();
  const { user, system } = process.cpuUsage(before);
  return { requests, cpuSeconds: (user + system) / 1e6, peakMib: process.resourceUsage().maxRSS / 1024 };
};

const target = (trace: RateTrace): { metric: "requests-per-second"; perReplica: number } => ({
  metric: "requests-per-second",
  perReplica: 0.7 * safeRate(replica, trafficTokensOf(trace), slo).requestsPerSecond,
});

const tenPolicies = (trace: RateTrace): readonly Scenario[] => {
  const size = { min: 1, max: 100 };
  const toZero = { min: 0, max: 100 };
  const hpa = { ...hpaDefaults, target: target(trace), size };
  const concurrency = { metric: "concurrency" as const, perReplica: 20 };
  const quickKarpenter = { ...karpenterDefaults, consolidateAfterSeconds: 300 };
  return [
    scenarioOf({ kind: "static", replicas: 8 }, { kind: "none" }),
    scenarioOf({ kind: "static", replicas: 6 }, { kind: "none" }),
    scenarioOf({ kind: "hpa", ...hpa }, clusterAutoscalerDefaults),
    scenarioOf({ kind: "hpa", ...hpa }, karpenterDefaults),
    scenarioOf({ kind: "hpa", ...hpa }, quickKarpenter),
    scenarioOf({ kind: "hpa", ...hpa, target: concurrency }, clusterAutoscalerDefaults),
    scenarioOf({ kind: "keda", ...kedaDefaults, ...hpa, size: toZero }, clusterAutoscalerDefaults),
    scenarioOf({ kind: "knative", ...knativeDefaults, target: concurrency, size }, clusterAutoscalerDefaults),
    scenarioOf({ kind: "knative", ...knativeDefaults, target: concurrency, size: toZero }, karpenterDefaults),
    scenarioOf({ kind: "clairvoyant", target: target(trace), size }, karpenterDefaults),
  ];
};

const runs: Readonly<Record<ForecastRunName, () => ForecastRun>> = {
  "inference-lab": () => {
    loadLab();
    return timed(() => runLab().metrics.completed_requests, { warmUp: 1 });
  },
  "same-requests": () => {
    const trace = labRequests();
    const scenario = { ...scenarioOf({ kind: "static", replicas: 1 }, { kind: "none" }) };
    const pools = [{ ...scenario.pools[0]!, size: { min: 1, max: 1 } }];
    const serve = (): number => forecastRequests(sourceOf(trace), { ...scenario, pools }).requests.served;
    return timed(serve, { warmUp: 5 });
  },
  "week-of-requests": () => {
    const rates = week();
    const hpa: PodScaling = { kind: "hpa", ...hpaDefaults, target: target(rates), size: { min: 1, max: 100 } };
    const scenario = scenarioOf(hpa, clusterAutoscalerDefaults);
    return timed(() => forecastRequests(arrivalsOf(rates, 1), scenario, { rates }).requests.served);
  },
  "week-of-windows": () => {
    const rates = week();
    const policies = tenPolicies(rates);
    return timed(() => policies.reduce((sum, policy) => sum + forecastWindows(rates, policy).requests.served, 0));
  },
};

const name = process.argv[2];
if (name === undefined || !(name in runs)) throw new Error(`no run is called ${name}`);
console.log(JSON.stringify(runs[name as ForecastRunName]()));
