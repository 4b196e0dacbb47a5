import type { ForecastDocument, PolicyDocument } from "../report/forecast-document.js";
import type { Plot } from "./plot.js";

const parts = [
  ["busy", "Busy"],
  ["idle", "Idle"],
  ["boot", "Starting"],
  ["drain", "Draining"],
  ["floor", "Floor"],
  ["fixed", "Fixed"],
] as const;

/** Bars of what a month costs, by what it is paid for; what does not meet the service level is one grey bar. */
export function costPlot({ policies }: Pick<ForecastDocument, "policies">): Plot {
  const monthly = ({ cost, usdPerMonth }: PolicyDocument, part: keyof PolicyDocument["cost"]): number =>
    cost.total > 0 ? (cost[part] / cost.total) * usdPerMonth : 0;
  const split = parts.filter(([part]) => policies.some((policy) => monthly(policy, part) > 0));
  return {
    id: "cost-plot",
    formats: { x: "usd" },
    chart: {
      type: "bar",
      data: {
        labels: policies.map(({ title, isFeasible }) => (isFeasible ? title : `${title} ✕`)),
        datasets: [
          ...split.map(([part, label]) => ({
            label,
            data: policies.map((policy) => (policy.isFeasible ? monthly(policy, part) : 0)),
            backgroundColor: `--part-${part}`,
          })),
          ...(policies.every(({ isFeasible }) => isFeasible)
            ? []
            : [
                {
                  label: "Misses the service level ✕",
                  data: policies.map(({ isFeasible, usdPerMonth }) => (isFeasible ? 0 : usdPerMonth)),
                  backgroundColor: "--infeasible",
                },
              ]),
        ],
      },
      options: {
        indexAxis: "y",
        interaction: { mode: "index", axis: "y", intersect: false },
        scales: {
          x: { stacked: true, beginAtZero: true, title: { display: true, text: "USD a month" } },
          y: { stacked: true, grid: { display: false } },
        },
      },
    },
  };
}

/** Each policy at its cost and at the share of requests that it serves in time, with everything else that was tried. */
export function frontierPlot({ policies, slo }: Pick<ForecastDocument, "policies" | "slo">): Plot {
  const least = leastShown(slo.attainment);
  const shown = (attainment: number): number => Math.max(least, attainment);
  const best = policies.map((policy) => ({
    x: policy.usdPerMonth,
    y: shown(policy.slo.attainment),
    name: policy.title,
    isFeasible: policy.isFeasible,
  }));
  const tried = policies.flatMap(({ tried: all, cost, usdPerMonth }) =>
    all.map(({ usd, attainment }) => ({
      x: cost.total > 0 ? (usd / cost.total) * usdPerMonth : 0,
      y: shown(attainment),
    })),
  );
  const widest = Math.max(...best.map(({ x }) => x), ...tried.map(({ x }) => x), 1) * 1.05;
  return {
    id: "frontier-plot",
    formats: { x: "usd", y: "percent" },
    namedDatasets: [0, 1],
    chart: {
      type: "scatter",
      data: {
        datasets: [
          {
            label: "Meets the service level",
            data: best.filter(({ isFeasible }) => isFeasible),
            backgroundColor: "--capacity",
            borderColor: "--surface",
            borderWidth: 1,
            pointRadius: 6,
            order: 1,
          },
          {
            label: "Misses it",
            data: best.filter(({ isFeasible }) => !isFeasible),
            backgroundColor: "--demand",
            borderColor: "--demand",
            borderWidth: 2,
            pointRadius: 5,
            pointStyle: "crossRot",
            order: 1,
          },
          {
            label: "Also tried",
            data: tried,
            backgroundColor: "--faint",
            borderColor: "--faint",
            pointRadius: 2,
            order: 3,
          },
          {
            label: "Service level",
            type: "line",
            data: [
              { x: 0, y: slo.attainment },
              { x: widest, y: slo.attainment },
            ],
            borderColor: "--text",
            backgroundColor: "--text",
            borderDash: [6, 4],
            borderWidth: 1,
            pointRadius: 0,
            pointHitRadius: 0,
            order: 2,
          },
        ],
      },
      options: {
        scales: {
          x: { type: "linear", beginAtZero: true, max: widest, title: { display: true, text: "USD a month" } },
          y: { min: least, max: 1, title: { display: true, text: "Requests in time" } },
        },
      },
    },
  };
}

/** Far below the service level all is the same failure; points there are drawn at the lower edge. */
export const leastShown = (attainment: number): number => Math.max(0, 1 - Math.max(0.02, 5 * (1 - attainment)));
