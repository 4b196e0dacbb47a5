import { readFileSync } from "node:fs";
import { dataFile } from "../../tools.js";
import type { Service } from "./service-model.js";

type ModelName = Service | "instance-types" | "instance-type-zones";

/** A JSON file that was extracted from what AWS and others publish about AWS. */
export function modelFile(name: ModelName): unknown {
  return JSON.parse(readFileSync(dataFile(name), "utf8")) as unknown;
}
