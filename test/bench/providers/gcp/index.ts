import { fileURLToPath } from "node:url";
import type { ControlPlane } from "../../control-plane/index.js";
import type { TestProvider } from "../test-provider.js";
import { scaleUp } from "./autoscaler/index.js";
import type { GkeCluster } from "./gke-cluster.js";
import { nodeLimits } from "./gke-node-pool.js";
import { resourceKind } from "./kinds/index.js";
import { gcpProject, type GcpFaults, type ProjectOptions } from "./project.js";
import { gcpProvider } from "./provider.js";
import { publicAuthorities } from "./public-trust.js";
import type { RecordedCall } from "./recorded-call.js";

export type { GcpFaults, ProjectOptions } from "./project.js";
export type { RecordedCall } from "./recorded-call.js";
export { accessToken } from "./sign-in.js";

/** A project of Google Cloud, in this process, with real control planes. README.md says where it is simpler. */
export interface GcpCloud {
  /** A new instance for each provider of a program; all work on the one project. */
  provider(): TestProvider;
  /** Every change that was asked for, in order. */
  readonly calls: readonly RecordedCall[];
  /** What the project has, as `container/cluster projects/…`. Key rings, keys and service agents stay for ever and are not told. */
  existing(): string[];
  clusters(): EmulatedGkeCluster[];
  /** Ends the clusters that are left. */
  close(): Promise<void>;
  /** Holds the exec plugin. */
  readonly pathFolder: string;
  /** What programs of the caller need, beside the folder on their PATH. */
  readonly env: Readonly<Record<string, string>>;
  /** Can be changed while the cloud runs. */
  readonly faults: GcpFaults;
  /** Moves who runs `up` to another address; "vpc" is inside the cluster's network. */
  callFrom(address: string): void;
}

export interface EmulatedGkeCluster {
  readonly name: string;
  readonly plane: ControlPlane;
  nodeGroups(): readonly EmulatedNodePool[];
  /** What an autoscaler or a person does: the nodes of a whole pool. */
  setNodeCount(pool: string, count: number): Promise<void>;
  /** What GKE's autoscaler does for the pods that wait now. Names of the pools that grew, one for each new node. */
  scaleUp(): Promise<readonly string[]>;
}

export interface EmulatedNodePool {
  readonly name: string;
  readonly min: number;
  readonly max: number;
  readonly nodes: readonly string[];
}

const forEver: readonly string[] = ["kms/keyRing", "kms/cryptoKey", "serviceusage/serviceIdentity"];

export function gcpCloud(options: ProjectOptions = {}): GcpCloud {
  const project = gcpProject(options);
  return {
    provider: () => gcpProvider(project),
    calls: project.calls,
    faults: project.faults,
    callFrom: (address) => void (project.callerAddress = address),
    existing: () =>
      [...project.resources.values()]
        .map(({ type, id }) => ({ label: resourceKind(type).label, id }))
        .filter(({ label }) => !forEver.includes(label))
        .map(({ label, id }) => `${label} ${id}`)
        .sort(),
    clusters: () => [...project.clusters.values()].map(emulatedCluster),
    async close() {
      const clusters = [...project.clusters.values()];
      project.clusters.clear();
      await Promise.all(clusters.map((cluster) => cluster.stop()));
    },
    pathFolder: fileURLToPath(new URL("path", import.meta.url)),
    env: { ROADSTEAD_BENCH_GCP_CALLER: project.caller, SSL_CERT_FILE: publicAuthorities() },
  };
}

function emulatedCluster(cluster: GkeCluster): EmulatedGkeCluster {
  return {
    name: cluster.name,
    plane: cluster.plane,
    nodeGroups: () =>
      cluster.pools().map((pool) => ({ name: pool.name, ...nodeLimits(pool), nodes: pool.nodeNames() })),
    async setNodeCount(name, count) {
      const pool = cluster.pools().find((it) => it.name === name);
      if (pool === undefined) throw new Error(`${cluster.name} has no node pool "${name}"`);
      while (pool.nodeNames().length < count) {
        if (!(await cluster.grow(pool))) throw new Error(`Google Cloud has no machine for "${name}"`);
      }
      while (pool.nodeNames().length > count) await cluster.shrink(pool);
    },
    scaleUp: () => scaleUp(cluster),
  };
}
