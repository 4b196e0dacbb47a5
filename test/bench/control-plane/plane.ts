import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { stringify } from "yaml";
import { benchRun } from "../run.js";

export interface TokenUser {
  readonly username: string;
  readonly groups: readonly string[];
}

/** A Kubernetes control plane of this run: real etcd, API server, controller manager and scheduler, and fake kubelets. */
export interface ControlPlane {
  /** Also the name of its data folder. */
  readonly id: string;
  /** `https://127.0.0.1:PORT`: loopback only. */
  readonly endpoint: string;
  readonly caPem: string;
  /** YAML text for a user in `system:masters`. */
  readonly adminKubeconfig: string;
  readonly kubernetesVersion: string;
  /** Who may sign in with which bearer token, from the next request on (replaces the list). Other tokens get 401. */
  setTokens(tokens: Readonly<Record<string, TokenUser>>): void;
}

/** What the leader process tells of its plane. */
export interface PlaneFacts {
  readonly id: string;
  readonly leader: number;
  readonly endpoint: string;
  readonly caPem: string;
  readonly adminToken: string;
  readonly kubernetesVersion: string;
}

export function planesFolder(): string {
  return join(benchRun().dir, "planes");
}

export function planeFolder(id: string): string {
  return join(planesFolder(), id);
}

/** Undefined when the plane is not up. */
export function planeFacts(id: string): PlaneFacts | undefined {
  const text = textOf(join(planeFolder(id), "plane.json"));
  return text === undefined ? undefined : (JSON.parse(text) as PlaneFacts);
}

/** What its API server's certificate is proven with, in PEM: whoever stands in front of it shows the same. */
export function servingKey(id: string): string {
  return readFileSync(join(planeFolder(id), "certificates", "apiserver.key"), "utf8");
}

/** Why a plane ended by itself, with the last words of the process that died. */
export function planeFailure(id: string): string | undefined {
  return textOf(join(planeFolder(id), "failure.txt"));
}

export function controlPlane(facts: PlaneFacts): ControlPlane {
  const { id, endpoint, caPem, kubernetesVersion } = facts;
  const folder = planeFolder(id);
  return {
    id,
    endpoint,
    caPem,
    kubernetesVersion,
    adminKubeconfig: adminKubeconfig(facts),
    setTokens(tokens) {
      // Renamed into place: the webhook reads it whenever a request comes.
      const file = join(folder, "tokens.json");
      writeFileSync(`${file}.new`, JSON.stringify(tokens), { mode: 0o600 });
      renameSync(`${file}.new`, file);
    },
  };
}

function adminKubeconfig({ endpoint, caPem, adminToken }: PlaneFacts): string {
  return stringify({
    apiVersion: "v1",
    kind: "Config",
    clusters: [
      {
        name: "plane",
        cluster: { server: endpoint, "certificate-authority-data": Buffer.from(caPem).toString("base64") },
      },
    ],
    users: [{ name: "admin", user: { token: adminToken } }],
    contexts: [{ name: "admin", context: { cluster: "plane", user: "admin" } }],
    "current-context": "admin",
  });
}

function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}
