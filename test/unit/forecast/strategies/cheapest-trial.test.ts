import { describe, expect, it } from "vitest";
import { walkBorder } from "../../../../packages/cost/src/forecast/strategies/cheapest-trial.js";

/** Configurations that meet: safe where column and row together are at least `needed`. */
function visited(columns: number, rows: number, needed: number): string[] {
  const met: string[] = [];
  let tries = 0;
  walkBorder(columns, rows, (column, row) => {
    tries++;
    if (column + row < needed) return false;
    met.push(`${column},${row}`);
    return true;
  });
  expect(tries).toBeLessThan(columns + rows);
  return met;
}

describe("the walk along the border of what meets a service level", () => {
  it("finds every configuration to the left of which and above which none meets it", () => {
    expect(visited(4, 4, 3)).toEqual(["3,0", "2,1", "1,2", "0,3"]);
  });

  it("stays in the first row where that meets it", () => {
    expect(visited(3, 5, 0)).toEqual(["2,0", "1,0", "0,0"]);
  });

  it("finds none where none meets it", () => {
    expect(visited(3, 3, 9)).toEqual([]);
  });
});
