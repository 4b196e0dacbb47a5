// All that the workflows beside this file do: plan, price, audit, and write one comment. No dependency but Node and git.
import { spawnSync } from "node:child_process";
import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const usage = `usage:
  node roadstead-ci.mjs check --dir <folder> [--base-commit <sha>] [--out <folder>] [--stack <name>]
      [--answers <file>] [--guardrails <file>] [--prices <file>] [--preview <file>] [--state <file>]
  node roadstead-ci.mjs comment --host github|gitlab [--out <folder>]

Exit codes: 0 clean, 1 a failed program or mandatory findings, 2 wrong usage or something that cannot be read.`;

/** GitHub takes 65,536 characters of a comment. */
const mostCharacters = 60_000;

const notInstalled = "roadstead does not run here: npm install --save-dev @roadstead/cli, and commit the lockfile";

class UsageError extends Error {}

/** Runs a command and keeps what it prints; what it complains of goes on to the job's log. */
function run(command, args, cwd = ".") {
  const { status, stdout, error } = spawnSync(command, args, {
    cwd,
    encoding: "utf8",
    maxBuffer: 256 * 1024 * 1024,
    stdio: ["ignore", "pipe", "inherit"],
  });
  if (error !== undefined) throw new UsageError(`${command}: ${error.message}`);
  return { code: status ?? 2, stdout };
}

function mustRun(command, args, cwd) {
  const { code, stdout } = run(command, args, cwd);
  if (code !== 0) throw new UsageError(`${[command, ...args].join(" ")} ended with ${code}`);
  return stdout.trim();
}

/** `npx --no-install roadstead`, or what ROADSTEAD says in its place. */
function roadstead(...args) {
  const [command, ...first] = (process.env.ROADSTEAD ?? "npx --no-install roadstead").split(" ");
  return run(command, [...first, ...args]);
}

const given = (options, ...names) =>
  names.flatMap((name) => (options[name] === undefined ? [] : [`--${name}`, options[name]]));

/** The project as it is at a commit, with dependencies of its own; undefined where it is not there yet. */
function projectAt(commit, dir, folder) {
  const top = mustRun("git", ["rev-parse", "--show-toplevel"], dir);
  const isHere = run("git", ["cat-file", "-e", `${commit}^{commit}`], top).code === 0;
  if (!isHere) mustRun("git", ["fetch", "--depth=1", "origin", commit], top);
  mustRun("git", ["worktree", "add", "--force", "--detach", folder, commit], top);
  const base = join(folder, relative(top, resolve(dir)));
  if (!existsSync(join(base, "Pulumi.yaml"))) return undefined;
  const holder = lockfileFolder(resolve(dir), top);
  const [here, there] = [holder, join(folder, relative(top, holder))];
  const isSame = readIfThere(join(here, "package-lock.json")) === readIfThere(join(there, "package-lock.json"));
  if (!isSame) mustRun("npm", ["ci", "--no-audit", "--no-fund"], there);
  else if (existsSync(join(here, "node_modules"))) symlinkSync(join(here, "node_modules"), join(there, "node_modules"));
  return base;
}

function lockfileFolder(dir, top) {
  for (let at = dir; at !== top && at !== dirname(at); at = dirname(at)) {
    if (existsSync(join(at, "package-lock.json")) || existsSync(join(at, "node_modules"))) return at;
  }
  return top;
}

const readIfThere = (file) => (existsSync(file) ? readFileSync(file, "utf8") : "");

function check(options) {
  const { dir, out = "roadstead-report", stack } = options;
  if (dir === undefined) throw new UsageError("--dir is missing");
  const stored = ["preview", "state"].flatMap((name) => options[name] ?? []);
  mkdirSync(out, { recursive: true });
  const file = (name) => join(out, name);
  for (const old of ["plan.txt", "cost.md", "rules.md", "roadstead.sarif", "junit.xml", "comment.md"]) {
    rmSync(file(old), { force: true });
  }
  const baseFolder = resolve(file("base"));
  const commit = options["base-commit"];
  try {
    const base = commit === undefined ? undefined : projectAt(commit, dir, baseFolder);
    const compare = base === undefined ? [] : ["--compare", base];
    const program = given(options, "stack", "answers", "prices");
    const ofRules = given(options, "guardrails");
    const reports = [`sarif=${file("roadstead.sarif")}`, `junit=${file("junit.xml")}`, `markdown=${file("rules.md")}`];
    const ofPlan = stored.length === 0 ? reports.flatMap((report) => ["--report", report]) : [];
    const plan = roadstead("plan", dir, ...program, "--policies", ...ofRules, ...compare, ...ofPlan, "--width", "100");
    writeFileSync(file("plan.txt"), plan.stdout);
    if (plan.stdout === "" && roadstead("--version").code !== 0) throw new UsageError(notInstalled);
    const cost = roadstead("cost", dir, ...program, ...compare, "--format", "markdown");
    writeFileSync(file("cost.md"), cost.stdout);
    const formats = reports.flatMap((report) => ["--format", report]);
    const audit =
      stored.length === 0 ? plan : roadstead("audit", ...stored, ...ofRules, ...given(options, "prices"), ...formats);
    writeFileSync(file("comment.md"), comment({ dir, stack, plan, file }));
    // A price is missing where the base does not plan any more, which is no fault of the change.
    const code = Math.max(plan.code, audit.code, cost.code === 2 ? 2 : 0);
    if (process.env.GITHUB_STEP_SUMMARY)
      appendFileSync(process.env.GITHUB_STEP_SUMMARY, readIfThere(file("comment.md")));
    console.log(`Reports are in ${out}; exit code ${code}.`);
    return code;
  } finally {
    if (existsSync(baseFolder)) run("git", ["worktree", "remove", "--force", baseFolder], dir);
  }
}

