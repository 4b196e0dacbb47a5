import { percent, points } from "./markdown-table.js";
import type { PolicyFigures, StudyCell, StudyResults } from "./study-results.js";

/** The usual way to autoscale, by which the claim is judged. */
export const usual = "hpa-cluster-autoscaler";

export const figuresOf = (figures: readonly PolicyFigures[], policy: string): PolicyFigures =>
  figures.find((it) => it.policy === policy)!;

/** What the evidence says of the claim, each sentence with the figures that it is made of. */
export const verdictOf = (results: StudyResults): readonly string[] => {
  const cells = measuredCells(results);
  return [
    rangeSentence(cells),
    baselineSentence(cells),
    closedFormSentence(results, cells),
    `As a rule: 30 to 60 % is what 16 replicas save where the mean is ${(1 - 0.6 - 0.5 / 16).toFixed(2)} to ${(1 - 0.3 - 0.5 / 16).toFixed(2)} of the peak. Traffic of office hours saves more, a service for the whole world less, and ${flatSentence(results)}.`,
    levelSentence(cells),
    burstSentence(results),
    reservedSentence(results, cells),
  ];
};

/** Cells of services that were measured, for a day or longer. */
const measuredCells = ({ cells, traces }: StudyResults): readonly StudyCell[] =>
  cells.filter(({ trace }) => traces.some(({ id, days }) => id === trace && days >= 1 && !id.startsWith("made")));

const usualOf = ({ sameHeadroom }: StudyCell): PolicyFigures => figuresOf(sameHeadroom, usual);

const counted = (shares: readonly number[]): string => {
  const within = shares.filter((it) => it >= 0.3 && it <= 0.6).length;
  const below = shares.filter((it) => it < 0.3).length;
  return `${within} of ${shares.length} are from 30 to 60 %, ${below} are less and ${shares.length - within - below} more`;
};

const between = (shares: readonly number[]): string =>
  `${points(Math.min(...shares))} to ${percent(Math.max(...shares))}`;

const rangeSentence = (cells: readonly StudyCell[]): string => {
  const savings = cells.map((cell) => usualOf(cell).versusPeak!);
  const traffics = new Set(cells.map(({ trace }) => trace)).size;
  return `**The claim is the middle of a wide range.** On ${traffics} measured traffics with pools of 2, 4, 16 and 64 replicas, the usual autoscalers save ${between(savings)} of a static fleet for the busiest window, at the same headroom: ${counted(savings)}.`;
};

const baselineSentence = (cells: readonly StudyCell[]): string => {
  const savings = cells.map((cell) => usualOf(cell).versusP99!);
  const moved = Math.max(...cells.map((cell) => usualOf(cell).versusPeak! - usualOf(cell).versusP99!));
  return `**The baseline makes much of it.** Against a static fleet for the 99th percentile of windows it is ${between(savings)}: ${counted(savings)}. The choice between the two moves a saving by up to ${points(moved)} points.`;
};

const closedFormSentence = ({ traces }: StudyResults, cells: readonly StudyCell[]): string => {
  const isBursty = (id: string): boolean => traces.find((it) => it.id === id)!.interarrivalCv > 1.5;
  const off = (bursty: boolean): number[] =>
    cells
      .filter(({ trace, peakReplicas }) => peakReplicas >= 4 && isBursty(trace) === bursty)
      .map((cell) => cell.closedForm - usualOf(cell).versusPeak!);
  const smooth = off(false);
  const bursty = off(true);
  const mean = smooth.reduce((sum, it) => sum + it, 0) / smooth.length;
  const ofBursty =
    bursty.length === 0
      ? ""
      : ` Where single requests come in bursts, as those of one client do, autoscalers run after noise, and it is over by ${points(Math.min(...bursty))} to ${points(Math.max(...bursty))} points.`;
  return `**It is the traffic that saves, not the technique.** From 4 replicas on, 1 - mean/peak - 0.5/N is over what the simulation gives by ${points(mean)} points in the mean (${points(Math.min(...smooth))} to ${points(Math.max(...smooth))} in ${smooth.length} cells).${ofBursty}`;
};

