import { appendFileSync, mkdirSync, writeFileSync, existsSync } from "node:fs";
import { join } from "node:path";
import { benchRun } from "../../run.js";

/**
 * The authorities that everybody trusts, as `SSL_CERT_FILE` names them: GKE's DNS endpoints have certificates of a
 * public one, so kubeconfigs for them name none.
 */
export function publicAuthorities(): string {
  const folder = join(benchRun().dir, "gcp");
  const file = join(folder, "public-authorities.pem");
  if (!existsSync(file)) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(file, "");
  }
  return file;
}

export function trustPublicly(caPem: string): void {
  appendFileSync(publicAuthorities(), `${caPem.trim()}\n`);
}