/** The marker is by what the next run finds its own comment again. */
function comment({ dir, stack = "", plan, file }) {
  // Two hyphens would end the marker.
  const [place, part] = [dir, stack].map((text) => encodeURIComponent(text).replaceAll("-", "%2D"));
  const marker = `<!-- roadstead ${place} ${part} -->`;
  const failed =
    plan.code === 1
      ? "### The program does not plan\n\nSee `plan.txt` among the job's artefacts."
      : "### Something that the check needs cannot be read\n\nThe job's log names it.";
  const rules = readIfThere(file("rules.md"));
  const body = [readIfThere(file("cost.md")), rules === "" && plan.code !== 0 ? failed : rules].join("\n\n").trim();
  if (body.length <= mostCharacters) return `${marker}\n${body}\n`;
  const cut = body.slice(0, body.lastIndexOf("\n", mostCharacters));
  const open = (cut.match(/<details>/g) ?? []).length - (cut.match(/<\/details>/g) ?? []).length;
  return `${marker}\n${cut}\n${"\n</details>\n".repeat(open)}\n_The rest is among the job's artefacts._\n`;
}

const hosts = {
  github: ({ GITHUB_API_URL, GITHUB_REPOSITORY, GITHUB_EVENT_PATH, GITHUB_TOKEN }) => {
    const { number } = JSON.parse(readFileSync(GITHUB_EVENT_PATH ?? "", "utf8"));
    const repository = `${GITHUB_API_URL}/repos/${GITHUB_REPOSITORY}`;
    return {
      headers: { authorization: `Bearer ${GITHUB_TOKEN}`, accept: "application/vnd.github+json" },
      list: `${repository}/issues/${number}/comments`,
      one: (id) => [`${repository}/issues/comments/${id}`, "PATCH"],
    };
  },
  gitlab: ({ CI_API_V4_URL, CI_PROJECT_ID, CI_MERGE_REQUEST_IID, ROADSTEAD_TOKEN }) => {
    const list = `${CI_API_V4_URL}/projects/${CI_PROJECT_ID}/merge_requests/${CI_MERGE_REQUEST_IID}/notes`;
    return { headers: { "private-token": ROADSTEAD_TOKEN ?? "" }, list, one: (id) => [`${list}/${id}`, "PUT"] };
  },
};

/** Writes the comment of an earlier run anew, or a first one. */
async function post({ host, out = "roadstead-report" }) {
  if (!Object.hasOwn(hosts, host ?? "")) throw new UsageError("--host must be github or gitlab");
  const body = readFileSync(join(out, "comment.md"), "utf8");
  const [marker] = body.split("\n");
  const { headers, list, one } = hosts[host](process.env);
  const ask = async (url, method, content) => {
    const send = content === undefined ? {} : { body: JSON.stringify(content) };
    const answer = await fetch(url, { method, headers: { ...headers, "content-type": "application/json" }, ...send });
    if (!answer.ok) throw Object.assign(new Error(`${method} ${url}: ${answer.status}`), { status: answer.status });
    return answer.json();
  };
  try {
    const mine = await earlier(ask, list, marker);
    const [url, method] = mine === undefined ? [list, "POST"] : one(mine.id);
    await ask(url, method, { body });
    console.log(mine === undefined ? "The comment is written." : "The comment is written anew.");
    return 0;
  } catch (error) {
    // Changes from forks have no right to comment; the comment is among the artefacts then.
    if (error.status !== 403) throw error;
    console.log(`No comment is written: ${error.message}`);
    return 0;
  }
}

async function earlier(ask, list, marker) {
  for (let page = 1; ; page++) {
    const comments = await ask(`${list}?per_page=100&page=${page}`, "GET");
    const mine = comments.find(({ body }) => body?.startsWith(marker));
    if (mine !== undefined || comments.length < 100) return mine;
  }
}

const texts = (...names) => Object.fromEntries(names.map((name) => [name, { type: "string" }]));
const commands = {
  check: {
    options: texts("dir", "base-commit", "out", "stack", "answers", "guardrails", "prices", "preview", "state"),
    act: check,
  },
  comment: { options: texts("host", "out"), act: post },
};

export async function main([name = "", ...args]) {
  try {
    if (!Object.hasOwn(commands, name)) throw new UsageError(`no command ${JSON.stringify(name)}`);
    const { options, act } = commands[name];
    return await act(parseArgs({ args, options }).values);
  } catch (error) {
    console.error(
      error instanceof UsageError || error.code?.startsWith("ERR_PARSE_ARGS") ? `${error.message}\n${usage}` : error,
    );
    return 2;
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.exitCode = await main(process.argv.slice(2));
