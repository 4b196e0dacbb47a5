import type { SensitivityPoint } from "@roadstead/cost/forecast";
import type { ForecastDocument } from "../report/forecast-document.js";
import type { Plot, PlotFormat } from "./plot.js";

export const sensitivityKinds = ["boot", "minReplicas", "scaleDown"] as const;
export type SensitivityKind = (typeof sensitivityKinds)[number];

export const sensitivityTitles: Readonly<Record<SensitivityKind, { readonly title: string; readonly unit: string }>> = {
  boot: { title: "Node start", unit: "Minutes until a node is ready" },
  minReplicas: { title: "Minimum", unit: "Replicas that are always there" },
  scaleDown: { title: "Scale-down delay", unit: "Minutes of pods, and of nodes" },
};

/** Whole minutes. */
const tickSeconds = { boot: 300, scaleDown: 900 } as const;

/** Cost of a month by one thing that changes; hollow points miss the service level. */
export const sensitivityPlots = (document: Pick<ForecastDocument, "sensitivity" | "slo" | "traffic">): Plot[] =>
  sensitivityKinds.map((kind) => sensitivityPlot(kind, document));

function sensitivityPlot(
  kind: SensitivityKind,
  { sensitivity, slo, traffic }: Pick<ForecastDocument, "sensitivity" | "slo" | "traffic">,
): Plot {
  const points = sensitivity[kind];
  const perMonth = (730 * 3600) / traffic.durationSeconds;
  const isMet = ({ attainment }: SensitivityPoint): boolean => attainment >= slo.attainment;
  const format: PlotFormat = kind === "minReplicas" ? "count" : "minutes";
  return {
    id: `${kind}-plot`,
    formats: { x: format, y: "usd" },
    chart: {
      type: "line",
      data: {
        datasets: [
          {
            label: "USD a month (hollow: misses the service level)",
            data: points.map((point) => ({ x: point.value, y: point.usd * perMonth, attainment: point.attainment })),
            borderColor: "--capacity",
            backgroundColor: "--capacity",
            borderWidth: 2,
            pointRadius: 5,
            pointBorderWidth: 2,
            pointBackgroundColor: points.map((point) => (isMet(point) ? "--capacity" : "--surface")),
          },
        ],
      },
      options: {
        scales: {
          x: {
            type: "linear",
            beginAtZero: true,
            title: { display: true, text: sensitivityTitles[kind].unit },
            ...(kind === "minReplicas" ? { ticks: { precision: 0 } } : { ticks: { stepSize: tickSeconds[kind] } }),
          },
          y: { beginAtZero: true },
        },
        plugins: { legend: { display: false } },
      },
    },
  };
}
