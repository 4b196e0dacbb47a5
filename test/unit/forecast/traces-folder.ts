import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** Where traces of real services are, which the project does not have in it. */
export const tracesFolder =
  process.env["ROADSTEAD_TRACES"] ?? fileURLToPath(new URL("../../../../shared/data/traces", import.meta.url));

/** Tests of real traces are left out where there are none. */
export const hasTraces = existsSync(tracesFolder);

if (!hasTraces) console.info(`no traces in ${tracesFolder}: tests of real traffic are left out`);
