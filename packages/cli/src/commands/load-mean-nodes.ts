import { readFileSync } from "node:fs";
import type { Problem } from "@roadstead/core";
import type { Estimate, MeanNodes } from "@roadstead/cost";
import { PlanUsageError } from "@roadstead/plan";

/**
 * What documents of `roadstead forecast` say of pools of a program.
 * @throws PlanUsageError with all files that are no such documents.
 */
export function loadMeanNodes(files: readonly string[]): readonly MeanNodes[] {
  const problems: Problem[] = [];
  const found = files.flatMap((file) => {
    const expected = readExpected(file);
    if ("rule" in expected) problems.push(expected);
    return "rule" in expected ? [] : expected;
  });
  if (problems.length > 0) throw new PlanUsageError(problems);
  return found;
}

/**
 * A forecast of a pool that the program does not have is of another program, and its figure would be lost without a word.
 * @throws PlanUsageError
 */
export function checkMeanNodes(meanNodes: readonly MeanNodes[], { lines, gaps }: Estimate): void {
  const pools = new Set([...lines, ...gaps].map(({ cluster, pool }) => `${cluster ?? ""}/${pool ?? ""}`));
  const unknown = meanNodes.map(({ cluster, pool }) => `${cluster}/${pool}`).filter((name) => !pools.has(name));
  if (unknown.length === 0) return;
  const allowed = [...pools].filter((name) => !name.startsWith("/") && !name.endsWith("/"));
  throw new PlanUsageError(
    [...new Set(unknown)].map((name) => ({
      rule: "forecast/other-program",
      path: "--forecast",
      message: "is of a pool that is not there",
      got: name,
      allowed,
    })),
  );
}

function readExpected(file: string): readonly MeanNodes[] | Problem {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    return { rule: "forecast/readable", path: file, message: error instanceof Error ? error.message : String(error) };
  }
  const { schemaVersion, expected } = (value ?? {}) as Readonly<Record<string, unknown>>;
  if (schemaVersion !== 1 || !Array.isArray(expected)) {
    const hint = "it is what `roadstead forecast <dir> --format json` prints";
    return { rule: "forecast/document", path: file, message: "is no forecast", hint };
  }
  const bad = expected.findIndex((entry: unknown) => !isMeanNodes(entry));
  if (bad < 0) return expected as readonly MeanNodes[];
  const hint = "forecast a pool of a program: `roadstead forecast <dir> --cluster … --pool …`";
  return { rule: "forecast/pool", path: `${file}: expected[${bad}]`, message: "names no pool of a program", hint };
}

function isMeanNodes(entry: unknown): entry is MeanNodes {
  const { cluster, pool, capacity, meanNodes } = (entry ?? {}) as Readonly<Record<string, unknown>>;
  return (
    [cluster, pool, capacity].every((it) => typeof it === "string") &&
    typeof meanNodes === "number" &&
    Number.isFinite(meanNodes) &&
    meanNodes >= 0
  );
}
