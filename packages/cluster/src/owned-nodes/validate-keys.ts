import { type KeysOf, imageKeys, type Problem, membersOf, unknownKeys } from "@roadstead/core";
import type { OwnedNodesConfig, OwnedPool } from "./config.js";
import type { OwnedNodesRule } from "./rules.js";

const commonKeys: KeysOf<OwnedNodesConfig> = {
  kubeconfig: true,
  context: true,
  clusterId: true,
  location: true,
  pools: true,
  images: true,
  stores: true,
  tags: true,
  transform: true,
};
const poolKeys: KeysOf<OwnedPool> = { nodes: true };

/** Keys that the factory does not have, where a program without types says them. `own`: the target's own keys. */
export function unknownKeyProblems(
  config: unknown,
  own: Readonly<Record<string, true>>,
  target: string,
): readonly Problem[] {
  const root = membersOf(config);
  const check = (path: string, value: unknown, known: Readonly<Record<string, true>>) =>
    unknownKeys("owned-nodes/unknown-key" satisfies OwnedNodesRule, path, value, known);
  return [
    ...check(target, root, { ...commonKeys, ...own }),
    ...Object.entries(membersOf(root["pools"])).flatMap(([name, pool]) =>
      check(`${target}.pools.${name}`, pool, poolKeys),
    ),
    ...check(`${target}.images`, root["images"], imageKeys),
  ];
}
