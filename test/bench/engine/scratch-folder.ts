import { mkdtempSync } from "node:fs";
import { join } from "node:path";
import { benchRun } from "../run.js";

/** A new folder for one thing of this run, of which nothing is left when the run ends. */
export const scratchFolder = (name: string): string => mkdtempSync(join(benchRun().dir, `${name}-`));
