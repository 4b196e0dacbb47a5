import { existsSync } from "node:fs";
import { isAbsolute, join } from "node:path";
import type { Wire } from "../wire/wire-value.js";
import { isWireMap, signatureOf, signatures } from "../wire/wire-value.js";

/** Paths of file assets and archives in the value that do not exist; relative ones start from the folder. */
export function missingAssets(value: Wire | undefined, workingDirectory: string): string[] {
  if (Array.isArray(value)) return value.flatMap((item) => missingAssets(item, workingDirectory));
  if (!isWireMap(value)) return [];
  const signature = signatureOf(value);
  const path = value["path"];
  if ((signature === signatures.asset || signature === signatures.archive) && typeof path === "string") {
    return existsSync(isAbsolute(path) ? path : join(workingDirectory, path)) ? [] : [path];
  }
  return Object.values(value).flatMap((item) => missingAssets(item, workingDirectory));
}
