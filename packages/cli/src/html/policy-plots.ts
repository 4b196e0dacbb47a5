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

/** Each policy at its cost and at the share of requests that are late, with everything else that was tried. */
export function frontierPlot({ policies, slo }: Pick<ForecastDocument, "policies" | "slo">): Plot {
  const best = policies.map((policy) => ({
    x: policy.usdPerMonth,
    y: lateShown(policy.slo.attainment),
    attainment: policy.slo.attainment,
    name: policy.title,
    isFeasible: policy.isFeasible,
  }));
  const tried = policies.flatMap(({ tried: all, cost, usdPerMonth }) =>
    all.map(({ usd, attainment }) => ({
      x: cost.total > 0 ? (usd / cost.total) * usdPerMonth : 0,
      y: lateShown(attainment),
      attainment,
    })),
  );
  const widest = Math.max(...best.map(({ x }) => x), ...tried.map(({ x }) => x), 1) * 1.05;
  const late = 1 - slo.attainment;
  return {
    id: "frontier-plot",
    formats: { x: "usd", y: "late" },
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
              { x: 0, y: late },
              { x: widest, y: late },
            ],
            borderColor: "--text",
            backgroundColor: "--text",
            borderDash: [6, 4],
            borderWidth: 1,
            pointStyle: "line",
            pointRadius: 0,
            pointHitRadius: 0,
            order: 2,
          },
        ],
      },
      options: {
        scales: {
          x: { type: "linear", beginAtZero: true, max: widest, title: { display: true, text: "USD a month" } },
          // Upwards is better; a tenth of the misses is as far from a hundredth as from all of them.
          y: {
            type: "logarithmic",
            reverse: true,
            min: leastLate / 2,
            max: best.some(({ y }) => y > 0.1) ? 1 : Math.max(0.1, 10 * late),
            title: { display: true, text: "Late requests" },
          },
        },
      },
    },
  };
}

/** A plot of magnitudes has no place for none. */
export const leastLate = 1e-5;

const lateShown = (attainment: number): number => Math.max(leastLate, 1 - attainment);
