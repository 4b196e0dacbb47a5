import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { tool } from "../../bench/tools.js";

/** A login at a PostgreSQL server that runs here. */
export interface SqlLogin {
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly database: string;
  /** @default "require" */
  readonly sslMode?: "require" | "disable";
}

/** Runs statements one by one; the rows of all, columns divided by `|`. @throws with what PostgreSQL says */
export async function sql(login: SqlLogin, ...statements: readonly string[]): Promise<readonly string[]> {
  const args = ["-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", ...statements.flatMap((one) => ["-c", one])];
  const env = {
    PATH: "/usr/bin:/bin",
    PGHOST: "127.0.0.1",
    PGPORT: String(login.port),
    PGUSER: login.user,
    PGPASSWORD: login.password,
    PGDATABASE: login.database,
    PGSSLMODE: login.sslMode ?? "require",
  };
  const { stdout } = await promisify(execFile)(join(tool("postgres"), "psql"), args, { env });
  return stdout.split("\n").filter((line) => line !== "");
}

/** Of each table of a database: its name, the number of its rows, and a hash of all that is in them. */
export async function tableHashes(login: SqlLogin): Promise<readonly string[]> {
  const tables = await sql(
    login,
    "select quote_ident(tablename) from pg_tables where schemaname = 'public' order by 1",
  );
  const row = (table: string) =>
    `select '${table}', count(*), md5(coalesce(string_agg(t::text, chr(10) order by t::text), '')) from ${table} t`;
  return sql(login, ...tables.map(row));
}
