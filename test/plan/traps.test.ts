import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

// What is known to go wrong when a Pulumi program runs without Pulumi's engine, and the test that holds each.
const traps: readonly (readonly [trap: string, file: string, test: string])[] = [
  ["errors shown with colours take a minute on Node 20", "plan/wire.test.ts", "an error is told by its own stack"],
  ["a stack trace for each promise", "plan/sdk-contract.test.ts", "has the internals that the direct transport"],
  ["the order in which the SDK and tsx load", "plan/foreign-forms.test.ts", "runs ES modules in TypeScript"],
  ["a bundler's emit of circular imports", "plan/foreign-forms.test.ts", "loads modules that import each other"],
  ["type errors", "plan/foreign-forms.test.ts", "leaves type errors to the compiler"],
  ["empty answers to invokes", "plan/foreign-answers.test.ts", "stops at an invoke without an answer"],
  ["outputs that never resolve", "plan/foreign-failures.test.ts", "does not take an output that never resolves"],
  ["process.exit", "plan/foreign-failures.test.ts", "says where a program leaves with process.exit"],
  ["programs that hang", "plan/foreign-failures.test.ts", "stops a program that hangs and keeps"],
  ["one rejection for each who waits", "plan/foreign-failures.test.ts", "reports a repeated URN once"],
  ["resources inside apply", "plan/foreign-resources.test.ts", "makes resources inside a known apply"],
  ["the store of a plan that runs beside", "unit/plan/plan-program.test.ts", "keeps several plans at once apart"],
  ["what an earlier plan left behind", "unit/plan/plan-program.test.ts", "leaves nothing behind for the next plan"],
  ["class fields", "plan/foreign-forms.test.ts", "compiles by the project's own options"],
  ["another copy of the SDK than the planner's", "plan/odd-programs.test.ts", "a folder without installed packages"],
  ["ES modules without ts-node", "plan/foreign-forms.test.ts", "runs ES modules in TypeScript"],
];

// Where a plan cannot know what a preview with plugins shows: it must say "unknown" or say that it is incomplete.
const differences: typeof traps = [
  ["generated names", "plan/foreign-resources.test.ts", "knows no name and no address"],
  ["namespaces", "unit/plan/kubernetes-kinds.test.ts", "gives objects without a namespace the provider's"],
  ["what an API server adds", "unit/plan/kubernetes-kinds.test.ts", "keep what is given and leave to the server"],
  ["remote components", "plan/foreign-resources.test.ts", "shows a remote component as opaque"],
  ["dynamic providers", "plan/foreign-resources.test.ts", "runs dynamic providers' declarations without"],
  ["encrypted configuration", "plan/foreign-forms.test.ts", "keeps encrypted values secret and unknown"],
  ["missing assets", "plan/foreign-options.test.ts", "reports missing files and keeps the resources"],
  ["the order of dependencies", "plan/foreign-options.test.ts", "records every resource option"],
  ["unconfigured providers", "plan/foreign-options.test.ts", "knows nothing of the resources of a provider"],
  ["the machine's environment", "plan/foreign-options.test.ts", "hides the machine's own provider settings"],
  ["imports", "plan/foreign-options.test.ts", "records every resource option"],
  ["lookups", "plan/foreign-answers.test.ts", "knows of looked-up resources what the answers say"],
];

it.each([...traps, ...differences])("%s: held in %s", (_trap, file, test) => {
  const path = fileURLToPath(new URL(`../${file}`, import.meta.url));
  expect(existsSync(path)).toBe(true);
  expect(readFileSync(path, "utf8")).toContain(test);
});
