import type { PageOptions } from "./text/page.js";
import { colourStyle, plainStyle } from "./text/style.js";

/** What a command needs of the process that runs it. */
export interface Terminal {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdout: OutputStream;
  readonly stderr: OutputStream;
}

export interface OutputStream {
  readonly write: (text: string) => void;
  /** Resolves when the reader has taken what was written; for those who write more than may wait in memory. */
  readonly drained?: () => Promise<void>;
  readonly isTerminal: boolean;
  /** Columns, on a terminal. */
  readonly columns?: number;
}

const pipeColumns = 100;
export const fewestColumns = 40;

/**
 * Width and colours of pages on standard output: `--width`, else `COLUMNS`, else the terminal's width, else 100;
 * colours on a terminal only, and never with `NO_COLOR` or `--no-color`.
 */
export function pageOptions(
  { env, stdout }: Terminal,
  wanted: { readonly width?: number; readonly color: boolean },
): PageOptions {
  const fromEnv = /^\d+$/.test(env["COLUMNS"] ?? "") ? Number(env["COLUMNS"]) : undefined;
  const width = wanted.width ?? fromEnv ?? stdout.columns ?? pipeColumns;
  const coloured = wanted.color && stdout.isTerminal && !env["NO_COLOR"] && env["TERM"] !== "dumb";
  return { width: Math.max(fewestColumns, width), style: coloured ? colourStyle : plainStyle };
}
