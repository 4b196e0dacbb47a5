import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Forecast, RateTrace, ServingPool } from "@roadstead/cost/forecast";
import { compareStrategies, forecastWindows } from "@roadstead/cost/forecast";
import { forecastSame, rounded, savingOf } from "./study-cell.js";
import { fleetOf, spotOf, usualSpot } from "./study-offer.js";
import type { LimitRow, StudyLimits } from "./study-results.js";

type Interruptions = NonNullable<ServingPool["interruptions"]>;

export interface LoadedTrace {
  readonly id: string;
  readonly trace: RateTrace;
}

/** What takes a saving away, one thing at a time, with all else as in the cells of the same headroom. */
export const studyLimits = (traces: readonly LoadedTrace[], folder: string): StudyLimits => ({
  wholeNodes: traces.flatMap((it) => [16, 64].map((size) => wholeNodes(it, size))),
  minimums: traces.flatMap((it) => [1, 2, 4, 8].map((min) => minimum(it, min))),
  boot: traces.flatMap((it) => [30, 90, 360, 600, 1200].map((seconds) => boot(it, seconds))),
  scaleDown: traces.flatMap((it) => [0, 600, 1800, 3600].map((seconds) => scaleDown(it, seconds))),
  spot: traces.filter(({ trace }) => trace.windowSeconds <= 600).flatMap((it) => spot(it, folder)),
});

/** Eight replicas a node, as machines with eight GPUs have them. */
const wholeNodes = ({ id, trace }: LoadedTrace, size: number): LimitRow => {
  const fleet = fleetOf(trace, size, {
    usdPerHour: 8,
    gpusPerNode: 8,
    replicasPerNode: 8,
    size: { min: 0, max: size },
  });
  const forecast = forecastSame(fleet, "hpa-cluster-autoscaler");
  return rowOf(id, size, `8-GPU nodes, ${size / 8} at the peak`, forecast, {
    versusPeak: savingOf(forecast, forecastSame(fleet, "static-peak")),
    versusP99: savingOf(forecast, forecastSame(fleet, "static-p99")),
  });
};

const minimum = ({ id, trace }: LoadedTrace, min: number): LimitRow => {
  const fleet = fleetOf(trace, 16);
  const forecast = forecastSame(fleet, "hpa-cluster-autoscaler", { minReplicas: min });
  return rowOf(id, 16, `${min} at least`, forecast, {
    versusPeak: savingOf(forecast, forecastSame(fleet, "static-peak")),
    versusP99: savingOf(forecast, forecastSame(fleet, "static-p99")),
  });
};

const boot = ({ id, trace }: LoadedTrace, seconds: number): LimitRow => {
  const fleet = fleetOf(trace, 16, { start: { nodeSeconds: seconds, pullSeconds: 0, loadSeconds: 0 } });
  const forecast = forecastSame(fleet, "hpa-cluster-autoscaler");
  return rowOf(id, 16, `${seconds} s to start`, forecast, {
    versusPeak: savingOf(forecast, forecastSame(fleet, "static-peak")),
  });
};

const scaleDown = ({ id, trace }: LoadedTrace, seconds: number): LimitRow => {
  const fleet = fleetOf(trace, 16);
  const forecast = forecastSame(fleet, "hpa-cluster-autoscaler", { nodeIdleSeconds: seconds });
  return rowOf(id, 16, `nodes go after ${seconds / 60} min`, forecast, {
    versusPeak: savingOf(forecast, forecastSame(fleet, "static-peak")),
  });
};

/** Zones as seen over 45 days of one GPU type: the best, and the worst, which is there a sixth of the time. */
const goodZone: Interruptions = { ...usualSpot, zones: 1, zoneUpHours: 10.4, zoneDownHours: 1, lossesPerNodeHour: 0 };
const badZone: Interruptions = { ...usualSpot, zones: 1, zoneUpHours: 0.7, zoneDownHours: 3.6, lossesPerNodeHour: 0 };

const spot = ({ id, trace }: LoadedTrace, folder: string): readonly LimitRow[] => {
  const fleet = fleetOf(trace, 16);
  const offers: readonly (readonly [string, Interruptions | undefined])[] = [
    ["no spot", undefined],
    ["three usual zones", usualSpot],
    ["one good zone", goodZone],
    ["one bad zone", badZone],
    ...replays(folder),
  ];
  return offers.map(([setting, interruptions]) => {
    const offer =
      interruptions === undefined ? fleet.offer : { ...fleet.offer, spot: spotOf(fleet.offer, interruptions) };
    const best = interruptions === undefined ? "tuned" : "tuned-spot";
    const { results } = compareStrategies(fleet.rates, offer, {
      forecast: forecastWindows,
      strategies: ["static-peak", "static-p99", best],
    });
    const result = results.find(({ name }) => name === best)!;
    return rowOf(id, 16, setting, result.forecast, result.savings);
  });
};

/** What was seen of two clouds, repeated: instances that were there, of the most that ever were. */
const replays = (folder: string): readonly (readonly [string, Interruptions])[] => {
  const aws = join(folder, "spot-bamboo/aws_g4dn-trace.csv");
  const gcp = join(folder, "spot-bamboo/gcp_a100x1-east1b.txt");
  if (!existsSync(aws) || !existsSync(gcp)) return [];
  let live = 0;
  const awsCounts = linesOf(aws).map(([at, event]) => [Number(at) / 1000, (live += event === "add" ? 1 : -1)] as const);
  const gcpCounts = linesOf(gcp).map(
    ([day, time, count]) => [Date.parse(`${day}T${time}Z`) / 1000, Number(count)] as const,
  );
  return [
    ["as g4dn were on AWS (11 h, repeated)", replayOf(awsCounts)],
    ["as A100s were on Google Cloud (27 h, repeated)", replayOf(gcpCounts)],
  ];
};

const linesOf = (path: string): string[][] =>
  readFileSync(path, "utf8")
    .trim()
    .split(/\r?\n/)
    .map((line) => line.split(",").map((cell) => cell.trim()));

const replayOf = (counts: readonly (readonly [seconds: number, live: number])[]): Interruptions => {
  const most = Math.max(...counts.map(([, live]) => live));
  // Until so many had been added for the first time, the trace tells of its own start.
  const begun = counts.findIndex(([, live]) => live >= most / 2);
  const kept = counts.slice(begun);
  return {
    kind: "replay",
    atSeconds: Float64Array.from(kept, ([at]) => at - kept[0]![0]),
    availableShare: Float64Array.from(kept, ([, live]) => live / most),
    noticeSeconds: 30,
  };
};

const rowOf = (
  trace: string,
  peakReplicas: number,
  setting: string,
  { slo, firstTokenSeconds }: Forecast,
  { versusPeak, versusP99 }: { readonly versusPeak?: number; readonly versusP99?: number },
): LimitRow => ({
  trace,
  peakReplicas,
  setting,
  ...(versusPeak !== undefined && { versusPeak: rounded(versusPeak) }),
  ...(versusP99 !== undefined && { versusP99: rounded(versusP99) }),
  isMet: slo.isMet,
  attainment: rounded(slo.attainment),
  firstTokenP999: rounded(firstTokenSeconds.p999),
});
