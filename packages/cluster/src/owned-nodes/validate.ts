import type { ClusterSpec, Problem, Tags } from "@roadstead/core";
import { clusterComponents, imageProblems } from "../images.js";
import { storesConfigProblems } from "../stores/stores-config-problems.js";
import type { OwnedNodesConfig } from "./config.js";
import { readKubeconfig } from "./kubeconfig.js";
import { poolNodeProblems } from "./pool-nodes.js";
import type { OwnedNodesRule } from "./rules.js";

/** Names of Kubernetes objects that the target takes as given. */
export interface NamedClasses {
  readonly storageClass: string | undefined;
  readonly runtimeClassName: string | undefined;
}

/**
 * Everything wrong with a factory's own part, for targets whose nodes exist already.
 *
 * The kubeconfig is read only where it is plain text; one that comes as an Output is read when it is known.
 */
export function ownedNodesProblems(
  spec: ClusterSpec,
  config: OwnedNodesConfig,
  classes: NamedClasses,
  target: string,
): readonly Problem[] {
  return [
    ...clusterIdProblems(config.clusterId, target),
    ...kubeconfigProblems(config, target),
    ...poolNodeProblems(spec, config, target),
    ...tagProblems(spec, config.tags ?? {}, target),
    ...imageProblems(config.images ?? {}, `${target}.images`, clusterComponents),
    ...storesConfigProblems(config.stores, `${target}.stores`),
    ...classProblems("owned-nodes/storage-class", `${target}.storageClass`, classes.storageClass),
    ...classProblems("owned-nodes/runtime-class", `${target}.runtimeClassName`, classes.runtimeClassName),
  ];
}

function clusterIdProblems(clusterId: string | undefined, target: string): readonly Problem[] {
  if (typeof clusterId === "string" && /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/.test(clusterId)) return [];
  return [
    {
      rule: "owned-nodes/cluster-id" satisfies OwnedNodesRule,
      path: `${target}.clusterId`,
      message: clusterId === undefined ? "is missing" : "is no DNS label",
      ...(clusterId === undefined ? {} : { got: JSON.stringify(clusterId) }),
      hint: 'name the cluster with at most 63 lower-case letters, digits and dashes, such as "dc1"',
    },
  ];
}

function kubeconfigProblems({ kubeconfig, context }: OwnedNodesConfig, target: string): readonly Problem[] {
  const text: unknown = kubeconfig ?? "";
  if (typeof text !== "string") return [];
  return readKubeconfig(text, context).faults.map((fault) => ({ ...fault, path: `${target}.kubeconfig` }));
}

/** The spec's three tags of the first class count however they are written: `cost-center` is `costCenter`. */
function tagProblems(spec: ClusterSpec, tags: Readonly<Record<string, string>>, target: string): readonly Problem[] {
  const known: Partial<Tags> = (spec as ClusterSpec | undefined)?.tags ?? {};
  const said = new Set(["owner", "costcenter", "environment", ...Object.keys(known.additional ?? {})]);
  return Object.keys(tags)
    .filter((key) => said.has(key) || said.has(key.toLowerCase().replace(/[-_]/g, "")))
    .map((key) => ({
      rule: "owned-nodes/tag-duplicate" satisfies OwnedNodesRule,
      path: `${target}.tags.${key}`,
      message: "is a tag of the spec already",
      hint: "say it in one of the two places",
    }));
}

function classProblems(rule: OwnedNodesRule, path: string, name: string | undefined): readonly Problem[] {
  if (name === undefined) return [];
  if (typeof name === "string" && name.length <= 253 && /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/.test(name)) return [];
  return [
    {
      rule,
      path,
      message: "is no name of a Kubernetes object",
      got: JSON.stringify(name),
      hint: "lower-case letters, digits, dashes and dots",
    },
  ];
}
