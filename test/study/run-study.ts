import { describeTraffic, replicaProfiles } from "@roadstead/cost/forecast";
import { checkSpeeds } from "./speed-check.js";
import { peakSizes, rounded, studyCell } from "./study-cell.js";
import { studyLimits } from "./study-limits.js";
import { profileName, reservedDiscount, sharedTarget, slo, spotDiscount } from "./study-offer.js";
import type { StudyAssumptions, StudyResults } from "./study-results.js";
import { loadTrace, studyTraces } from "./study-traces.js";

/** The whole study, on the traces that there are. `say` is told how far it is. */
export const runStudy = (folder: string, say: (text: string) => void): StudyResults => {
  const loaded = studyTraces.flatMap((it) => {
    const trace = loadTrace(it, folder);
    if (trace === undefined) say(`${it.id}: not there, left out`);
    return trace === undefined ? [] : [{ ...it, trace }];
  });
  const cells = loaded.flatMap(({ id, trace, isSearched }) =>
    peakSizes.map((size) => {
      say(`${id}, ${size} replicas at the peak`);
      return studyCell(id, trace, size, isSearched);
    }),
  );
  const of = (...ids: string[]) => loaded.filter(({ id }) => ids.includes(id));
  say("where it does not hold");
  const limits = studyLimits(of("code week", "chat week", "large model", "campus"), folder);
  say("single requests");
  const policies = ["static-peak", "hpa-cluster-autoscaler"] as const;
  const singleRequests = [
    ...of("code week", "chat week", "large model").flatMap((it) => checkSpeeds(it, policies, 1)),
    ...of("code week").flatMap((it) => checkSpeeds(it, policies, 13)),
  ];
  return {
    assumptions: assumptions(),
    traces: loaded.map(({ id, what, source, trace }) => {
      const traffic = describeTraffic(trace);
      return {
        id,
        what,
        source,
        days: rounded(traffic.durationSeconds / 86_400),
        windowSeconds: traffic.windowSeconds,
        meanOverPeak: rounded(traffic.meanOverPeak),
        meanOverP99: rounded(traffic.meanOverP99),
        variation: rounded(traffic.coefficientOfVariation),
        interarrivalCv: rounded(traffic.interarrivalCv),
      };
    }),
    cells,
    limits,
    singleRequests,
  };
};

const assumptions = (): StudyAssumptions => ({
  replica: profileName,
  provenance: replicaProfiles.find(({ name }) => name === profileName)!.provenance.source,
  target: sharedTarget,
  ...slo,
  bootSeconds: 360,
  reservedDiscount,
  spotDiscount,
});
