import { readFileSync } from "node:fs";
import { dirname } from "node:path";
import { tool } from "../../bench/tools.js";

/** What stands here for an image. */
export interface ImagePrograms {
  /** Searched before the machine's own programs. */
  readonly folders: readonly string[];
  /** Of a container that says arguments only. */
  readonly entrypoint: readonly string[];
}

const postgresEntrypoint = readFileSync(new URL("postgres-entrypoint.sh", import.meta.url), "utf8");

const images: Readonly<Record<string, () => ImagePrograms>> = {
  mlflow: () => ({ folders: [dirname(tool("mlflow"))], entrypoint: [] }),
  "feature-server": () => ({ folders: [dirname(tool("feast"))], entrypoint: [] }),
  // Debian's PostgreSQL, like the image's, has the folder of its socket and its port compiled in.
  postgres: () => ({
    folders: [tool("postgres")],
    entrypoint: ["/bin/sh", "-euc", postgresEntrypoint, "entrypoint", "/var/run/postgresql", "5432"],
  }),
  versitygw: () => ({ folders: [dirname(tool("versitygw"))], entrypoint: ["versitygw"] }),
  rclone: () => ({ folders: [dirname(tool("rclone"))], entrypoint: ["rclone"] }),
  curl: () => ({ folders: [], entrypoint: ["curl"] }),
};

/** @param image as the container names it, with registry and tag */
export function imagePrograms(image: string): ImagePrograms {
  const name = /([^/:@]+)(:[^/]*)?(@.*)?$/.exec(image)?.[1] ?? "";
  const found = images[name];
  if (found === undefined) throw new Error(`nothing stands for the image ${image}`);
  return found();
}
