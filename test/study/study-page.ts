import { fine, percent, range, seconds, tableOf } from "./markdown-table.js";
import type { LimitRow, StudyResults } from "./study-results.js";
import { figuresOf, usual, verdictOf } from "./study-verdict.js";

/** The study as a page. Everything that has a figure in it is made of the results. */
export const studyPage = (results: StudyResults): string =>
  [
    "# What autoscaling saves, on real traffic",
    "Made by `npm run study`, from `study.json` beside it. No figure here was measured on a GPU of this project: they are forecasts of a model whose service rates come from published data.",
    "## The claim",
    "> 30 to 60 percent lower cost when moving from static GPU clusters to autoscaled, serverless-like inference, depending on traffic variability.",
    "## What the evidence says",
    verdictOf(results)
      .map((sentence) => `- ${sentence}`)
      .join("\n"),
    "## Traffic",
    traces(results),
    "## Savings by mean over peak",
    "The usual autoscalers (an HPA with 300 s of stabilisation, Cluster Autoscaler with 10 minutes) against a static fleet for the busiest window, 16 replicas at the peak, beside 1 - mean/peak - 0.5/N.",
    byMeanOverPeak(results),
    "## All traffics and sizes, at one headroom",
    "Savings of policies with their defaults, at least one replica (KEDA none), 6 minutes from the request for a node to a replica that serves. Knative by its defaults takes replicas away at once and gets them back after minutes, which makes it swing; at its best, below, it does not. Ranges are those of 95 of 100 draws of the days anew. A star says that the service level is not kept, so that the saving is no offer.",
    sameHeadroom(results),
    "## What it costs in latency",
    "The same cells: the static fleet for the peak and that for the 99th percentile, and the usual autoscalers.",
    latency(results),
    "## Each policy at its cheapest that keeps to the service level",
    "Savings against the cheapest static fleet for the peak which keeps to it; below them, against that for the 99th percentile. Headroom, minimums and delays are the policy's own best of those that were tried.",
    cheapest(results),
    "## Where it shrinks or goes",
    ...limits(results),
    "## Single requests",
    "The busiest day at 4 replicas, by windows and by single requests. Traffic whose single requests come in bursts (a coefficient of variation of 13 between arrivals, as the hour of single requests has it) shows what windows of ten minutes hide.",
    speeds(results),
    "## What it rests on",
    assumptions(results),
  ].join("\n\n") + "\n";

const traces = ({ traces }: StudyResults): string =>
  tableOf(
    ["traffic", "what", "source", "days", "window", "mean/peak", "mean/p99", "variation", "CV between arrivals"],
    traces.map((it) => [
      it.id,
      it.what,
      it.source,
      it.days < 1 ? it.days.toFixed(2) : it.days.toFixed(0),
      `${it.windowSeconds} s`,
      it.meanOverPeak.toFixed(2),
      it.meanOverP99.toFixed(2),
      it.variation.toFixed(2),
      it.interarrivalCv.toFixed(1),
    ]),
  );

const byMeanOverPeak = ({ traces, cells }: StudyResults): string =>
  tableOf(
    ["traffic", "mean/peak", "closed form", "simulated", "difference, points"],
    [...traces]
      .sort((a, b) => b.meanOverPeak - a.meanOverPeak)
      .map(({ id, meanOverPeak }) => {
        const cell = cells.find(({ trace, peakReplicas }) => trace === id && peakReplicas === 16)!;
        const simulated = figuresOf(cell.sameHeadroom, usual).versusPeak!;
        const difference = (simulated - cell.closedForm) * 100;
        return [id, meanOverPeak.toFixed(2), percent(cell.closedForm), percent(simulated), difference.toFixed(1)];
      }),
  );

const sameHeadroom = ({ cells }: StudyResults): string =>
  tableOf(
    [
      "traffic",
      "N",
      "closed form",
      "HPA + CA",
      "by days",
      "against p99",
      "Karpenter",
      "Knative",
      "KEDA to 0",
      "foresight",
    ],
    cells.map(({ trace, peakReplicas, closedForm, sameHeadroom }) => {
      const of = (policy: string): string => {
        const { versusPeak, isMet } = figuresOf(sameHeadroom, policy);
        return `${percent(versusPeak)}${isMet ? "" : " *"}`;
      };
      const { range: byDays, versusP99 } = figuresOf(sameHeadroom, usual);
      const others = ["karpenter", "knative", "keda-zero", "clairvoyant"].map(of);
      return [trace, `${peakReplicas}`, percent(closedForm), of(usual), range(byDays), percent(versusP99), ...others];
    }),
  );

const latency = ({ cells }: StudyResults): string =>
  tableOf(
    [
      "traffic",
      "N",
      "in time, static",
      "in time, static at p99",
      "in time, scaled",
      "p99.9 first token, static",
      "scaled",
      "met a cold start",
      "node starts a day",
      "use, static",
      "use, scaled",
    ],
    cells.map(({ trace, peakReplicas, sameHeadroom }) => {
      const fixed = figuresOf(sameHeadroom, "static-peak");
      const scaled = figuresOf(sameHeadroom, usual);
      return [
        trace,
        `${peakReplicas}`,
        fine(fixed.attainment),
        fine(figuresOf(sameHeadroom, "static-p99").attainment),
        fine(scaled.attainment),
        `${seconds(fixed.firstTokenP999)} s`,
        `${seconds(scaled.firstTokenP999)} s`,
        fine(scaled.metColdStart),
        scaled.starts.toFixed(1),
        percent(fixed.utilization),
        percent(scaled.utilization),
      ];
    }),
  );

