import { describe, expect, it, vi } from "vitest";
import { withProgress } from "../../packages/cli/src/progress.js";
import { pageOptions } from "../../packages/cli/src/terminal.js";
import { colourStyle, plainStyle } from "../../packages/cli/src/text/style.js";
import { fakeTerminal } from "./fake-terminal.js";

const onTerminal = (env: Record<string, string> = {}) =>
  fakeTerminal({ env, stdout: { isTerminal: true, columns: 132 }, stderr: { isTerminal: true, columns: 40 } });
const inPipe = (env: Record<string, string> = {}) => fakeTerminal({ env });

describe("the page", () => {
  it.each([
    ["100 in a pipe", inPipe(), {}, 100],
    ["the terminal's width", onTerminal(), {}, 132],
    ["COLUMNS", onTerminal({ COLUMNS: "72" }), {}, 72],
    ["--width above all", onTerminal({ COLUMNS: "72" }), { width: 90 }, 90],
    ["100 when COLUMNS is no number", inPipe({ COLUMNS: "wide" }), {}, 100],
    ["40 at least", inPipe({ COLUMNS: "5" }), {}, 40],
  ])("is as wide as %s", (_, terminal, wanted, width) => {
    expect(pageOptions(terminal, { color: true, ...wanted }).width).toBe(width);
  });

  it.each([
    ["a terminal", onTerminal(), true, colourStyle],
    ["a pipe", inPipe(), true, plainStyle],
    ["NO_COLOR", onTerminal({ NO_COLOR: "1" }), true, plainStyle],
    ["an empty NO_COLOR, which says nothing", onTerminal({ NO_COLOR: "" }), true, colourStyle],
    ["a terminal that cannot", onTerminal({ TERM: "dumb" }), true, plainStyle],
    ["--no-color", onTerminal(), false, plainStyle],
  ])("is coloured as it should be: %s", (_, terminal, color, style) => {
    expect(pageOptions(terminal, { color }).style).toBe(style);
  });
});

describe("the progress line", () => {
  it("is not written outside of a terminal", async () => {
    const terminal = inPipe();
    expect(await withProgress(terminal, "Planning", () => Promise.resolve(7))).toBe(7);
    expect(terminal.errors()).toBe("");
  });

  it("counts seconds, stays on one line, and is gone at the end", async () => {
    vi.useFakeTimers();
    try {
      const terminal = onTerminal();
      const work = withProgress(terminal, "Planning \u001b[31mred", () => vi.advanceTimersByTimeAsync(2500));
      await work;
      const lines = terminal.errors().split("\r\u001b[K");
      expect(lines).toEqual(["", 0, 1, 2].map((s) => (s === "" ? "" : `Planning \\u001b[31mred ${s} s`)).concat(""));
      expect(terminal.output()).toBe("");
    } finally {
      vi.useRealTimers();
    }
  });

  it("is gone when the work fails", async () => {
    const terminal = onTerminal();
    await expect(withProgress(terminal, "Planning", () => Promise.reject(new Error("no")))).rejects.toThrow("no");
    expect(terminal.errors()).toMatch(/\r\u001b\[K$/);
  });
});
