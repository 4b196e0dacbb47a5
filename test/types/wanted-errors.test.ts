import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { describe, expect, it } from "vitest";

const root = fileURLToPath(new URL("../..", import.meta.url));
const folder = join(root, "test/types/cases");
const files = readdirSync(folder).sort();

// One program for all cases, over the packages' sources as users' compilers see their declarations.
const program = ts.createProgram(
  files.map((file) => join(folder, file)),
  {
    ...compilerOptions(),
    noEmit: true,
    composite: false,
    incremental: false,
    paths: Object.fromEntries(
      readdirSync(join(root, "packages"))
        .filter((name) => name !== "decisions")
        .flatMap((name) => [
          [`@roadstead/${name}`, [join(root, `packages/${name}/src/index.ts`)]],
          [`@roadstead/${name}/*`, [join(root, `packages/${name}/src/*/index.ts`)]],
        ]),
    ),
  },
);

describe.each(files)("%s", (file) => {
  const source = program.getSourceFile(join(folder, file));
  if (source === undefined) throw new Error(`${file} is not part of the program`);
  const wanted = wantedErrors(readFileSync(source.fileName, "utf8"));
  const found = ts.getPreEmitDiagnostics(program, source).map((diagnostic) => ({
    line: source.getLineAndCharacterOfPosition(diagnostic.start ?? 0).line + 1,
    text: ts.flattenDiagnosticMessageText(diagnostic.messageText, "\n"),
  }));

  it("has errors exactly where they are wanted", () => {
    const unwanted = found.filter(({ line }) => !wanted.has(line)).map(({ line, text }) => `${line}: ${text}`);
    expect(unwanted).toEqual([]);
    expect([...new Set(found.map(({ line }) => line))]).toEqual([...wanted.keys()]);
  });

  it.each([...wanted])("says what is wrong on line %i", (line, texts) => {
    const said = found
      .filter((error) => error.line === line)
      .map(({ text }) => text)
      .join("\n");
    for (const text of texts) expect(said).toContain(text);
  });
});

/** Wanted texts by the line that they are about: the first line after their comments. */
function wantedErrors(text: string): ReadonlyMap<number, readonly string[]> {
  const wanted = new Map<number, readonly string[]>();
  let texts: string[] = [];
  text.split("\n").forEach((line, index) => {
    const marked = /^\s*\/\/ @error (.*)$/.exec(line)?.[1];
    if (marked !== undefined) texts.push(marked);
    else if (texts.length > 0) {
      wanted.set(index + 1, texts);
      texts = [];
    }
  });
  return wanted;
}

function compilerOptions(): ts.CompilerOptions {
  const path = join(root, "tsconfig.json");
  const { config } = ts.readConfigFile(path, (file) => readFileSync(file, "utf8")) as { config: unknown };
  return ts.parseJsonConfigFileContent(config, ts.sys, root).options;
}
