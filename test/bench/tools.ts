import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export type ToolName =
  | "pulumi"
  | "control-plane"
  | "kwok"
  | "kubeconform"
  | "kube-score"
  | "pod-security"
  | "device-plugin-config"
  | "checkov"
  | "versitygw"
  | "rclone"
  | "mlflow"
  | "feast"
  | "postgres"
  | "chromium";

/** botocore's service models, Google's discovery documents, moto's instance types; see build/extract-models.py. */
export type DataName =
  | "autoscaling"
  | "ec2"
  | "eks"
  | "iam"
  | "kms"
  | "logs"
  | "rds"
  | "s3"
  | "secretsmanager"
  | "sts"
  | "cloudkms.v1"
  | "cloudresourcemanager.v1"
  | "cloudresourcemanager.v3"
  | "compute.v1"
  | "container.v1"
  | "iam.v1"
  | "secretmanager.v1"
  | "serviceusage.v1"
  | "sqladmin.v1"
  | "storage.v1"
  | "instance-types"
  | "instance-type-zones"
  | "kubernetes-schemas"
  | "kwok-stages";

/** What build/build.mjs wrote at the end of its run. */
interface Index {
  readonly missing?: string;
  readonly missingServers?: string;
  readonly missingPages?: string;
  readonly tools: Readonly<Record<string, string>>;
  readonly data: Readonly<Record<string, string>>;
}

const indexFile = fileURLToPath(new URL("../.cache/bench.json", import.meta.url));
const buildCommand = "node test/bench/build/build.mjs";
let index: Index | undefined;

/**
 * Absolute path of a tool; of a folder of programs for `postgres`. `pulumi` is the one on PATH where there is one that is new enough. What lies in the folder
 * ROADSTEAD_BENCH_TOOLS, tool or data, is taken from there.
 */
export function tool(name: ToolName): string {
  return built("tools", name);
}

/** Absolute path of a JSON file; of a YAML file for `kwok-stages`, of a folder for `kubernetes-schemas`. */
export function dataFile(name: DataName): string {
  return built("data", name);
}

/** Why the bench cannot run here, or undefined. */
export function missingBench(): string | undefined {
  const { missing } = readIndex() ?? { missing: `nothing is built; run ${buildCommand}` };
  return missing;
}

/** Why the servers of workloads cannot run here, or undefined. */
export function missingServers(): string | undefined {
  return missingBench() ?? readIndex()?.missingServers;
}

/** Why pages cannot be looked at in a browser here, or undefined. They need nothing else of the bench. */
export function missingPages(): string | undefined {
  const { missingPages } = readIndex() ?? { missingPages: `nothing is built; run ${buildCommand}` };
  return missingPages;
}

function built(kind: "tools" | "data", name: string): string {
  const ready = process.env.ROADSTEAD_BENCH_TOOLS;
  if (ready !== undefined && existsSync(join(ready, name))) return join(ready, name);
  const path = readIndex()?.[kind][name];
  if (path !== undefined && existsSync(path)) return path;
  throw new Error(`The bench has no ${name} yet (${missingBench() ?? "removed from the cache"}): run ${buildCommand}`);
}

function readIndex(): Index | undefined {
  if (index === undefined && existsSync(indexFile)) index = JSON.parse(readFileSync(indexFile, "utf8")) as Index;
  return index;
}
