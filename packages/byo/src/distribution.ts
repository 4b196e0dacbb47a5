import type { OwnedPool } from "@roadstead/cluster/owned-nodes";
import type { Problem } from "@roadstead/core";
import type { ByoConfig } from "./config.js";
import type { ByoRule } from "./rules.js";

/** Kinds of clusters whose nodes nobody can own, by what their name contains. */
const refusedKinds = [
  { pattern: /fargate/i, name: "Fargate", reason: "has no nodes that take labels, DaemonSets or GPUs" },
  { pattern: /autopilot/i, name: "GKE Autopilot", reason: "owns its nodes and refuses changes to them" },
  { pattern: /auto[ -]?mode/i, name: "EKS Auto Mode", reason: "owns its nodes and their device plugin" },
  { pattern: /windows/i, name: "Windows", reason: "has no NVIDIA container runtime" },
] as const;

/** Kinds that bring a device plugin of their own. */
const pluginKinds = [
  { pattern: /\bgke\b|google kubernetes engine/i, name: "GKE" },
  { pattern: /bottlerocket/i, name: "Bottlerocket" },
] as const;

/** Node names that tell of a kind whose nodes nobody can own. */
const refusedNodes = [
  { pattern: /^fargate-/, name: "Fargate" },
  { pattern: /^gk3-/, name: "GKE Autopilot" },
] as const;

export function isOpenShift(distribution: string): boolean {
  return /open ?shift|\bocp\b|\bokd\b/i.test(distribution);
}

/** True where the default runtime is not NVIDIA's, so that GPU pods need a RuntimeClass. */
export function needsRuntimeClass(distribution: string): boolean {
  return /\brke2\b|\bk3s\b/i.test(distribution);
}

/** What the stated kind of cluster rules out. */
export function distributionProblems(config: ByoConfig): readonly Problem[] {
  const { distribution = "", gpuStack, pools } = config;
  const refused = refusedKinds
    .filter((kind) => kind.pattern.test(distribution))
    .map(({ name, reason }) => ({
      rule: "byo/managed-nodes" satisfies ByoRule,
      path: "byo.distribution",
      message: `${name} ${reason}`,
      got: JSON.stringify(distribution),
      hint: "use a cluster whose Linux nodes you own",
    }));
  if (refused.length > 0) return refused;
  return [
    ...Object.entries(pools ?? {}).flatMap(([pool, owned]) => nodeProblems(pool, owned)),
    ...pluginKinds
      .filter((kind) => gpuStack?.devicePlugin === "roadstead" && kind.pattern.test(distribution))
      .map(({ name }) => ({
        rule: "byo/two-advertisers" satisfies ByoRule,
        path: "byo.gpuStack.devicePlugin",
        message: `would be the second device plugin: ${name} brings its own`,
        got: '"roadstead"',
        allowed: ["provider"],
      })),
  ];
}

function nodeProblems(pool: string, owned: OwnedPool): readonly Problem[] {
  if (!Array.isArray(owned?.nodes)) return [];
  return owned.nodes.flatMap((node, index) =>
    refusedNodes
      .filter((kind) => kind.pattern.test(node))
      .map(({ name }) => ({
        rule: "byo/managed-node" satisfies ByoRule,
        path: `byo.pools.${pool}.nodes[${index}]`,
        message: `is a node of ${name}, which nobody can own`,
        got: JSON.stringify(node),
        hint: "name Linux nodes that you own",
      })),
  );
}
