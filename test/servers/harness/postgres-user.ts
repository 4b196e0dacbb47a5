import { execFileSync } from "node:child_process";
import type { Command } from "./supervised-process.js";

/** PostgreSQL refuses to run as root, who has to lend it another user. */
export function postgresUser(): Command["user"] {
  if (process.getuid?.() !== 0) return undefined;
  const id = (option: string) => Number(execFileSync("id", [option, "nobody"], { encoding: "utf8" }));
  return { uid: id("-u"), gid: id("-g") };
}
