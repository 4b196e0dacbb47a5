import { type ClusterLayout, type PoolLayout, type Taint, gpuTaint } from "@roadstead/core";

/** What is read of a node, in Kubernetes' own names. */
export interface ObservedNode {
  readonly labels?: Readonly<Record<string, string>>;
  readonly taints?: readonly { readonly key: string; readonly value?: string; readonly effect: string }[];
}

/** A node that a pool names. */
export interface NamedNode {
  readonly name: string;
  readonly pool: PoolLayout;
}

/** The nodes of all pools, in the order of the layout. */
export function namedNodes(layout: ClusterLayout): readonly NamedNode[] {
  return layout.pools.flatMap((pool) =>
    pool.groups.flatMap((group) => (group.nodes ?? []).map((name) => ({ name, pool }))),
  );
}

/** The command that gives a node these taints. */
export function taintCommand(node: string, taints: readonly Taint[]): string {
  return ["kubectl taint nodes", node, ...taints.map(taintText)].join(" ");
}

/**
 * Taints of the pool that the node lacks.
 *
 * A GPU taint with another value counts, because everything tolerates that key whatever its value.
 */
export function missingTaints(pool: Pick<PoolLayout, "taints">, node: ObservedNode): readonly Taint[] {
  return pool.taints.filter(
    (wanted) =>
      !(node.taints ?? []).some(
        (found) =>
          found.key === wanted.key &&
          found.effect === wanted.effect &&
          (wanted.key === gpuTaint.key || (found.value ?? "") === (wanted.value ?? "")),
      ),
  );
}

/**
 * What is wrong with the nodes as they are, with the commands that mend it; undefined where all is well.
 *
 * `observed` has one entry per node, in the same order.
 */
export function nodeFaults(
  cluster: string,
  nodes: readonly NamedNode[],
  observed: readonly ObservedNode[],
): string | undefined {
  const foreign = nodes.flatMap(({ name }, index) => foreignReason(name, observed[index] ?? {}));
  const commands = nodes.flatMap(({ name, pool }, index) => {
    const node = observed[index] ?? {};
    const missing = missingTaints(pool, node);
    return missing.length === 0 ? [] : [`  ${taintCommand(name, missing)}${overwriteFlag(missing, node)}`];
  });
  const parts: string[] = [];
  if (foreign.length > 0) {
    parts.push(`Nodes of cluster "${cluster}" cannot be in a pool:`, ...foreign.map((line) => `  ${line}`));
  }
  if (commands.length > 0) {
    parts.push(
      `Nodes of cluster "${cluster}" lack taints that their pools have. Set them and run again:`,
      ...commands,
      "Taints are not set for you yet: the list has one owner, and writing it would remove those of others.",
    );
  }
  return parts.length === 0 ? undefined : parts.join("\n");
}

function taintText({ key, value, effect }: Taint): string {
  return value === undefined || value === "" ? `${key}:${effect}` : `${key}=${value}:${effect}`;
}

/** `kubectl taint` refuses to change the value of a key and effect that are there, unless told to. */
function overwriteFlag(missing: readonly Taint[], node: ObservedNode): string {
  const replaces = missing.some((wanted) =>
    (node.taints ?? []).some((found) => found.key === wanted.key && found.effect === wanted.effect),
  );
  return replaces ? " --overwrite" : "";
}

function foreignReason(name: string, { labels = {} }: ObservedNode): readonly string[] {
  const system = labels["kubernetes.io/os"];
  if (system !== undefined && system !== "linux") return [`${name} runs ${system}; GPU pools need Linux`];
  const compute = labels["eks.amazonaws.com/compute-type"];
  if (compute === "fargate") return [`${name} is a Fargate node, which takes no DaemonSet and has no GPU`];
  if (compute === "auto") return [`${name} is an EKS Auto Mode node, whose labels and device plugin are AWS's own`];
  return [];
}
