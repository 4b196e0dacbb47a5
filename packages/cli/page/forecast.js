// Draws the plots of a forecast's page: takes colours from the style sheet, in either scheme, and writes numbers of axes.
"use strict";
(() => {
  const { plots, series } = JSON.parse(document.getElementById("plots").textContent);
  const root = document.documentElement;

  const grouped = new Intl.NumberFormat("en-US", { maximumFractionDigits: 2 });
  const precise = new Intl.NumberFormat("en-US", { maximumSignificantDigits: 5 });
  const short = new Intl.NumberFormat("en-US", { notation: "compact", maximumFractionDigits: 1 });
  const formats = {
    usd: (value) => `$${short.format(value)}`,
    percent: (value) => `${precise.format(value * 100)} %`,
    // Powers of ten alone, or they would run into each other.
    late: (value) =>
      /^1(e-\d+)?$/.test(value.toExponential().replace("e+0", "")) ? `${precise.format(value * 100)} %` : null,
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

  /** Where a name may stand, the nearest first: beside its point, then above and below it, further and further. */
  const placesAround = ({ x, y }, width) => [
    [x + 11, y],
    [x - 11 - width, y],
    ...[18, 34, 50, 66, 82, 98, 114].flatMap((distance) =>
      [y + distance, y - distance].flatMap((at) => [x - width / 2, x - 8, x - width + 8].map((left) => [left, at])),
    ),
  ];

  /** Writes names beside points where there is room for them. */
  const names = {
    id: "names",
    afterDatasetsDraw(chart, _args, { datasets }) {
      if (datasets === undefined) return;
      const { ctx, chartArea } = chart;
      const style = getComputedStyle(root);
      const all = datasets.flatMap((index) =>
        chart.getDatasetMeta(index).data.map((point, i) => ({ point, text: chart.data.datasets[index].data[i].name })),
      );
      // Nothing is written over a point or over another name.
      const taken = all.map(({ point: { x, y } }) => ({ left: x - 7, right: x + 7, y, half: 7 }));
      const placed = [];
      ctx.save();
      ctx.font = "12px system-ui, sans-serif";
      ctx.textBaseline = "middle";
      for (const { point, text } of all.sort((a, b) => a.point.x - b.point.x)) {
        const width = ctx.measureText(text).width;
        const place = placesAround(point, width).find(
          ([x, y]) =>
            x > chartArea.left + 4 &&
            x + width < chartArea.right &&
            y > chartArea.top + 6 &&
            y < chartArea.bottom - 6 &&
            !taken.some((box) => x < box.right && x + width > box.left && Math.abs(y - box.y) < 8 + box.half),
        );
        if (place === undefined) continue;
        const [x, y] = place;
        taken.push({ left: x - 4, right: x + width + 4, y, half: 7 });
        placed.push({ text, x, y });
        const below = Math.sign(y - point.y);
        if (Math.abs(y - point.y) > 20) {
          ctx.strokeStyle = style.getPropertyValue("--muted").trim();
          ctx.lineWidth = 0.75;
          ctx.beginPath();
          ctx.moveTo(point.x, point.y + 7 * below);
          ctx.lineTo(Math.min(Math.max(point.x, x), x + width), y - 7 * below);
          ctx.stroke();
        }
      }
      ctx.strokeStyle = style.getPropertyValue("--surface").trim();
      ctx.fillStyle = style.getPropertyValue("--text").trim();
      ctx.lineWidth = 4;
      ctx.lineJoin = "round";
      for (const { text, x, y } of placed) {
        ctx.strokeText(text, x, y);
        ctx.fillText(text, x, y);
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
      // Plots below each other have their days below each other.
      if (axis === "y" && written.x === "day") scale.afterFit = (fitted) => (fitted.width = 64);
      if (format !== undefined) scale.ticks.callback = (value) => format(value);
      if (written[axis] === "day") {
        const values = config.data.datasets[0].data;
        const step = tickStep((values.at(-1)?.x ?? 0) - (values[0]?.x ?? 0));
        if (step !== undefined) {
          scale.ticks.stepSize = step;
          // The end of the trace is a tick too, whenever it is.
          scale.ticks.callback = (value) => (value % step === 0 ? format(value) : null);
        }
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
          const late = raw.attainment;
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
