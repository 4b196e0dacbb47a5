import * as pulumi from "@pulumi/pulumi";
import type { ProvisionedCluster, Target } from "@roadstead/cluster";
import type { ClusterSpec, Taint } from "@roadstead/core";

export interface DeclaredChild {
  readonly type: string;
  readonly name: string;
  /** Id of a resource that is read. */
  readonly id?: string;
  readonly inputs: Record<string, unknown>;
}

export interface DeclaredCluster {
  readonly children: readonly DeclaredChild[];
  /** Logical names of what a child waits for, by the child's logical name. */
  readonly waitsFor: ReadonlyMap<string, readonly string[]>;
  readonly provisioned: ProvisionedCluster;
  /** What was thrown while declaring, each once. */
  readonly errors: readonly string[];
  /** The same as they were thrown. */
  readonly thrown: readonly unknown[];
}

/** Nodes that answer a read: their taints by name. At preview of a new cluster nothing is known of them. */
export type LiveNodes = Readonly<Record<string, readonly Taint[]>> | "unknown";

/** Declares a cluster's children as AiCluster does, against nodes that a test makes up. */
export async function declareCluster(
  spec: ClusterSpec,
  target: Target<string>,
  nodes: LiveNodes,
): Promise<DeclaredCluster> {
  const children: DeclaredChild[] = [];
  const errors = new Set<string>();
  const thrown: unknown[] = [];
  let fail = (): void => undefined;
  const failed = new Promise<void>((resolve) => (fail = resolve));
  const collect = (error: unknown): void => {
    thrown.push(error);
    errors.add(error instanceof Error ? error.message : String(error));
    fail();
  };
  // Pulumi's runner prints what nobody catches; here the test reads it.
  const others = process.listeners("unhandledRejection");
  process.removeAllListeners("unhandledRejection");
  process.on("unhandledRejection", collect);
  try {
    const waiting = await mockEngine(children, nodes);
    const parent = new pulumi.ComponentResource("test:index:Parent", "onprem");
    const cluster = { name: "onprem", stack: "dev", parent };
    const provisioned = target.provision(target.layout(spec), cluster);
    // What depends on a child that failed waits for ever; the process of a real program just ends.
    await Promise.race([pulumi.runtime.disconnect(), failed.then(settled)]);
    await settled();
    return { children, waitsFor: waiting, provisioned, errors: [...errors], thrown };
  } finally {
    process.removeListener("unhandledRejection", collect);
    for (const listener of others) process.on("unhandledRejection", listener);
  }
}

async function mockEngine(
  children: DeclaredChild[],
  nodes: LiveNodes,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const waitsFor = new Map<string, readonly string[]>();
  await pulumi.runtime.setMocks(
    {
      call: (args) => {
        throw new Error(`invoke of ${args.token}`);
      },
      newResource: (args) => {
        if (!args.type.startsWith("test:")) {
          const read = args.type === "kubernetes:core/v1:Node";
          children.push({ type: args.type, name: args.name, inputs: args.inputs, ...(read ? { id: args.id } : {}) });
          if (read) return { id: args.id, state: nodeState(args.id ?? "", nodes) };
        }
        return { id: `${args.name}-id`, state: args.inputs };
      },
    },
    "project",
    "dev",
    nodes === "unknown",
  );
  const monitor = pulumi.runtime.getMonitor() as unknown as RecordingMonitor;
  const register = monitor.registerResource.bind(monitor);
  monitor.registerResource = (request, callback) => {
    const names = request.getDependenciesList().map((urn) => urn.split("::").at(-1) ?? "");
    waitsFor.set(request.getName(), names.sort());
    register(request, callback);
  };
  return waitsFor;
}

interface RecordingMonitor {
  registerResource(
    request: { getName(): string; getDependenciesList(): string[] },
    callback: (...result: unknown[]) => void,
  ): void;
}

function nodeState(name: string, nodes: LiveNodes): Record<string, unknown> {
  if (nodes === "unknown") return {};
  return { metadata: { name, labels: { "kubernetes.io/os": "linux" } }, spec: { taints: nodes[name] ?? [] } };
}

/** Lets everything that is on its way arrive, further errors among it. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve));
}
