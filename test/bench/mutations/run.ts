// Puts faults in, one at a time, and shows which test sees each.
// `npm run test:mutations [-- group or name …]`.
import { fileURLToPath } from "node:url";
import { type Checkout, copyCheckout } from "./checkout.js";
import { mutations } from "./list.js";
import { groups, type Mutation } from "./mutation.js";
import { build, runTests, type TestRun } from "./test-run.js";

const root = fileURLToPath(new URL("../../..", import.meta.url));

const wanted = process.argv.slice(2);
const unknown = wanted.filter((word) => !mutations.some(({ group, name }) => [group, name].includes(word)));
if (unknown.length > 0) throw new Error(`no group or row ${unknown.join(", ")}; groups are ${groups.join(", ")}`);
const chosen = mutations.filter(
  ({ group, name }) => wanted.length === 0 || wanted.includes(group) || wanted.includes(name),
);

const checkout = copyCheckout(root);
/** Whether what is built has a mutation in it that the sources have no more. */
let isStale = false;
process.once("exit", () => checkout.remove());
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(1));
process.exitCode = (await runAll(checkout)) ? 0 : 1;

async function runAll({ dir }: Checkout): Promise<boolean> {
  await build(dir);
  const whole = new Map<string, TestRun>();
  for (const file of new Set(chosen.map(({ testFile }) => testFile))) {
    const run = await runTests(dir, file);
    print("", "unmutated", `${run.passed.length} tests of ${file} pass`, run.seconds);
    if (run.failed.length > 0 || run.broken !== undefined || run.passed.length === 0) {
      console.error(`${file} must pass before anything is put in: ${run.broken ?? run.failed.join("; ")}`);
      return false;
    }
    whole.set(file, run);
  }
  let caught = 0;
  for (const mutation of chosen) {
    const outcome = await tryMutation(mutation, whole.get(mutation.testFile)?.passed ?? []);
    if (outcome.caughtBy !== undefined) caught++;
    print(mutation.group, mutation.name, outcome.caughtBy ?? `NOT CAUGHT: ${outcome.why}`, outcome.seconds);
  }
  console.log(`${caught} of ${chosen.length} mutations caught`);
  return caught === chosen.length;
}

interface Outcome {
  readonly seconds: number;
  readonly caughtBy?: string;
  readonly why?: string;
}

async function tryMutation(mutation: Mutation, passing: readonly string[]): Promise<Outcome> {
  const { file, find, replace, testFile, testName } = mutation;
  if (!passing.some((name) => name.includes(testName ?? ""))) {
    return { seconds: 0, why: `no test of ${testFile} is called ${testName}` };
  }
  let mend: (() => void) | undefined;
  try {
    mend = checkout.mutate(file, find, replace);
    // Programs that run by themselves load what was built; tests load the sources.
    if (isBuilt(file) || isStale) await build(checkout.dir);
    isStale = isBuilt(file);
    const run = await runTests(checkout.dir, testFile, testName);
    if (run.broken !== undefined) return { seconds: run.seconds, why: `set-up failed: ${run.broken}` };
    const [caughtBy] = run.failed;
    return { seconds: run.seconds, ...(caughtBy === undefined ? { why: "all tests pass" } : { caughtBy }) };
  } catch (error) {
    isStale = true;
    return { seconds: 0, why: error instanceof Error ? error.message : String(error) };
  } finally {
    mend?.();
  }
}

function isBuilt(file: string): boolean {
  return /^(packages|policies)\/.*\.ts$/.test(file);
}

function print(group: string, name: string, outcome: string, seconds: number): void {
  const [line = ""] = outcome.split("\n");
  console.log(`${group.padEnd(20)} ${name.padEnd(64)} ${seconds.toFixed(1).padStart(6)} s  ${line}`);
  if (outcome.startsWith("NOT CAUGHT") && outcome.includes("\n")) console.log(outcome);
}
