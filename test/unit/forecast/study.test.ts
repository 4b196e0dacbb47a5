import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { fleetOf } from "../../study/study-offer.js";
import { studyFiles } from "../../study/study-files.js";
import { studyPage } from "../../study/study-page.js";
import { rounded, sameHeadroom } from "../../study/study-cell.js";
import type { PolicyFigures, StudyResults } from "../../study/study-results.js";
import { loadTrace, studyTraces } from "../../study/study-traces.js";
import { hasTraces, tracesFolder } from "./traces-folder.js";

const results = JSON.parse(readFileSync(studyFiles.results, "utf8")) as StudyResults;

const figures = (trace: string, peakReplicas: number, policy: string): PolicyFigures =>
  results.cells
    .find((cell) => cell.trace === trace && cell.peakReplicas === peakReplicas)!
    .sameHeadroom.find((it) => it.policy === policy)!;

const again = (id: string, peakReplicas: number): readonly PolicyFigures[] => {
  const trace = loadTrace(
    studyTraces.find((it) => it.id === id)!,
    tracesFolder,
  )!;
  return sameHeadroom(fleetOf(trace, peakReplicas));
};

describe("the study", () => {
  it("has a page that its results make", () => {
    expect(readFileSync(studyFiles.page, "utf8")).toBe(studyPage(results));
  });

  it("has every traffic at every size", () => {
    expect(results.traces.map(({ id }) => id)).toEqual(studyTraces.map(({ id }) => id));
    expect(results.cells).toHaveLength(4 * studyTraces.length);
  });

  it.each([
    ["made: office", 4],
    ["made: flat", 16],
  ])("says of %s at %d replicas what the model says today", (id, size) => {
    for (const figure of again(id, size)) expect(figures(id, size, figure.policy)).toEqual(figure);
  });

  it.skipIf(!hasTraces).each([
    ["code week", 16],
    ["reasoning day", 4],
  ])("says of %s at %d replicas what the model says today", (id, size) => {
    for (const figure of again(id, size)) expect(figures(id, size, figure.policy)).toEqual(figure);
  });

  it("finds no saving in a constant traffic", () => {
    for (const size of [2, 4, 16, 64]) {
      expect(Math.abs(figures("made: flat", size, "hpa-cluster-autoscaler").versusPeak!)).toBeLessThan(0.01);
    }
  });

  it("ranges by days hold the saving that they are of", () => {
    for (const { sameHeadroom: policies } of results.cells) {
      for (const { range, versusPeak } of policies) {
        if (range === undefined) continue;
        expect(range[0]).toBeLessThanOrEqual(rounded(versusPeak! + 0.02));
        expect(range[1]).toBeGreaterThanOrEqual(rounded(versusPeak! - 0.02));
      }
    }
  });
});
