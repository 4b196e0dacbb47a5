import type { Reporter, TestModule } from "vitest/node";

/**
 * Ends a run with one line, `N passed, N failed`.
 *
 * In CI a skipped test counts as failed, and so does a file that could not be loaded: what did not run proves nothing.
 */
export class SummaryReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly unknown[]): void {
    let passed = 0;
    let failed = unhandledErrors.length;
    const skipped: string[] = [];
    for (const module of modules) {
      if (module.errors().length > 0) failed += 1;
      for (const test of module.children.allTests()) {
        const state = test.result().state;
        if (state === "passed") passed += 1;
        else if (state === "failed") failed += 1;
        else skipped.push(`${module.relativeModuleId} > ${test.fullName}`);
      }
    }
    if (process.env["CI"] !== undefined && skipped.length > 0) {
      failed += skipped.length;
      console.log(`\nSkipped, which counts as failed in CI:\n${skipped.join("\n")}`);
      process.exitCode = 1;
    }
    const tail = skipped.length > 0 && process.env["CI"] === undefined ? `, ${skipped.length} skipped` : "";
    console.log(`\n${passed} passed, ${failed} failed${tail}`);
  }
}
