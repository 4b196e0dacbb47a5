import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { describe, expect, it } from "vitest";

const root = fileURLToPath(new URL("..", import.meta.url));
const importTable = readImportTable();
const packages = folders("packages").filter((name) => name !== "decisions");
const packs = folders("policies");

describe("imports", () => {
  it("the table has every package and no other", () => {
    expect([...importTable.keys()].sort()).toEqual([...packages, "policies/*/index", "policies/*/rules"].sort());
  });

  it.each(packs)("policies/%s imports only what the table allows, the analyzer's SDK in its index alone", (name) => {
    const manifest = readManifest(`policies/${name}`);
    const declared = Object.keys(manifest.dependencies ?? {});
    const imported = new Set<string>();
    const faults: string[] = [];
    for (const file of sourcesOf(`policies/${name}`)) {
      const allowed =
        importTable.get(file.endsWith(`${name}/index.ts`) ? "policies/*/index" : "policies/*/rules") ?? [];
      for (const specifier of importsOf(file)) {
        const target = importedPackage(specifier);
        if (target === undefined) continue;
        if (target !== "node:") imported.add(target);
        if (!allowed.includes(target.replace(/^@roadstead\//, ""))) faults.push(`${file}: ${specifier}`);
      }
    }
    expect(faults).toEqual([]);
    expect(declared.sort()).toEqual([...imported].sort());
  });

  it.each(packages)("%s imports only what the table allows, and declares it", (name) => {
    const allowed = importTable.get(name) ?? [];
    const manifest = readManifest(`packages/${name}`);
    const declared = Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies });
    const faults: string[] = [];
    for (const file of sourcesOf(`packages/${name}/src`)) {
      for (const specifier of importsOf(file)) {
        const target = importedPackage(specifier);
        if (target === undefined || target === `@roadstead/${name}`) continue;
        const short = target.replace(/^@roadstead\//, "");
        if (!allowed.includes(short)) faults.push(`${file}: ${specifier} is not in the table`);
        if (target !== "node:" && !declared.includes(target)) faults.push(`${file}: ${target} is not declared`);
      }
    }
    expect(faults).toEqual([]);
  });

  it.each(packages)("%s declares nothing that it does not import", (name) => {
    const manifest = readManifest(`packages/${name}`);
    const imported = new Set(sourcesOf(`packages/${name}/src`).flatMap((file) => importsOf(file).map(importedPackage)));
    const declared = Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies });
    expect(declared.filter((dependency) => !imported.has(dependency) && dependency !== "@pulumi/pulumi")).toEqual([]);
  });

  it("no package imports an SDK's root, which costs seconds of compile time", () => {
    const roots = ["@pulumi/aws", "@pulumi/gcp", "@pulumi/kubernetes", "@pulumi/random"];
    expect(
      allSources().flatMap((file) =>
        importsOf(file)
          .filter((it) => roots.includes(it))
          .map((it) => `${file}: ${it}`),
      ),
    ).toEqual([]);
  });

  it("the bench's clouds, nodes and control planes know nothing of the packages that they judge", () => {
    const judges = ["providers", "nodes", "control-plane"].flatMap((name) => sourcesOf(`test/bench/${name}`));
    expect(judges.length).toBeGreaterThan(100);
    const known = /@roadstead\/|(^|\/)packages\//;
    expect(
      judges.flatMap((file) =>
        importsOf(file)
          .filter((it) => known.test(it))
          .map((it) => `${file}: ${it}`),
      ),
    ).toEqual([]);
  });

  it("examples import public names only", () => {
    const faults = folders("examples").flatMap((name) =>
      sourcesOf(`examples/${name}`).flatMap((file) =>
        importsOf(file)
          .filter((it) => it.startsWith("@roadstead/") && !isExported(it))
          .map((it) => `${file}: ${it}`),
      ),
    );
    expect(faults).toEqual([]);
  });
});

