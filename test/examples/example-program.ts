import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";

const root = fileURLToPath(new URL("../..", import.meta.url));

export type TargetName = "eks" | "gke" | "k3s" | "byo";
const targetNames: readonly TargetName[] = ["eks", "gke", "k3s", "byo"];

/** What an owned target must know of a pool to name nodes for it. */
export interface PoolSizes {
  readonly name: string;
  readonly size: { readonly min: number; readonly max: number };
}

/** Folders that are programs; `ci` has none. */
export const exampleNames = readdirSync(join(root, "examples")).filter((name) =>
  existsSync(join(root, "examples", name, "Pulumi.yaml")),
);

/** The factory call of each target for a cluster with these pools: all that a user writes anew to swap. */
const factoryCalls: Readonly<Record<TargetName, (pools: readonly PoolSizes[], kubeconfig: string) => string>> = {
  eks: () => `eks({
    region: "us-east-1",
    network: { create: { zones: ["us-east-1a", "us-east-1b"] } },
    access: { endpoint: "private", admins: [], deployer: "arn:aws:iam::111122223333:role/ci-deployer" },
  })`,
  gke: () => `gke({
    project: "my-ml-project",
    location: "us-central1",
    network: { create: { zones: ["us-central1-a", "us-central1-c"] } },
    access: { endpoint: "dns", admins: [], deployer: "serviceAccount:ci@example.com" },
  })`,
  k3s: (pools, kubeconfig) =>
    `k3s({ kubeconfig: ${JSON.stringify(kubeconfig)}, clusterId: "dc1", pools: ${nodesOf(pools)} })`,
  byo: (pools, kubeconfig) => `byo({
    kubeconfig: ${JSON.stringify(kubeconfig)},
    clusterId: "dc2",
    storageClass: "standard",
    stores: { objectStore: { inCluster: {} }, database: { inCluster: {} } },
    gpuStack: { driver: "user", devicePlugin: "roadstead", metrics: "roadstead", mig: "user" },
    pools: ${nodesOf(pools)},
  })`,
};

const plannedKubeconfig = `apiVersion: v1
kind: Config
current-context: dc1
clusters: [{ name: dc1, cluster: { server: "https://10.0.0.10:6443" } }]
users: [{ name: ci, user: { exec: { apiVersion: client.authentication.k8s.io/v1, command: kubelogin, interactiveMode: Never } } }]
contexts: [{ name: dc1, context: { cluster: dc1, user: ci } }]
`;

/** At most two nodes for every pool, named after it. */
function nodesOf(pools: readonly PoolSizes[]): string {
  const entries = pools.map(({ name, size }) => {
    const count = Math.max(1, size.min, Math.min(2, size.max));
    return `${name}: { nodes: ${JSON.stringify(Array.from({ length: count }, (_, index) => `${name}-${index + 1}`))} }`;
  });
  return `{ ${entries.join(", ")} }`;
}

export function exampleDir(name: string): string {
  return join(root, "examples", name);
}

export function exampleSource(name: string): string {
  return readFileSync(join(exampleDir(name), "index.ts"), "utf8");
}

/**
 * The program with every factory call replaced by that of `target`, and its import. Nothing else changes.
 *
 * `pools` gives the pools of each cluster, in the order of the calls; `kubeconfigOf` the kubeconfig of an owned one,
 * where it is more than planned.
 */
export function swapTarget(
  source: string,
  target: TargetName,
  pools: readonly (readonly PoolSizes[])[],
  kubeconfigOf: (index: number) => string | undefined = () => undefined,
): string {
  const file = ts.createSourceFile("index.ts", source, ts.ScriptTarget.ES2022, true);
  const edits: { start: number; end: number; text: string }[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && (targetNames as readonly string[]).includes(node.expression.getText(file))) {
      const index = edits.length;
      const text = factoryCalls[target](pools[index] ?? [], kubeconfigOf(index) ?? plannedKubeconfig);
      edits.push({ start: node.getStart(file), end: node.getEnd(), text });
    } else ts.forEachChild(node, visit);
  };
  visit(file);
  const swapped = edits.reduceRight(
    (text, edit) => text.slice(0, edit.start) + edit.text + text.slice(edit.end),
    source,
  );
  const factoryImport = /^import \{ \w+ \} from "@roadstead\/(eks|gke|k3s|byo)";\n/gm;
  let isFirst = true;
  return swapped.replace(factoryImport, () => {
    const line = isFirst ? `import { ${target} } from "@roadstead/${target}";\n` : "";
    isFirst = false;
    return line;
  });
}

/** The targets that a program is not wholly on already. */
export function otherTargets(source: string): readonly TargetName[] {
  const own = [...source.matchAll(/from "@roadstead\/(eks|gke|k3s|byo)";/g)].map((match) => match[1]);
  return targetNames.filter((target) => own.length > 1 || own[0] !== target);
}

/** Writes a variant of an example as a project of its own, inside the repository so that its imports resolve. */
export function writeVariant(example: string, variant: string, source: string): string {
  const dir = join(root, "test/.cache/examples", `${example}-${variant}`);
  rmSync(dir, { recursive: true, force: true });
  mkdirSync(dir, { recursive: true });
  for (const file of readdirSync(exampleDir(example))) {
    if (["index.ts", "tsconfig.json", "node_modules"].includes(file)) continue;
    cpSync(join(exampleDir(example), file), join(dir, file), { recursive: true });
  }
  writeFileSync(join(dir, "index.ts"), source);
  return dir;
}
