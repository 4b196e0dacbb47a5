import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** Chart.js as one script for a page, as its package has it. */
export function plotLibrary(): string {
  const entry = createRequire(import.meta.url).resolve("chart.js");
  return withoutMap(readFileSync(join(dirname(entry), "chart.umd.min.js"), "utf8"));
}

/** A file of `packages/cli/page`. */
export const pageFile = (name: "forecast.css" | "forecast.js"): string =>
  readFileSync(fileURLToPath(new URL(`../../page/${name}`, import.meta.url)), "utf8");

/** A map is another file, which browsers would ask for. */
const withoutMap = (script: string): string => script.replace(/\n\/\/# sourceMappingURL=.*\s*$/, "\n");

/** How a content security policy names an inline script or style sheet. */
export const sourceHash = (text: string): string => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