describe("targets", () => {
  it.each(["eks", "gke", "k3s", "byo"])("%s has the files that every target has", (name) => {
    for (const file of ["index", "config", "capabilities", "layout", "validate", "provision"]) {
      expect(existsSync(join(root, `packages/${name}/src/${file}.ts`)), file).toBe(true);
    }
  });

  it("the core never asks a target its name", () => {
    const faults = sourcesOf("packages/core/src")
      .filter((file) => !file.includes("/catalog/"))
      .filter((file) => /(target|name)\s*[!=]==\s*"(eks|gke|k3s|byo)"/.test(read(file)));
    expect(faults).toEqual([]);
  });
});

describe("declaring", () => {
  const declaring = allSources().filter((file) => !/^packages\/(plan|cli)\/|^policies\/[^/]+\/index\.ts$/.test(file));

  it("calls no invoke: no getX and no getXOutput of an SDK", () => {
    const faults = declaring.flatMap((file) =>
      callsOf(file)
        .filter((call) => /(^|\.)get[A-Z]\w*$/.test(call.name) && call.fromSdk)
        .map((call) => `${file}: ${call.name}`),
    );
    expect(faults).toEqual([]);
    expect(declaring.filter((file) => /runtime\.(invoke|call)\b/.test(read(file)))).toEqual([]);
  });

  it("reads no clock, no environment, no random numbers", () => {
    const faults = declaring.filter((file) => /Date\.now\(|new Date\(\)|Math\.random\(|process\.env/.test(read(file)));
    expect(faults).toEqual([]);
  });

  it("names no AWS partition in an ARN", () => {
    const partition = ["arn", "aws", ""].join(":");
    const files = [...allFiles("packages"), ...allFiles("policies")];
    expect(files.filter((file) => read(file).includes(partition))).toEqual([]);
  });
});

describe("files", () => {
  it("no source file has more than 400 lines, data tables apart", () => {
    const long = [...allSources(), ...sourcesOf("test"), ...sourcesOf("examples")]
      .filter((file) => !isDataTable(file))
      .map((file) => `${file}: ${read(file).split("\n").length - 1}`)
      .filter((line) => Number(line.split(": ")[1]) > 400);
    expect(long).toEqual([]);
  });

  it("every program of the examples has at most 60 lines", () => {
    const long = folders("examples")
      .map((name) => `examples/${name}/index.ts`)
      .filter((file) => existsSync(join(root, file)) && read(file).trimEnd().split("\n").length > 60);
    expect(long).toEqual([]);
  });

  it("file names are kebab-case nouns; none is a catch-all", () => {
    const bad = [...allSources(), ...sourcesOf("test")].filter((file) => {
      const name = file.split("/").at(-1) ?? "";
      return !/^[a-z0-9]+([-.][a-z0-9]+)*\.ts$/.test(name) || /^(utils?|helpers?|common|misc|manager)\./.test(name);
    });
    expect(bad).toEqual([]);
  });

  it("README's map lists every package, and nothing that is not there", () => {
    const listed = [
      ...read("README.md").matchAll(/^\| *`((?:packages|examples|policies|test)(?:\/[^`]*)?)` *\|/gm),
    ].map((match) => (match[1] ?? "").replace(/\/$/, ""));
    const wanted = [...packages.map((name) => `packages/${name}`), ...packs.map((name) => `policies/${name}`)];
    const missing = wanted.filter((name) => !listed.includes(name));
    expect(missing).toEqual([]);
    expect(listed.filter((name) => !existsSync(join(root, name)))).toEqual([]);
  });

  it("every exported subpath has main, types and typesVersions, for CommonJS programs", () => {
    const faults = packages.flatMap((name) => {
      const manifest = readManifest(`packages/${name}`);
      const subpaths = Object.keys(manifest.exports ?? {}).filter((key) => key !== "." && !key.endsWith(".json"));
      const typed = manifest.typesVersions?.["*"] ?? {};
      return subpaths.filter((key) => !(key.slice(2) in typed)).map((key) => `${name} ${key}`);
    });
    expect(faults).toEqual([]);
  });

  it("every package carries the licence", () => {
    for (const name of packages) expect(read(`packages/${name}/LICENSE`), name).toBe(read("LICENSE"));
    for (const name of packs) expect(read(`policies/${name}/LICENSE`), name).toBe(read("LICENSE"));
  });

  it("decisions are numbered without gaps, and their list has every one", () => {
    const records = allFiles("packages/decisions").filter((file) => /\d{4}-/.test(file));
    const names = records.map((file) => file.split("/").at(-1) ?? "").sort();
    expect(names.map((name) => Number(name.slice(0, 4)))).toEqual(names.map((_, index) => index + 1));
    const listed = [...read("packages/decisions/README.md").matchAll(/\((\d{4}-[^)]*)\)/g)].map((match) => match[1]);
    expect(listed).toEqual(names);
  });

  it("the lockfile names no registry", () => {
    expect(read("package-lock.json")).not.toMatch(/"resolved": "https?:/);
  });
});

interface Manifest {
  readonly dependencies?: Record<string, string>;
  readonly peerDependencies?: Record<string, string>;
  readonly exports?: Record<string, unknown>;
  readonly typesVersions?: Record<string, Record<string, unknown>>;
}

function readImportTable(): Map<string, readonly string[]> {
  const rows = read("packages/decisions/0001-who-may-import-whom.md").matchAll(/^\| *([a-z0-9/*]+) *\|([^|]*)\|$/gm);
  return new Map(
    [...rows]
      .filter((row) => row[1] !== "from")
      .map((row) => [
        row[1] ?? "",
        (row[2] ?? "")
          .split(",")
          .map((cell) => cell.trim())
          .filter((cell) => cell !== ""),
      ]),
  );
}

/** `@scope/name` or `name` of a bare specifier, "node:" for Node's own modules, undefined for relative ones. */
function importedPackage(specifier: string): string | undefined {
  if (specifier.startsWith(".")) return undefined;
  if (specifier.startsWith("node:")) return "node:";
  return specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/");
}

function isExported(specifier: string): boolean {
  const [, name = "", ...rest] = specifier.split("/");
  const manifest = readManifest(`packages/${name}`);
  return [".", ...rest].join("/") in (manifest.exports ?? {});
}

function importsOf(file: string): string[] {
  return ts.preProcessFile(read(file), true, true).importedFiles.map((imported) => imported.fileName);
}

/** Calls of a file, with whether the called name comes from a provider SDK. */
function callsOf(file: string): { name: string; fromSdk: boolean }[] {
  const source = ts.createSourceFile(file, read(file), ts.ScriptTarget.ES2022, true);
  const sdkNames = new Set<string>();
  const calls: { name: string; fromSdk: boolean }[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) && ts.isStringLiteral(node.moduleSpecifier)) {
      if (/^@pulumi\/(aws|gcp|kubernetes|random)/.test(node.moduleSpecifier.text)) {
        const bindings = node.importClause?.namedBindings;
        if (bindings !== undefined && ts.isNamespaceImport(bindings)) sdkNames.add(bindings.name.text);
        if (bindings !== undefined && ts.isNamedImports(bindings)) {
          for (const element of bindings.elements) sdkNames.add(element.name.text);
        }
      }
    }
    if (ts.isCallExpression(node)) {
      const name = node.expression.getText(source);
      calls.push({ name, fromSdk: sdkNames.has(name.split(".")[0] ?? "") });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return calls;
}

function isDataTable(file: string): boolean {
  return /packages\/(core\/src\/catalog|cost\/src\/book)\/.*(machine-types|price-list|table)[^/]*\.ts$/.test(file);
}

function folders(path: string): string[] {
  if (!existsSync(join(root, path))) return [];
  return readdirSync(join(root, path), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== "node_modules")
    .map((entry) => entry.name);
}

function allSources(): string[] {
  return [...packages.flatMap((name) => sourcesOf(`packages/${name}/src`)), ...sourcesOf("policies")];
}

function sourcesOf(path: string): string[] {
  return allFiles(path).filter((file) => file.endsWith(".ts") && !/\/(programs|cases|fixtures)\//.test(file));
}

function allFiles(path: string): string[] {
  const skipped = /(^|\/)(node_modules|dist)(\/|$)/;
  return readdirSync(join(root, path), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
    .filter((file) => !skipped.test(file));
}

function readManifest(path: string): Manifest {
  return JSON.parse(read(`${path}/package.json`)) as Manifest;
}

function read(file: string): string {
  return readFileSync(join(root, file), "utf8");
}
