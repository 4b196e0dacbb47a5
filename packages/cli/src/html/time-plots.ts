import type { ForecastDocument, PolicyDocument } from "../report/forecast-document.js";
import type { Plot } from "./plot.js";

/** Lines over the days of the trace, of the policy that is chosen on the page; the first at first. */
export function timePlots({ policies: [first] }: Pick<ForecastDocument, "policies">): Plot[] {
  if (first === undefined) return [];
  return [
    {
      id: "demand-plot",
      formats: { x: "day", y: "rate" },
      chart: {
        type: "line",
        data: {
          datasets: [
            {
              label: "Demand",
              data: points(first, first.series.requestsPerSecond),
              borderColor: "--demand",
              backgroundColor: "--demand",
              borderWidth: 2,
            },
            {
              label: "Capacity within the service level",
              data: points(first, first.series.capacityPerSecond),
              borderColor: "--capacity",
              backgroundColor: "--capacity-fill",
              borderWidth: 1.5,
              stepped: "before",
              fill: "origin",
            },
          ],
        },
        options: lines("Requests per second"),
      },
    },
    {
      id: "nodes-plot",
      formats: { x: "day", y: "count" },
      chart: {
        type: "line",
        data: {
          datasets: [
            {
              label: "Nodes that are paid for",
              data: points(first, first.series.nodes),
              borderColor: "--nodes",
              backgroundColor: "--nodes-fill",
              borderWidth: 1.5,
              stepped: "before",
              fill: "origin",
            },
          ],
        },
        options: lines("Nodes"),
      },
    },
  ];
}

/** What the page's script puts into the plots when another policy is chosen. */
export const timeSeries = ({ policies }: Pick<ForecastDocument, "policies">) =>
  policies.map(({ name, series }) => ({
    name,
    windowSeconds: series.windowSeconds,
    values: [series.requestsPerSecond, series.capacityPerSecond, series.nodes],
  }));

const points = ({ series }: PolicyDocument, values: readonly number[]): { x: number; y: number }[] =>
  values.map((y, i) => ({ x: i * series.windowSeconds, y }));

const lines = (title: string): Plot["chart"]["options"] => ({
  parsing: false,
  interaction: { mode: "index", intersect: false },
  elements: { point: { radius: 0, hitRadius: 6 } },
  scales: {
    x: { type: "linear", bounds: "data" },
    y: { beginAtZero: true, title: { display: true, text: title } },
  },
});
