import { describe, it } from "vitest";
import { missingBench } from "./tools.js";

/**
 * A group of tests that needs the machines of the bench. Where they cannot be had, a contributor's run skips the group,
 * and its name says why; in CI it fails, since nothing would have been proven.
 */
export function benchSuite(name: string, tests: () => void): void {
  const missing = missingBench();
  if (missing === undefined) {
    describe(name, tests);
  } else if (process.env.CI) {
    it(name, () => {
      throw new Error(`The bench is missing: ${missing}`);
    });
  } else {
    it.skip(`${name} (needs the bench: ${missing.split("\n")[0]})`, () => undefined);
  }
}
