import { join } from "node:path";
import { pathToFileURL } from "node:url";

let runs = 0;

/**
 * The TypeScript program of a folder as a function of this process. It is loaded anew each time; what it imports is
 * loaded once, which is most of a program's start.
 */
export function inlineProgram(projectDir: string): () => Promise<unknown> {
  const file = pathToFileURL(join(projectDir, "index.ts")).href;
  return async () => ({ ...((await import(/* @vite-ignore */ `${file}?run=${runs++}`)) as object) });
}