const cheapest = ({ cells }: StudyResults): string => {
  const policies = [
    "static-p99",
    "static-reserved",
    usual,
    "karpenter",
    "knative",
    "keda-zero",
    "tuned",
    "tuned-spot",
    "hybrid",
    "clairvoyant",
  ];
  return tableOf(
    ["traffic", "N", "against", ...policies],
    cells
      .filter((cell) => cell.cheapest.length > 0)
      .flatMap(({ trace, peakReplicas, cheapest: figures }) => {
        const baselines = {
          versusPeak: figuresOf(figures, "static-peak"),
          versusP99: figuresOf(figures, "static-p99"),
        };
        return (["versusPeak", "versusP99"] as const).map((against) => [
          trace,
          `${peakReplicas}`,
          against === "versusPeak" ? "peak" : "p99",
          ...policies.map((policy) => {
            const it = figuresOf(figures, policy);
            return !it.isMet ? "infeasible" : baselines[against].isMet ? percent(it[against]) : "no baseline";
          }),
        ]);
      }),
  );
};

const limits = ({ limits: all, assumptions: { reservedDiscount } }: StudyResults): string[] => {
  const table = (rows: readonly LimitRow[], againstP99: boolean): string =>
    tableOf(
      [
        "traffic",
        "N",
        "setting",
        "against peak",
        ...(againstP99 ? ["against p99"] : []),
        "in time",
        "p99.9 first token",
      ],
      rows.map((row) => [
        row.trace,
        `${row.peakReplicas}`,
        row.setting,
        row.isMet ? percent(row.versusPeak) : `${percent(row.versusPeak)} *`,
        ...(againstP99 ? [percent(row.versusP99)] : []),
        fine(row.attainment),
        `${seconds(row.firstTokenP999)} s`,
      ]),
    );
  return [
    "**Flat traffic and tiny pools** are in the tables above: a constant saves nothing, and with 2 replicas at the peak there is one to take away.",
    `**Reserved prices**: see the column of \`static-reserved\`, ${percent(reservedDiscount)} off. Autoscaling on demand pays where mean/peak + 0.5/N is less than ${(1 - reservedDiscount).toFixed(1)}.`,
    "**Nodes of eight GPUs**: what counts is how many nodes the peak takes.",
    table(all.wholeNodes, true),
    "**Minimums**: replicas that are never taken away, of 16 at the peak.",
    table(all.minimums, true),
    "**Time to start**: hardly any money, and the service level.",
    table(all.boot, false),
    "**Time until nodes go**: hardly any money either.",
    table(all.scaleDown, false),
    "**Spot**: the cheapest configuration with spot nodes that keeps to the service level, by what the zones are like.",
    table(all.spot, true),
  ];
};

const speeds = ({ singleRequests }: StudyResults): string =>
  tableOf(
    [
      "traffic",
      "policy",
      "CV",
      "requests",
      "node-hours, windows",
      "single",
      "in time, windows",
      "single",
      "p99 first token, windows",
      "single",
      "mean end to end, windows",
      "single",
    ],
    singleRequests.map(({ trace, policy, interarrivalCv, requests, windows, singles }) => [
      trace,
      policy,
      `${interarrivalCv}`,
      String(requests).replace(/\B(?=(\d{3})+$)/g, ","),
      windows.nodeHours.toFixed(1),
      singles.nodeHours.toFixed(1),
      fine(windows.attainment),
      fine(singles.attainment),
      `${seconds(windows.firstTokenP99)} s`,
      `${seconds(singles.firstTokenP99)} s`,
      `${seconds(windows.endToEndMean)} s`,
      `${seconds(singles.endToEndMean)} s`,
    ]),
  );

const assumptions = ({ assumptions: it }: StudyResults): string =>
  [
    `One replica a node of one GPU, \`${it.replica}\` (${it.provenance}); rates of all traffics are scaled so that their busiest window takes N replicas, each aimed at ${it.target} of the rate that it can be trusted with.`,
    `Service level: ${percent(it.attainment)} of requests with a first token within ${it.firstTokenSeconds} s and ${it.secondsPerToken * 1000} ms a token.`,
    `Cost is node-hours from the request for a node to its end: start, drain and idle time included, a minute at least. A node starts in ${it.bootSeconds} s in all.`,
    `Reserved at ${percent(it.reservedDiscount)} off and spot at ${percent(it.spotDiscount)} off are assumptions, not prices of anybody.`,
    "Sizes of requests are one law for all of a traffic, and arrivals within a window are Poisson's where no column says otherwise. Windows of ten minutes or an hour hide what happens within them, so the service level that they show is an upper bound: see the table of single requests.",
    "Ranges by days hold the days for exchangeable; they say nothing of a traffic that grows.",
    "Left out: packing with other workloads, quotas and zones that are out of GPUs, traffic between zones, the work of running an autoscaler.",
  ]
    .map((line) => `- ${line}`)
    .join("\n");
