// PostgreSQL comes from no language's registry: it is the machine's own, on PATH or where Debian and Homebrew put it.
import { existsSync, readdirSync, realpathSync } from "node:fs";
import { dirname, join } from "node:path";
import { answerOf, isAtLeast, onPath, run } from "./run.mjs";

const minimumPostgres = "15";
const programs = ["postgres", "initdb", "psql", "pg_dump", "pg_restore", "pg_isready"];

/** The folder of the newest PostgreSQL's programs; where CI is set, Debian's package is installed when there is none. */
export async function findPostgres() {
  const isDebianCi = Boolean(process.env.CI) && process.getuid?.() === 0 && onPath("apt-get") !== undefined;
  return (await newest()) ?? (isDebianCi ? await installed() : undefined);
}

export const noPostgres = `PostgreSQL ${minimumPostgres} (or newer, with its server: on Debian \`apt-get install postgresql\`, on macOS \`brew install postgresql\`) not found`;

async function newest() {
  const onPathOf = onPath("postgres");
  const folders = [
    ...(onPathOf === undefined ? [] : [dirname(realpathSync(onPathOf))]),
    ...versionsIn("/usr/lib/postgresql"),
    ...["/opt/homebrew/opt", "/usr/local/opt"].flatMap(versionsIn),
  ];
  for (const folder of folders) {
    if (!programs.every((program) => existsSync(join(folder, program)))) continue;
    const version = await answerOf(join(folder, "postgres"), ["--version"]);
    if (version !== undefined && isAtLeast(version, minimumPostgres)) return folder;
  }
  return undefined;
}

/** Newest first. */
function versionsIn(folder) {
  if (!existsSync(folder)) return [];
  const number = (name) => Number(/\d+$/.exec(name)?.[0] ?? 0);
  return readdirSync(folder)
    .filter((name) => /^(postgresql@?)?\d*$/.test(name))
    .sort((a, b) => number(b) - number(a))
    .map((name) => join(folder, name, "bin"));
}

async function installed() {
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  await run("apt-get", ["update", "-qq"], { env });
  await run("apt-get", ["install", "-qq", "--no-install-recommends", "postgresql"], { env });
  return newest();
}
