import { describe, expect, it } from "vitest";
import type { TraceProblem } from "../../../../packages/cost/src/forecast/traffic/reading/trace-problem.js";
import { readTrace } from "../../../../packages/cost/src/forecast/traffic/reading/trace-reader.js";
import { badTraces } from "./bad-traces.js";

const lineOf = ({ line, column, message, got, hint }: TraceProblem): string =>
  `${line}${column === undefined ? "" : ` ${column}`}: ${message}; ${got ?? ""}; ${hint ?? ""}`;

/** A file in pieces of a few bytes, as a slow disk or a network would hand it over. */
const inPieces = (file: string | Uint8Array, size: number): Uint8Array[] => {
  const bytes = typeof file === "string" ? Uint8Array.from(Buffer.from(file)) : file;
  return Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) => bytes.slice(i * size, (i + 1) * size));
};

describe("a file that is no trace", () => {
  it("is one of a hundred or so kinds, each with a name of its own", () => {
    expect(new Set(badTraces.map((it) => it.name)).size).toBe(badTraces.length);
    expect(badTraces.length).toBeGreaterThanOrEqual(80);
  });

  it.each(badTraces)("is refused, line by line: $name", ({ file, options, says, count = 1 }) => {
    const reading = readTrace([file], options);
    expect(reading.trace).toBeUndefined();
    const said = reading.problems.map(lineOf).join("\n");
    for (const text of says) expect(said).toContain(text);
    expect(reading.problemCount).toBe(count);
  });

  it.each(badTraces.filter((it) => it.file.length < 1000))(
    "is refused in the same words when it comes in pieces: $name",
    ({ file, options }) => {
      expect(readTrace(inPieces(file, 3), options).problems).toEqual(readTrace([file], options).problems);
    },
  );

  it("shows the first 20 problems and counts the others", () => {
    const lines = Array.from({ length: 5000 }, (_, i) => `${i * 600},x${i}`);
    const reading = readTrace([`t_s,req_per_s\n${lines.join("\n")}`]);
    expect(reading.problemCount).toBe(5000);
    expect(reading.problems).toHaveLength(20);
    expect(reading.problems.at(-1)).toMatchObject({ line: 21, column: "req_per_s", got: "x19" });
  });

  it("cuts long cells and long headers in messages", () => {
    const reading = readTrace([`t_s,req_per_s\n0,${"z".repeat(5000)}\n`]);
    expect(reading.problems[0]!.got).toMatch(/^z{60}… \(5000 characters\)$/);
    expect(readTrace([`${"column,".repeat(400)}x\n1\n`]).problems[0]!.got!.length).toBeLessThan(240);
  });
});
