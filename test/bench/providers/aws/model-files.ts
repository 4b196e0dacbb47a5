import { readFileSync } from "node:fs";
import { dataFile } from "../../tools.js";

type ModelName = "autoscaling" | "ec2" | "eks" | "iam" | "kms" | "logs" | "instance-types" | "instance-type-zones";

/** A JSON file that was extracted from what AWS and others publish about AWS. */
export function modelFile(name: ModelName): unknown {
  return JSON.parse(readFileSync(dataFile(name), "utf8")) as unknown;
}
