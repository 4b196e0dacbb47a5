import { execFile, execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";

const root = fileURLToPath(new URL("../..", import.meta.url));
const script = join(root, "examples/ci/roadstead-ci.mjs");
const repository = mkdtempSync(join(tmpdir(), "ci-"));
afterAll(() => rmSync(repository, { recursive: true, force: true }));

const git = (...args: string[]): string =>
  execFileSync("git", ["-c", "user.name=ci", "-c", "user.email=ci@example.com", ...args], {
    cwd: repository,
    encoding: "utf8",
    env: { PATH: process.env.PATH, GIT_CONFIG_GLOBAL: "/dev/null", GIT_CONFIG_SYSTEM: "/dev/null" },
  }).trim();

interface Result {
  readonly code: number;
  readonly output: string;
}

const ci = (args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Result> =>
  new Promise((resolve) => {
    const options = {
      cwd: repository,
      env: { PATH: process.env.PATH, ROADSTEAD: `${process.execPath} ${root}packages/cli/bin/roadstead.js`, ...env },
    };
    execFile(process.execPath, [script, ...args], options, (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : Number(error.code), output: stdout + stderr });
    });
  });

const report = (name: string): string => readFileSync(join(repository, "roadstead-report", name), "utf8");

const program = (type: string, size: number): string => `
import * as pulumi from "@pulumi/pulumi";
const aws = new pulumi.ProviderResource("aws", "main", {
  region: "us-east-1",
  defaultTags: { tags: { owner: "ml", costCenter: "1", environment: "prod", dataClass: "internal" } },
});
new pulumi.CustomResource("aws:ebs/volume:Volume", "data", { type: "${type}", size: ${size}, encrypted: true }, { provider: aws });
`;

function write(path: string, text: string): void {
  mkdirSync(join(repository, path, ".."), { recursive: true });
  writeFileSync(join(repository, path), text);
}

describe("the check of a pull request", () => {
  let base: string;

  beforeAll(() => {
    git("init", "--quiet", "--initial-branch=main");
    write(".gitignore", "node_modules\nroadstead-report\n");
    write("package-lock.json", "{}\n");
    write("infra/Pulumi.yaml", "name: shop\nruntime: nodejs\nmain: index.mjs\n");
    write("infra/index.mjs", program("gp3", 100));
    symlinkSync(join(root, "node_modules"), join(repository, "node_modules"));
    git("add", ".");
    git("commit", "--quiet", "-m", "Base");
    base = git("rev-parse", "HEAD");
    write("infra/index.mjs", program("gp2", 300));
  });

  const check = (...args: string[]): Promise<Result> => ci(["check", "--dir", "infra", "--base-commit", base, ...args]);

  it("plans, prices against the base, asks the rules, and writes one comment and the reports", async () => {
    const { code, output } = await check();
    expect(output).toContain("exit code 1");
    expect(code).toBe(1);
    const comment = report("comment.md");
    expect(comment.split("\n")[0]).toBe("<!-- roadstead infra  -->");
    // 100 x 0.08 = 8.00 before, 300 x 0.10 = 30.00 after
    expect(comment).toContain("| **change** | **+22.00** | **+22.00** | **+22.00** |");
    expect(comment).toContain("volume-type");
    expect(report("plan.txt")).toContain("shop");
    const { version, runs } = JSON.parse(report("roadstead.sarif")) as { version: string; runs: object[] };
    expect([version, runs.length > 0]).toEqual(["2.1.0", true]);
    expect(report("junit.xml")).toContain("<testsuites");
    expect(git("worktree", "list").split("\n")).toHaveLength(1);
    expect(git("status", "--porcelain")).toBe("M infra/index.mjs");
  }, 60_000);

  it("says that the program does not plan, and leaves no report of an earlier run", async () => {
    write("infra/index.mjs", 'throw new Error("no such region");\n');
    expect((await check()).code).toBe(1);
    expect(report("comment.md")).toContain("The program does not plan");
    expect(() => report("roadstead.sarif")).toThrow();
  }, 60_000);

  it("says in the comment that a file cannot be read, which is no fault of the program", async () => {
    const { code, output } = await ci(["check", "--dir", "infra", "--guardrails", "nowhere.yaml"]);
    expect([code, output]).toEqual([2, expect.stringContaining("nowhere.yaml")]);
    expect(report("comment.md")).toContain("cannot be read");
  }, 60_000);

  it("says that roadstead is not installed", async () => {
    const { code, output } = await ci(["check", "--dir", "infra"], { ROADSTEAD: `${process.execPath} nowhere.js` });
    expect([code, output]).toEqual([2, expect.stringContaining("npm install --save-dev @roadstead/cli")]);
    expect(() => report("comment.md")).toThrow();
  }, 60_000);

  it("audits what a preview says in the place of the plan's own rules", async () => {
    write("infra/index.mjs", program("gp3", 100));
    const urn = "urn:pulumi:dev::shop::aws:ebs/volume:Volume::data";
    const inputs = { type: "gp2", size: 100, encrypted: true };
    const newState = { urn, type: "aws:ebs/volume:Volume", custom: true, inputs };
    write("roadstead-report/preview.json", JSON.stringify({ steps: [{ op: "create", urn, newState }] }));
    const { code } = await ci(["check", "--dir", "infra", "--preview", "roadstead-report/preview.json"]);
    expect(code).toBe(1);
    expect(report("rules.md")).toContain("volume-type");
  }, 60_000);

  it.each([
    ["no command", ["deploy"], 'no command "deploy"'],
    ["no folder", ["check"], "--dir is missing"],
    ["an option that is none", ["check", "--folder", "x"], "--folder"],
    ["a host that is none", ["comment", "--host", "gitea"], "--host must be github or gitlab"],
  ])("refuses %s", async (_, args, message) => {
    const { code, output } = await ci(args);
    expect([code, output.includes(message), output.includes("usage:")]).toEqual([2, true, true]);
  });
});

