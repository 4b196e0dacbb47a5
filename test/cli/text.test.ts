import { describe, expect, it } from "vitest";
import { displayWidth, padEnd, takeWidth } from "../../packages/cli/src/text/display-width.js";
import { dollars } from "../../packages/cli/src/text/number-text.js";
import { textBlock } from "../../packages/cli/src/text/page.js";
import { safeText } from "../../packages/cli/src/text/safe-text.js";
import { plainStyle } from "../../packages/cli/src/text/style.js";
import { table } from "../../packages/cli/src/text/table.js";
import { together } from "../../packages/cli/src/text/together.js";
import { wrap } from "../../packages/cli/src/text/wrap.js";

const page = (width: number) => ({ width, style: plainStyle });

describe("widths", () => {
  it.each([
    ["plain", 5],
    ["é", 1],
    ["e\u0301", 1],
    ["日本", 4],
    ["🚀", 2],
    ["≤6", 2],
  ])("%s takes the columns that a terminal gives it", (text, width) => {
    expect(displayWidth(text)).toBe(width);
  });

  it("pads and cuts by columns, not by characters", () => {
    expect(padEnd("日本", 6)).toBe("日本  ");
    expect(takeWidth("日本語", 5)).toBe("日本");
  });
});

describe("wrapping", () => {
  it.each([
    ["at spaces", "one two three", 8, ["one two", "three"]],
    ["a long word after its punctuation", "registry.k8s.io/pause", 16, ["registry.k8s.io/", "pause"]],
    ["a long word without punctuation anywhere", "abcdefghij", 4, ["abcd", "efgh", "ij"]],
    ["nothing", "", 4, [""]],
  ])("breaks %s", (_, text, width, lines) => {
    expect(wrap(text, width)).toEqual(lines);
  });

  it("keeps the indentation of lines that are to be copied", () => {
    expect(textBlock("add:\nreads:\n  - id: a", page(40), { indent: 2 })).toEqual([
      "  add:",
      "  reads:",
      "    - id: a",
    ]);
  });
});

describe("tables", () => {
  const columns = [{ head: "NAME" }, { head: "COUNT", align: "right" as const }, { head: "NOTE" }];

  it("align, and leave out a column that says nothing", () => {
    expect(table(columns, [["a", "1", "-"], ["long", "200", ""]], page(40))).toEqual([
      "  NAME  COUNT",
      "  a         1",
      "  long    200",
    ]); // prettier-ignore
  });

  it("wrap the widest column first", () => {
    expect(table(columns, [["a", "1", "some words that are long"]], page(30))).toEqual([
      "  NAME  COUNT  NOTE",
      "  a         1  some words that",
      "               are long",
    ]);
  });

  it("become lists where the page is too narrow", () => {
    const rows = [["a-name-of-some-length", "1", "incomprehensibilities"]];
    expect(table(columns, rows, page(39))[0]).toMatch(/^ {2}NAME +COUNT +NOTE$/);
    expect(table(columns, rows, page(30))).toEqual([
      "  a-name-of-some-length",
      "    COUNT: 1",
      "    NOTE:",
      "      incomprehensibilities",
    ]);
  });

  it("never break what belongs together", () => {
    expect(table([{ head: "A" }, { head: "B" }], [["x y z w v u", together("0 to 8")]], page(17))).toEqual([
      "  A        B",
      "  x y z w  0 to 8",
      "  v u",
    ]);
  });
});

describe("safe text", () => {
  it.each([
    ["\u001b[2J", "\\u001b[2J"],
    ["a\nb\tc", "a\\nb\\tc"],
    ["\u009b\u202e\u2028\u200b", "\\u009b\\u202e\\u2028\\u200b"],
    ["\ud800", "\\ud800"],
    ["\u{e0041}", "\\udb40\\udc41"],
    ["日本 é ≤ 🚀", "日本 é ≤ 🚀"],
  ])("writes %j as it may be printed", (text, safe) => {
    expect(safeText(text)).toBe(safe);
  });
});

describe("amounts", () => {
  it.each([
    [-1e-13, "$0.00"],
    [-0.004, "$0.00"],
    [-12.345, "-$12.35"],
    [-1234.5, "-$1,235"],
    [99.994, "$99.99"],
  ])("writes %d USD as %s", (usd, text) => {
    expect(dollars(usd)).toBe(text);
  });
});
