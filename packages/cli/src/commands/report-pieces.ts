import { closeSync, openSync, writeFileSync } from "node:fs";
import { PlanUsageError } from "@roadstead/plan/stored";
import type { OutputStream } from "../terminal.js";

/** Characters that are written at once: a write for each line would cost more than the line. */
const enough = 65_536;

function* together(pieces: Iterable<string>): Generator<string> {
  let text = "";
  for (const piece of pieces) {
    text += piece;
    if (text.length < enough) continue;
    yield text;
    text = "";
  }
  if (text !== "") yield text;
}

/** Prints a report as fast as its reader takes it, so that it never waits in memory. */
export async function printPieces(pieces: Iterable<string>, stream: OutputStream): Promise<void> {
  for (const text of together(pieces)) {
    stream.write(text);
    await stream.drained?.();
  }
}

/** Writes a report into a file. @throws PlanUsageError where that cannot be. */
export function writePieces(pieces: Iterable<string>, file: string): void {
  let open: number | undefined;
  try {
    open = openSync(file, "w");
    for (const text of together(pieces)) writeFileSync(open, text);
  } catch (error) {
    if (!(error instanceof Error) || !("code" in error)) throw error;
    throw new PlanUsageError([{ rule: "audit/write", path: file, message: error.message }]);
  } finally {
    if (open !== undefined) closeSync(open);
  }
}
