import type { OutputStream, Terminal } from "../../packages/cli/src/terminal.js";

/** A terminal that keeps what is written to it. */
export interface FakeTerminal extends Terminal {
  readonly output: () => string;
  readonly errors: () => string;
}

export function fakeTerminal(
  options: {
    readonly env?: Record<string, string>;
    readonly stdout?: Partial<OutputStream>;
    readonly stderr?: Partial<OutputStream>;
  } = {},
): FakeTerminal {
  const written = { output: "", errors: "" };
  return {
    env: options.env ?? {},
    stdout: { write: (text) => void (written.output += text), isTerminal: false, ...options.stdout },
    stderr: { write: (text) => void (written.errors += text), isTerminal: false, ...options.stderr },
    output: () => written.output,
    errors: () => written.errors,
  };
}
