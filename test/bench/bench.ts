// Prints what the plan costs, as ratios against a peer in the same run, and what the machines of the bench cost. No
// test depends on a time.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { auditAgainstAnalyze, auditBySize, auditOfSmallFile } from "./audit-figures.js";
import { controlPlaneStart, planAgainstPreview } from "./engine-figures.js";
import { forecastAgainstInferenceLab, forecastOfWeek } from "./forecast-figures.js";
import { generatedProgram } from "./generated-program.js";
import { measure, median, type Run } from "./measure.js";
import { report } from "./report.js";
import { missingBench } from "./tools.js";

const root = fileURLToPath(new URL("../..", import.meta.url));
const cache = join(root, "test/.cache/bench");
const roadstead = join(root, "packages/cli/bin/roadstead.js");
const limits = { importRatio: 1.6, growthFactor: 2.5, growthSeconds: 1.5, memoryMib: 400, installSeconds: 120 };

mkdirSync(cache, { recursive: true });
await planAgainstImports();
await planOfThousand();
await auditOfSmallFile();
await auditBySize();
forecastAgainstInferenceLab();
forecastOfWeek();
const missing = missingBench();
if (missing === undefined) {
  await planAgainstPreview();
  await auditAgainstAnalyze();
  await controlPlaneStart();
} else {
  console.log(`previews and control planes: not measured, ${missing}`);
}
await freshInstall();

/** `roadstead plan examples/hybrid` against a bare run of the same program's imports, same loader, alternated. */
async function planAgainstImports(): Promise<void> {
  const source = readFileSync(join(root, "examples/hybrid/index.ts"), "utf8");
  const imports = source.split("\n").filter((line) => /^import (?!type)/.test(line));
  const file = join(cache, "imports.ts");
  // Named in an expression, because the loader drops imports that nothing uses.
  const names = imports.map((line) => /import (?:\* as )?\{? ?(\w+)/.exec(line)?.[1] ?? "");
  writeFileSync(
    file,
    `${imports.join("\n")}\nif ([${names.join(", ")}].includes(undefined as never)) throw new Error();\n`,
  );
  const plans: Run[] = [];
  const bare: Run[] = [];
  for (let round = 0; round < 7; round++) {
    plans.push(await measure(root, process.execPath, [roadstead, "plan", "examples/hybrid", "--stack", "dev"]));
    bare.push(await measure(root, process.execPath, ["--import", "tsx", file]));
  }
  const [plan, peer] = [plans, bare].map((runs) => median(runs.map((run) => run.seconds))) as [number, number];
  report("plan of examples/hybrid", plan, "s");
  report("bare imports of the same program", peer, "s");
  report("ratio", plan / peer, "", limits.importRatio);
}

/** A generated program of 1,000 resources against one of 10. */
async function planOfThousand(): Promise<void> {
  const runs: { small: Run[]; large: Run[] } = { small: [], large: [] };
  for (let round = 0; round < 3; round++) {
    runs.small.push(await measure(root, process.execPath, [roadstead, "plan", generatedProgram(10), "--stack", "dev"]));
    runs.large.push(
      await measure(root, process.execPath, [roadstead, "plan", generatedProgram(1000), "--stack", "dev"]),
    );
  }
  const small = median(runs.small.map((run) => run.seconds));
  const large = median(runs.large.map((run) => run.seconds));
  report("plan of 10 resources", small, "s");
  report("plan of 1,000 resources", large, "s", small * limits.growthFactor + limits.growthSeconds);
  const peaks = runs.large.map((run) => run.peakMib).filter((mib) => mib !== undefined);
  if (peaks.length > 0) report("peak memory at 1,000 resources", median(peaks), "MiB", limits.memoryMib);
  else console.log("peak memory: not measured on this system");
}

/** `npm ci` with its build in a fresh clone. */
async function freshInstall(): Promise<void> {
  const clone = join(tmpdir(), `roadstead-bench-${process.pid}`);
  await measure(root, "git", ["clone", "--quiet", root, clone]);
  try {
    report("npm ci with its build", (await measure(clone, "npm", ["ci"])).seconds, "s", limits.installSeconds);
  } finally {
    await rm(clone, { recursive: true, force: true });
  }
}
