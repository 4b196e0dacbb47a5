import { lstat, rm } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  type InstalledProject,
  installProject,
  packAll,
  projectFile,
  publicSpecifiers,
  writeProgram,
} from "./installed-project.js";

/** Users' machines: the runtime, and the SDK that runs on it. */
const machines = [
  { name: "Node 20 with the pinned SDK", node: undefined, pulumi: "3.248.0" },
  { name: "Node 24 with the newest SDK", node: "24.21.0", pulumi: "3.270.0" },
] as const;

// `pulumi new typescript` as the CLI's template writes it.
const commonJsTsconfig = JSON.stringify({
  compilerOptions: {
    strict: true,
    outDir: "bin",
    target: "es2020",
    module: "commonjs",
    moduleResolution: "node",
    sourceMap: true,
    experimentalDecorators: true,
    pretty: true,
    noFallthroughCasesInSwitch: true,
    noImplicitReturns: true,
    forceConsistentCasingInFileNames: true,
  },
  files: ["index.ts", "subpaths.ts"],
});

/** What the SDK asks of its engine in ways of its own in each version: transforms, hooks, secrets, components. */
const featuresProgram = `
const pulumi = require("@pulumi/pulumi");
const { RandomPet } = require("@pulumi/random");
pulumi.runtime.registerResourceTransform(({ props, opts }) => ({ props: { ...props, prefix: "all" }, opts }));
class Group extends pulumi.ComponentResource {
  constructor(name, opts) {
    super("test:index:Group", name, {}, opts);
    new RandomPet("pet", { length: 2 }, { parent: this });
  }
}
const hook = new pulumi.ResourceHook("seen", () => console.log("hook ran"), { onDryRun: true });
const longer = ({ type, props, opts }) => ({ props: type === "random:index/randomPet:RandomPet" ? { ...props, length: 5 } : props, opts });
new Group("group", { transforms: [longer], hooks: { beforeCreate: [hook] } });
new RandomPet("secret", { separator: pulumi.secret("-") }, { hooks: { beforeCreate: [hook] } });
`;

const esmTsconfig = JSON.stringify({
  compilerOptions: { strict: true, target: "es2022", module: "nodenext", skipLibCheck: true, outDir: "bin" },
  include: ["*.ts"],
});

/** What this test reads of `roadstead plan --json`. */
interface PlanDocument {
  readonly complete: boolean;
  readonly clusters: readonly { readonly name: string }[];
  readonly resources: readonly { readonly urn: string; readonly type: string; readonly inputs: unknown }[];
  readonly problems: readonly unknown[];
  readonly diagnostics: readonly { readonly severity: string }[];
}

let packed = "";
beforeAll(async () => {
  packed = await packAll();
});
afterAll(() => rm(packed, { recursive: true, force: true }));

describe.each(machines)("installed from tarballs on $name", ({ node, pulumi }) => {
  let project: InstalledProject;

  beforeAll(async () => {
    project = await installProject(packed, {
      "@pulumi/pulumi": pulumi,
      "@pulumi/aws": "7.48.0",
      "@pulumi/gcp": "9.37.0",
      "@pulumi/kubernetes": "4.34.2",
      "@pulumi/random": "4.21.2",
      "@types/node": "20.19.24",
      tsx: "4.23.15",
      typescript: "5.4.5",
      ...(node === undefined ? {} : { node }),
    });
    const subpaths = (await publicSpecifiers())
      .map((specifier, index) => `import * as m${index} from "${specifier}";\nif (!m${index}) throw new Error();`)
      .join("\n");
    await writeProgram(project.dir, "commonjs", {
      "Pulumi.yaml": await projectFile("runtime: nodejs\n"),
      "package.json": JSON.stringify({ name: "commonjs", main: "index.ts" }),
      "tsconfig.json": commonJsTsconfig,
      "subpaths.ts": subpaths,
    });
    await writeProgram(project.dir, "esm", {
      "Pulumi.yaml": await projectFile('runtime:\n  name: nodejs\n  options: { nodeargs: "--import tsx" }\n'),
      "package.json": JSON.stringify({ name: "esm", type: "module", main: "index.ts" }),
      "tsconfig.json": esmTsconfig,
      "subpaths.ts": subpaths,
    });
    await writeProgram(project.dir, "compiled", {
      "Pulumi.yaml": await projectFile("runtime: { name: nodejs, options: { typescript: false } }\n"),
      "package.json": JSON.stringify({ name: "compiled", type: "module", main: "bin/index.js" }),
      "tsconfig.json": esmTsconfig,
      "subpaths.ts": subpaths,
    });
  });
  afterAll(() => project?.remove());

  it("runs on that Node, from real folders", async () => {
    const { stdout } = await project.run(".", "node", ["--version"]);
    expect(stdout.trim()).toMatch(node === undefined ? /^v20\./ : new RegExp(`^v${node}$`));
    expect((await lstat(join(project.dir, "node_modules/@roadstead/core"))).isSymbolicLink()).toBe(false);
  });

  it.each(["commonjs", "esm", "compiled"])("type-checks the %s program with TypeScript 5.4", async (form) => {
    const { stdout } = await project.run(form, "tsc", ["-p", "."]);
    expect(stdout.split("\n").filter((line) => /roadstead|^index\.ts|^subpaths\.ts/.test(line))).toEqual([]);
  });

  it.each(["commonjs", "esm", "compiled"])("plans the %s program", async (form) => {
    const ran = await project.run(form, "roadstead", ["plan", "--stack", "dev", "--json"]);
    expect(ran.stderr).toBe("");
    const plan = JSON.parse(ran.stdout) as PlanDocument;
    expect([...plan.problems, ...plan.diagnostics.filter(({ severity }) => severity !== "info")]).toEqual([]);
    expect(plan.clusters.map((cluster) => cluster.name)).toEqual(["onprem", "aws", "google"]);
    expect(plan.complete).toBe(true);
    expect(plan.resources.length).toBeGreaterThan(100);
    expect(ran.code).toBe(0);
  });

  it("plans transforms, hooks and secrets as that SDK sends them", async () => {
    await writeProgram(project.dir, "features", {
      "Pulumi.yaml": "name: features\nruntime: nodejs\n",
      "package.json": JSON.stringify({ name: "features", main: "index.js" }),
      "index.js": featuresProgram,
    });
    await rm(join(project.dir, "features/index.ts"));
    const ran = await project.run("features", "roadstead", ["plan", "--stack", "other", "--json"]);
    const plan = JSON.parse(ran.stdout) as PlanDocument;
    expect(plan.diagnostics).toEqual([]);
    expect(ran.stderr).toContain("program: hook ran");
    const pets = plan.resources.filter(({ type }) => type === "random:index/randomPet:RandomPet");
    expect(Object.fromEntries(pets.map(({ urn, inputs }) => [urn, inputs]))).toEqual({
      "urn:pulumi:other::features::test:index:Group$random:index/randomPet:RandomPet::pet": {
        length: 5,
        prefix: "all",
      },
      "urn:pulumi:other::features::random:index/randomPet:RandomPet::secret": { separator: "<secret>", prefix: "all" },
    });
  });

  it.each([
    ["commonjs", ["bin/subpaths.js"]],
    ["esm", ["--import", "tsx", "subpaths.ts"]],
    ["compiled", ["bin/subpaths.js"]],
  ])("imports every subpath in the %s program", async (form, args) => {
    const ran = await project.run(form, "node", args);
    expect(ran.stderr).not.toMatch(/Error/);
    expect(ran.code).toBe(0);
  });
});
