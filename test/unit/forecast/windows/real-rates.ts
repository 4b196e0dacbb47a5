import { readFileSync } from "node:fs";
import type { RateTrace } from "@roadstead/cost/forecast";
import { tracesFolder } from "../traces-folder.js";

/** One column of a file of real traffic, as rates. A gap of the collection has the rate before it. */
export const realRates = (file: string, column: string, windowSeconds = 600, requestsPerUnit = 1): RateTrace => {
  const [header = "", ...lines] = readFileSync(`${tracesFolder}/${file}`, "utf8").trim().split(/\r?\n/);
  const index = header.split(",").indexOf(column);
  const requestsPerSecond = Float64Array.from(lines, (line) => Number(line.split(",")[index]) * requestsPerUnit);
  if (file.startsWith("servegen")) {
    for (let i = 1; i < requestsPerSecond.length; i++) requestsPerSecond[i] ||= requestsPerSecond[i - 1]!;
  }
  const inputTokens = { mean: 1000, cv: 0 };
  return { kind: "rates", windowSeconds, requestsPerSecond, inputTokens, outputTokens: { mean: 1001, cv: 0 } };
};
