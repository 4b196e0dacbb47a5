import type { ClusterLayout, Note, PoolLayout } from "@roadstead/core";
import { transformedKinds } from "../transform.js";
import type { OwnedNodesConfig, OwnedNodesTransforms } from "./config.js";
import { type KubeconfigFacts, readKubeconfig } from "./kubeconfig.js";
import { taintCommand } from "./node-check.js";

/** What must be done or known before `up` touches nodes that exist already. */
export function ownedNodesNotes(layout: ClusterLayout, config: OwnedNodesConfig): readonly Note[] {
  return [
    ...reachNotes(config, layout.target),
    ...layout.pools.flatMap((pool) => [
      ...countNotes(pool),
      ...taintNotes(pool),
      ...migNotes(pool),
      ...sharingNotes(pool),
    ]),
    ...otherNodeNotes(layout),
    ...transformNotes(config.transform, layout.target),
  ];
}

function reachNotes({ kubeconfig, context }: OwnedNodesConfig, target: string): readonly Note[] {
  const path = `${target}.kubeconfig`;
  const facts = typeof kubeconfig === "string" ? readKubeconfig(kubeconfig, context).facts : undefined;
  const server = facts === undefined ? "the API server that the kubeconfig names" : `the API server ${facts.server}`;
  return [
    { code: "must-reach", path, message: `${server} must be reachable from where Pulumi runs` },
    ...(facts === undefined ? [] : kubeconfigNotes(facts, path)),
  ];
}

function kubeconfigNotes({ loopback, command, files }: KubeconfigFacts, path: string): readonly Note[] {
  const notes: Note[] = [];
  if (loopback) {
    notes.push({
      code: "kubeconfig-loopback",
      path,
      message: "the server's address works on that machine alone, or through a tunnel",
    });
  }
  if (command !== undefined) {
    notes.push({
      code: "kubeconfig-command",
      path,
      message: `it signs in with ${JSON.stringify(command)}, which must be installed where Pulumi runs`,
    });
  }
  if (files.length > 0) {
    notes.push({
      code: "kubeconfig-files",
      path,
      message: `it points to files that must exist where Pulumi runs: ${files.join(", ")}`,
    });
  }
  return notes;
}

function countNotes(pool: PoolLayout): readonly Note[] {
  const count = nodesOf(pool).length;
  if (count >= pool.size.max) return [];
  return [
    {
      code: "fewer-nodes",
      path: `pools.${pool.name}.size.max`,
      message: `${count} of at most ${pool.size.max} nodes are named; the pool has ${count} and does not grow`,
    },
  ];
}

function taintNotes(pool: PoolLayout): readonly Note[] {
  if (pool.taints.length === 0) return [];
  return [
    {
      code: "taints-verified",
      path: `pools.${pool.name}`,
      message: `taints are verified and not set; before \`up\`: ${taintCommand(nodesOf(pool).join(" "), pool.taints)}`,
    },
  ];
}

function migNotes({ name, accelerator, gpuStack }: PoolLayout): readonly Note[] {
  if (accelerator?.sharing.profile === undefined || gpuStack?.mig !== "user") return [];
  const { profile, sharesPerGpu } = accelerator.sharing;
  const instances = Array.from({ length: sharesPerGpu }, () => profile).join(",");
  return [
    {
      code: "mig-prepared-host",
      path: `pools.${name}.accelerator.sharing`,
      message:
        "you partition the GPUs on each node, again after each boot, before the device plugin starts: " +
        `nvidia-smi -mig 1 && nvidia-smi mig -cgi ${instances} -C`,
    },
  ];
}

function sharingNotes({ name, accelerator, gpuStack }: PoolLayout): readonly Note[] {
  if (accelerator?.sharing.mode !== "time-slicing" || gpuStack?.sharingConfig === "roadstead") return [];
  return [
    {
      code: "sharing-by-others",
      path: `pools.${name}.accelerator.sharing`,
      message: `the device plugin that you run must advertise ${accelerator.sharing.sharesPerGpu} nvidia.com/gpu per GPU`,
    },
  ];
}

function otherNodeNotes(layout: ClusterLayout): readonly Note[] {
  if (!layout.pools.every((pool) => pool.taints.some((taint) => taint.effect !== "PreferNoSchedule"))) return [];
  return [
    {
      code: "untainted-nodes",
      path: "pools",
      message: "every pool is tainted; DNS, storage drivers and controllers need other nodes of the cluster",
    },
  ];
}

function transformNotes(transform: OwnedNodesTransforms | undefined, target: string): readonly Note[] {
  return transformedKinds(transform).map((kind) => ({
    code: "transform-used",
    path: `${target}.transform.${kind}`,
    message: `changes ${kind}`,
  }));
}

function nodesOf(pool: PoolLayout): readonly string[] {
  return pool.groups.flatMap((group) => group.nodes ?? []);
}
