import { beforeAll, describe } from "vitest";
import { missingBench } from "./tools.js";

/**
 * A group of tests that needs the machines of the bench. Where they cannot be had, a contributor's run skips it and its
 * name says why; in CI it fails, since nothing would have been proven.
 */
export function benchSuite(name: string, tests: () => void): void {
  const missing = missingBench();
  if (missing === undefined) {
    describe(name, tests);
  } else if (process.env.CI) {
    describe(name, () => {
      beforeAll(() => {
        throw new Error(`The bench is missing: ${missing}`);
      });
      tests();
    });
  } else {
    describe.skip(`${name} (skipped: ${missing.split("\n")[0]})`, tests);
  }
}