interface Note {
  readonly id: number;
  body: string;
}

/** What both hosts' APIs do with comments, by their own paths. */
async function stubHost(notes: Note[], isForbidden = false) {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? "", "http://host");
    let text = "";
    request.on("data", (chunk: Buffer) => (text += chunk.toString()));
    request.on("end", () => {
      const token = request.headers.authorization ?? request.headers["private-token"];
      asked.push(`${request.method} ${pathname} ${String(token)}`);
      const answer = (status: number, value: unknown) => response.writeHead(status).end(JSON.stringify(value));
      if (isForbidden && request.method !== "GET") return answer(403, {});
      if (request.method === "GET") {
        const from = (Number(searchParams.get("page")) - 1) * 100;
        return answer(200, notes.slice(from, from + 100));
      }
      const { body } = JSON.parse(text) as { body: string };
      const mine = notes.find(({ id }) => pathname.endsWith(`/${id}`));
      if (mine !== undefined) mine.body = body;
      else notes.push({ id: notes.length + 1, body });
      return answer(200, {});
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { url, asked, close: () => server.close() };
}

const others = (count: number): Note[] =>
  Array.from({ length: count }, (_, i) => ({ id: i + 1, body: `comment ${i}` }));

describe("the comment", () => {
  const text = "<!-- roadstead infra prod -->\n### Cost\n";

  beforeAll(() => {
    write("roadstead-report/comment.md", text);
    write("event.json", JSON.stringify({ number: 7 }));
  });

  const environment = {
    github: (url: string) => ({
      GITHUB_API_URL: url,
      GITHUB_REPOSITORY: "acme/shop",
      GITHUB_EVENT_PATH: join(repository, "event.json"),
      GITHUB_TOKEN: "t",
    }),
    gitlab: (url: string) => ({
      CI_API_V4_URL: url,
      CI_PROJECT_ID: "12",
      CI_MERGE_REQUEST_IID: "7",
      ROADSTEAD_TOKEN: "t",
    }),
  };

  it.each([
    ["github", "/repos/acme/shop/issues/7/comments", "PATCH /repos/acme/shop/issues/comments/131 Bearer t"],
    ["gitlab", "/projects/12/merge_requests/7/notes", "PUT /projects/12/merge_requests/7/notes/131 t"],
  ] as const)("is written on %s once, and anew by later runs", async (host, list, again) => {
    const notes = others(130);
    const { url, asked, close } = await stubHost(notes);
    const env = environment[host](url);
    expect((await ci(["comment", "--host", host], env)).code).toBe(0);
    expect(asked.at(-1)).toMatch(new RegExp(`^POST ${list} `));
    notes[130] = { id: 131, body: text.replace("Cost", "Old cost") };
    expect((await ci(["comment", "--host", host], env)).output).toContain("written anew");
    expect(asked.at(-1)).toBe(again);
    expect([notes.length, notes[130]?.body]).toEqual([131, text]);
    close();
  });

  it("is left out where a change from a fork may not comment", async () => {
    const { url, close } = await stubHost([], true);
    const { code, output } = await ci(["comment", "--host", "github"], environment.github(url));
    expect([code, output]).toEqual([0, expect.stringContaining("No comment is written")]);
    close();
  });

  it("fails where the host does", async () => {
    const { code } = await ci(["comment", "--host", "github"], environment.github("http://127.0.0.1:9"));
    expect(code).toBe(2);
  });
});

interface Workflow {
  readonly permissions: Readonly<Record<string, string>>;
  readonly jobs: { readonly check: { readonly steps: readonly Step[] } };
}

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly with?: Readonly<Record<string, unknown>>;
}

