import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { SummaryReporter } from "./summary-reporter.js";

const root = fileURLToPath(new URL("..", import.meta.url));
const packages = readdirSync(`${root}packages`).filter((name) => name !== "decisions");

// Tests read package sources, so a test run needs no build of the packages under test.
export default defineConfig({
  root,
  resolve: {
    alias: packages.flatMap((name) => [
      {
        find: new RegExp(`^@roadstead/${name}$`),
        replacement: `${root}packages/${name}/src/index.ts`,
      },
      {
        find: new RegExp(`^@roadstead/${name}/([a-z-]+)$`),
        replacement: `${root}packages/${name}/src/$1/index.ts`,
      },
    ]),
  },
  test: {
    include: ["test/**/*.test.ts"],
    exclude: ["**/node_modules/**", "**/.cache/**"],
    // Importing an SDK costs seconds: files of one worker share it. No test may leave global state behind.
    isolate: false,
    setupFiles: ["test/quick-promises.ts"],
    maxWorkers: "100%",
    testTimeout: 60_000,
    reporters: [["default", { summary: false }], new SummaryReporter()],
  },
});
