import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { SummaryReporter } from "./summary-reporter.js";

const root = fileURLToPath(new URL("..", import.meta.url));
const packages = readdirSync(`${root}packages`).filter((name) => name !== "decisions");

// Tests read package sources, so a test run needs no build of the packages under test.
const packs = readdirSync(`${root}policies`);
const packAlias = packs.map((name) => ({
  find: new RegExp(`^@roadstead/${name}/pack$`),
  replacement: `${root}policies/${name}/pack.ts`,
}));
const alias = packages.flatMap((name) => [
  { find: new RegExp(`^@roadstead/${name}$`), replacement: `${root}packages/${name}/src/index.ts` },
  { find: new RegExp(`^@roadstead/${name}/([a-z-]+)$`), replacement: `${root}packages/${name}/src/$1/index.ts` },
]);

// What starts engines, control planes, scanners, servers and installs: minutes, and machines that are built once.
const heavy = ["engine", "scanners", "install", "servers", "page"].map((folder) => `test/${folder}/**/*.test.ts`);
const excluded = ["**/node_modules/**", "**/.cache/**"];

const shared = {
  // Importing an SDK costs seconds: files of one worker share it. No test may leave global state behind.
  isolate: false,
  setupFiles: ["test/quick-promises.ts"],
};

export default defineConfig({
  root,
  resolve: { alias: [...alias, ...packAlias] },
  test: {
    maxWorkers: "100%",
    reporters: [["default", { summary: false }], new SummaryReporter()],
    projects: [
      {
        extends: true,
        test: {
          ...shared,
          name: "unit",
          include: ["test/**/*.test.ts"],
          exclude: [...excluded, ...heavy],
          // V8 optimises later: most of what a unit test runs, it runs once. Later releases of Node have no such flag.
          execArgv: process.version.startsWith("v20.") ? ["--interrupt-budget=1000000"] : [],
          testTimeout: 120_000,
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        test: {
          ...shared,
          name: "engine",
          include: heavy,
          exclude: excluded,
          globalSetup: "test/bench/global-setup.ts",
          // Much of their time is waiting: for namespaces to go, for controllers, for each other.
          maxWorkers: 3,
          // Only what hangs takes so long, also on a machine that is busy with something else.
          testTimeout: 600_000,
          hookTimeout: 600_000,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
