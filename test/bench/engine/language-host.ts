import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { onPath } from "./on-path.js";

const name = "pulumi-language-nodejs";
const ownFolder = fileURLToPath(new URL("./language-host", import.meta.url));

/** Which language host runs the programs: every comparison with the engine says it. */
export function languageHost(): string {
  const real = onPath(name);
  return real === undefined ? `the bench's own ${name}` : `${name} on PATH (${real})`;
}

/** Folder of that language host, for the PATH of an engine. */
export const languageHostFolder = (): string => {
  const real = onPath(name);
  return real === undefined ? ownFolder : dirname(real);
};