describe("the workflows", () => {
  const read = (name: string): string => readFileSync(join(root, "examples/ci", name), "utf8");
  const { permissions, jobs } = parse(read("github-actions.yml")) as Workflow;
  const { roadstead } = parse(read("gitlab-ci.yml")) as {
    roadstead: { script: string[]; after_script: string[]; artifacts: { reports: { junit: string } } };
  };
  const { steps } = jobs.check;
  const lines = [...steps.flatMap(({ run }) => run ?? []), ...roadstead.script, ...roadstead.after_script];

  it("run nothing but the script, with options that it has, and the install of a lockfile", () => {
    const known =
      /^npm ci --no-audit --no-fund$|^node ci\/roadstead-ci\.mjs (check|comment)( --[\w-]+ ("\$\w+"|\w+))+$/;
    expect(lines.filter((line) => !known.test(line))).toEqual([]);
    expect(lines.filter((line) => line.startsWith("node"))).toHaveLength(4);
    const usage = read("roadstead-ci.mjs");
    for (const [option] of lines.join(" ").matchAll(/--(?!no-)[\w-]+/g))
      expect(usage).toContain(`${option} <`.slice(0, -2));
  });

  it("use actions by their commits alone, and no more rights than they need", () => {
    const actions = steps.flatMap(({ uses }) => uses ?? []);
    expect(actions.filter((action) => !/^[\w-]+\/[\w/-]+@[0-9a-f]{40}$/.test(action))).toEqual([]);
    expect(permissions).toEqual({ contents: "read", "pull-requests": "write", "security-events": "write" });
    // What a pull request says is never a part of a command.
    expect(lines.filter((line) => line.includes("${{"))).toEqual([]);
    expect(steps.filter(({ env }) => JSON.stringify(env ?? {}).includes("secrets.")).map(({ run }) => run)).toEqual([
      "node ci/roadstead-ci.mjs comment --host github",
    ]);
  });

  it("take up the files that the script writes", () => {
    const script = read("roadstead-ci.mjs");
    const files = [...steps.flatMap((step) => step.with?.["sarif_file"] ?? []), roadstead.artifacts.reports.junit];
    expect(files).toEqual(["roadstead-report/roadstead.sarif", "roadstead-report/junit.xml"]);
    for (const file of files) expect(script).toContain(`"${String(file).replace("roadstead-report/", "")}"`);
  });
});
