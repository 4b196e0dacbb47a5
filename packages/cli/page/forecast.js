// Draws the plots of a forecast's page: takes colours from the style sheet, in either scheme, and writes numbers of axes.
"use strict";
(() => {
  const { plots, series } = JSON.parse(document.getElementById("plots").textContent);
  const root = document.documentElement;

  const grouped = new Intl.NumberFormat("en-US", { maximumFractionDigits: 2 });
  const short = new Intl.NumberFormat("en-US", { notation: "compact", maximumFractionDigits: 1 });
  const formats = {
    usd: (value) => `$${short.format(value)}`,
    percent: (value) => `${grouped.format(value * 100)} %`,
    rate: (value) => grouped.format(value),
    count: (value) => grouped.format(value),
    minutes: (value) => grouped.format(value / 60),
    day: (seconds) => {
      const hour = (seconds % 86400) / 3600;
      const minutes = Math.round((hour % 1) * 60);
      const time = `${String(Math.floor(hour)).padStart(2, "0")}:${String(minutes).padStart(2, "0")}`;
      return hour === 0 ? `Day ${seconds / 86400 + 1}` : time;
    },
  };

  /** The value with names of CSS variables replaced by what they stand for. */
  const coloured = (value, style) => {
    if (typeof value === "string") return value.startsWith("--") ? style.getPropertyValue(value).trim() : value;
    if (Array.isArray(value)) return value.map((item) => coloured(item, style));
    if (value === null || typeof value !== "object") return value;
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, coloured(item, style)]));
  };

  /** Writes names beside points where there is room for them. */
  const names = {
    id: "names",
    afterDatasetsDraw(chart, _args, { datasets }) {
      if (datasets === undefined) return;
      const { ctx, chartArea } = chart;
      const taken = [];
      ctx.save();
      ctx.font = "12px system-ui, sans-serif";
      ctx.fillStyle = getComputedStyle(root).getPropertyValue("--text").trim();
      ctx.textBaseline = "middle";
      for (const index of datasets) {
        const points = chart.getDatasetMeta(index).data;
        for (const [i, point] of points.entries()) {
          const text = chart.data.datasets[index].data[i].name;
          const width = ctx.measureText(text).width;
          const places = [
            [point.x + 10, point.y],
            [point.x - 10 - width, point.y],
            [point.x - width / 2, point.y + 16],
            [point.x - width / 2, point.y - 16],
            [point.x + 8, point.y + 16],
            [point.x - 8 - width, point.y + 16],
            [point.x + 8, point.y + 31],
            [point.x - 8 - width, point.y + 31],
            [point.x - width / 2, point.y + 46],
          ];
          const place = places.find(
            ([x, y]) =>
              x > chartArea.left &&
              x + width < chartArea.right &&
              y > chartArea.top - 8 &&
              y < chartArea.bottom + 4 &&
              !taken.some((box) => x < box.right && x + width > box.left && Math.abs(y - box.y) < 14),
          );
          if (place === undefined) continue;
          const [x, y] = place;
          taken.push({ left: x - 4, right: x + width + 4, y });
          ctx.fillText(text, x, y);
        }
      }
      ctx.restore();
    },
  };

  const tickStep = (seconds) => {
    const days = seconds / 86400;
    return days > 40 ? 7 * 86400 : days > 2 ? 86400 : days > 0.5 ? 4 * 3600 : undefined;
  };

  const configOf = ({ chart, formats: written, namedDatasets }) => {
    const style = getComputedStyle(root);
    const colour = (name) => style.getPropertyValue(name).trim();
    const config = coloured(chart, style);
    config.options = { maintainAspectRatio: false, animation: false, responsive: true, ...config.options };
    for (const axis of ["x", "y"]) {
      const scale = (config.options.scales[axis] ??= {});
      const format = formats[written[axis]];
      scale.grid = { color: colour("--line"), ...scale.grid };
      scale.border = { color: colour("--line") };
      scale.ticks = { color: colour("--muted"), maxRotation: 0, autoSkipPadding: 12, ...scale.ticks };
      if (scale.title) scale.title.color = colour("--muted");
      if (format !== undefined) scale.ticks.callback = (value) => format(value);
      if (written[axis] === "day") {
        const values = config.data.datasets[0].data;
        const step = tickStep((values.at(-1)?.x ?? 0) - (values[0]?.x ?? 0));
        if (step !== undefined) scale.ticks.stepSize = step;
      }
    }
    config.options.plugins = {
      legend: {
        position: "top",
        align: "start",
        labels: { color: colour("--text"), boxWidth: 12, boxHeight: 12, usePointStyle: chart.type === "scatter" },
      },
      ...config.options.plugins,
      names: { datasets: namedDatasets },
      tooltip: { callbacks: tooltips(chart, written) },
    };
    config.plugins = [names];
    return config;
  };

  const tooltips = (chart, written) => {
    const write = (axis, value) => (formats[written[axis]] ?? String)(value);
    const usd = (value) => `$${grouped.format(Math.round(value))}`;
    if (chart.type === "scatter" || written.y === "usd") {
      return {
        title: (items) => items[0]?.raw.name ?? "",
        label: ({ raw }) => {
          const late = raw.attainment ?? (written.y === "percent" ? raw.y : undefined);
          const price = usd(written.y === "usd" ? raw.y : raw.x);
          return `${price} a month${late === undefined ? "" : `, ${formats.percent(late)} in time`}`;
        },
      };
    }
    if (chart.type === "bar")
      return { label: ({ dataset, raw }) => (raw > 0 ? `${dataset.label}: ${usd(raw)}` : null) };
    return {
      title: (items) => {
        const seconds = items[0]?.parsed.x ?? 0;
        return `Day ${Math.floor(seconds / 86400) + 1}, ${formats.day((seconds % 86400) + 86400 * 1e-9)}`;
      },
      label: ({ dataset, parsed }) => `${dataset.label}: ${write("y", parsed.y)}`,
    };
  };

  const drawn = new Map();
  const draw = () => {
    for (const plot of plots) {
      drawn.get(plot.id)?.destroy();
      drawn.set(plot.id, new Chart(document.getElementById(plot.id), configOf(plot)));
    }
  };

  const choose = (name) => {
    const chosen = series.find((one) => one.name === name);
    if (chosen === undefined) return;
    const points = chosen.values.map((values) => values.map((y, i) => ({ x: i * chosen.windowSeconds, y })));
    const [demand, nodes] = ["demand-plot", "nodes-plot"].map((id) => plots.find((plot) => plot.id === id));
    demand.chart.data.datasets[0].data = points[0];
    demand.chart.data.datasets[1].data = points[1];
    nodes.chart.data.datasets[0].data = points[2];
    draw();
  };

  document.getElementById("policy").addEventListener("change", ({ target }) => choose(target.value));
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);
  addEventListener("beforeprint", () => {
    root.classList.add("printing");
    for (const details of document.querySelectorAll("details")) details.open = true;
    draw();
  });
  addEventListener("afterprint", () => {
    root.classList.remove("printing");
    draw();
  });
  draw();
})();