const flatSentence = ({ cells }: StudyResults): string => {
  const most = Math.max(
    ...cells.filter(({ trace }) => trace === "made: flat").map((cell) => usualOf(cell).versusPeak!),
  );
  return `a constant traffic ${most < 0.005 ? "nothing" : percent(most)}`;
};

const levelSentence = (cells: readonly StudyCell[]): string => {
  const missed = cells.filter((cell) => !usualOf(cell).isMet);
  const where = missed.map(({ trace, peakReplicas }) => `${trace} at ${peakReplicas}`).join(", ");
  const cold = Math.max(...cells.map((cell) => usualOf(cell).metColdStart));
  return `**It costs latency before it costs money.** The service level is kept in ${cells.length - missed.length} of ${cells.length} cells by defaults${missed.length === 0 ? "" : `, and not in ${where}, where a saving is none until a policy is tuned`}. Up to ${percent(cold)} of requests wait for a start. Minutes of start cost nearly no money and all of the service level.`;
};

const burstSentence = ({ singleRequests, cells }: StudyResults): string => {
  const hours = ["code hour", "chat hour"].map((id) => {
    const savings = cells.filter(({ trace }) => trace === id).map((cell) => usualOf(cell).versusPeak!);
    return savings.length === 0 ? `${id} unknown` : `${between(savings)} in the ${id}`;
  });
  const bursty = singleRequests.filter(({ interarrivalCv }) => interarrivalCv > 1.5);
  const scaled = bursty.find(({ policy }) => policy === usual);
  const fixed = bursty.find(({ policy }) => policy === "static-peak");
  if (scaled === undefined || fixed === undefined) return "Bursts of single requests were not looked at.";
  const difference = scaled.singles.nodeHours - fixed.singles.nodeHours;
  return `**Windows hide bursts.** With a coefficient of variation of ${scaled.interarrivalCv} between single requests, the busiest day of the ${scaled.trace} at 4 replicas takes the usual autoscalers ${scaled.singles.nodeHours.toFixed(0)} node-hours and a static fleet ${fixed.singles.nodeHours.toFixed(0)}: ${difference > 0 ? "nothing is saved" : "something is saved"}, and ${percent(scaled.singles.attainment)} and ${percent(fixed.singles.attainment)} of requests are in time. In hours whose single requests are known, and which have no night, they save ${hours.join(" and ")}. Of weeks only windows are known; how they burst within them is not.`;
};

const reservedSentence = ({ cells, assumptions }: StudyResults, measured: readonly StudyCell[]): string => {
  const dearer = (against: "versusPeak" | "versusP99"): number =>
    measured.filter((cell) => usualOf(cell)[against]! < assumptions.reservedDiscount).length;
  const searched = cells.filter(({ cheapest, trace }) => cheapest.length > 0 && !trace.startsWith("made"));
  const beaten = searched.filter(({ cheapest }) => {
    const scaled = figuresOf(cheapest, usual);
    return scaled.isMet && scaled.nodeHours < figuresOf(cheapest, "static-reserved").nodeHours;
  });
  const mixed = searched.filter(({ cheapest }) => {
    const hybrid = figuresOf(cheapest, "hybrid");
    const others = [usual, "static-reserved"].map((policy) => figuresOf(cheapest, policy).nodeHours);
    return hybrid.isMet && hybrid.nodeHours < Math.min(...others);
  });
  return `**A reservation is the best counter-argument.** At ${percent(assumptions.reservedDiscount)} off, the static fleet for the peak costs less than autoscaling on demand in ${dearer("versusPeak")} of ${measured.length} cells at one headroom, and that for the 99th percentile in ${dearer("versusP99")}; with each at its cheapest that keeps to the service level, the one for the peak in ${searched.length - beaten.length} of ${searched.length}. A reserved floor with a burst on demand (\`hybrid\`) is cheaper than both in ${mixed.length} of ${searched.length}.`;
};
