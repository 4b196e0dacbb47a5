import { type ClusterSpec, type CpuPool, type GpuPool, type Problem, isGpuPool } from "@roadstead/core";
import type { OwnedNodesConfig, OwnedPool } from "./config.js";
import type { OwnedNodesRule } from "./rules.js";

/** Pools of a spec that may be untyped: those that are objects, whatever else is wrong, which `validateSpec` tells. */
export function poolsOf(spec: ClusterSpec): readonly (readonly [string, GpuPool | CpuPool])[] {
  const pools: unknown = (spec as ClusterSpec | null | undefined)?.pools;
  if (typeof pools !== "object" || pools === null) return [];
  return Object.entries(pools as ClusterSpec["pools"]).filter(([, pool]) => typeof pool === "object" && pool !== null);
}

/** True where a pool of the spec has GPUs. */
export function hasGpus(spec: ClusterSpec): boolean {
  return poolsOf(spec).some(([, pool]) => isGpuPool(pool));
}

/** Everything wrong with the nodes that the factory names for the pools of the spec. */
export function poolNodeProblems(
  spec: ClusterSpec,
  config: Pick<OwnedNodesConfig, "pools">,
  target: string,
): readonly Problem[] {
  const wanted = new Map(poolsOf(spec));
  const given = Object.entries(config.pools ?? {});
  return [
    ...[...wanted.keys()].flatMap((name) => missingPool(name, config, target)),
    ...given.flatMap(([name, pool]) => nodeCount(name, pool, wanted.get(name), target)),
    ...nodeNames(given, target),
  ];
}

function missingPool(name: string, { pools }: Pick<OwnedNodesConfig, "pools">, target: string): readonly Problem[] {
  if (Object.hasOwn(pools ?? {}, name)) return [];
  return [
    problem("owned-nodes/pool-missing", `${target}.pools.${name}`, {
      message: "is a pool of the spec, and no nodes are named for it",
      hint: `name them: pools: { ${JSON.stringify(name)}: { nodes: ["…"] } }, or leave the pool out of this cluster's spec`,
    }),
  ];
}

function nodeCount(
  name: string,
  owned: OwnedPool,
  pool: GpuPool | CpuPool | undefined,
  target: string,
): readonly Problem[] {
  const path = `${target}.pools.${name}.nodes`;
  const count = nodesOf(owned).length;
  if (count === 0) {
    return [
      problem("owned-nodes/no-nodes", path, {
        message: "names no node",
        hint: "name at least one, as `kubectl get nodes` prints it",
      }),
    ];
  }
  const size = pool?.size;
  if (size === undefined || size === null) return [];
  if (count < size.min) {
    return [
      problem("owned-nodes/fewer-than-min", path, {
        message: `names fewer nodes than the pool's size.min of ${size.min}`,
        got: `${count}`,
        hint: "name more nodes or lower size.min",
      }),
    ];
  }
  if (count > size.max) {
    return [
      problem("owned-nodes/more-than-max", path, {
        message: `names more nodes than the pool's size.max of ${size.max}`,
        got: `${count}`,
        hint: "name fewer nodes or raise size.max",
      }),
    ];
  }
  return [];
}

const nodeNamePattern = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/;

function nodeNames(pools: readonly (readonly [string, OwnedPool])[], target: string): readonly Problem[] {
  const firstPath = new Map<string, string>();
  return pools.flatMap(([pool, owned]) =>
    nodesOf(owned).flatMap((node, index): readonly Problem[] => {
      const path = `${target}.pools.${pool}.nodes[${index}]`;
      if (typeof node !== "string" || node.length > 253 || !nodeNamePattern.test(node)) {
        return [
          problem("owned-nodes/node-name", path, {
            message: "is no name of a Kubernetes node",
            got: JSON.stringify(node),
            hint: "lower-case letters, digits, dashes and dots, as `kubectl get nodes` prints it",
          }),
        ];
      }
      const first = firstPath.get(node);
      if (first === undefined) {
        firstPath.set(node, path);
        return [];
      }
      return [
        problem("owned-nodes/node-twice", path, {
          message: `is named by ${first} already`,
          got: JSON.stringify(node),
          hint: "name each node in one pool, once",
        }),
      ];
    }),
  );
}

function nodesOf(pool: OwnedPool | undefined): readonly string[] {
  return Array.isArray(pool?.nodes) ? pool.nodes : [];
}

function problem(rule: OwnedNodesRule, path: string, rest: Omit<Problem, "rule" | "path">): Problem {
  return { rule, path, ...rest };
}
