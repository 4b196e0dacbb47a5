import { parse } from "yaml";
import type { KubernetesClient } from "../../../control-plane/index.js";
import type { Container } from "../../../nodes/objects.js";
import type { EmulatedNodeGroup } from "../index.js";

/** What a deployed autoscaler was told. */
export interface DeployedAutoscaler {
  /** A group that it scales, with its own limits; undefined for one that it does not know. */
  limitsOf(group: EmulatedNodeGroup): { readonly min: number; readonly max: number } | undefined;
  readonly enforcesMin: boolean;
  /** Higher goes first; undefined for a group that the priorities do not name, which is never used. */
  priorityOf(group: EmulatedNodeGroup): number | undefined;
}

interface Deployment {
  readonly metadata: { readonly namespace?: string };
  readonly spec: { readonly template: { readonly spec: { readonly containers: readonly Container[] } } };
}

/** Reads Cluster Autoscaler's Deployment and its ConfigMap as the program left them; undefined where there is none. */
export async function deployedAutoscaler(client: KubernetesClient): Promise<DeployedAutoscaler | undefined> {
  const deployments = (await client.list("apps/v1", "Deployment")) as unknown as readonly Deployment[];
  for (const { metadata, spec } of deployments) {
    for (const { command = [], args = [] } of spec.template.spec.containers) {
      if (!/(^|\/)cluster-autoscaler$/.test(command[0] ?? "")) continue;
      const flags = [...command, ...args];
      const expanders = valuesOf(flags, "expander").flatMap((value) => value.split(","));
      const priorities = expanders.includes("priority")
        ? await prioritiesIn(client, metadata.namespace ?? "kube-system")
        : [];
      return {
        limitsOf: (group) => limits(flags, group),
        enforcesMin: valuesOf(flags, "enforce-node-group-min-size").includes("true"),
        priorityOf: ({ autoscalingGroup }) =>
          priorities.length === 0
            ? 0
            : priorities.find(({ patterns }) => patterns.some((pattern) => pattern.test(autoscalingGroup)))?.priority,
      };
    }
  }
  return undefined;
}

function valuesOf(flags: readonly string[], name: string): readonly string[] {
  const start = `--${name}=`;
  return flags.flatMap((flag) => (flag.startsWith(start) ? [flag.slice(start.length)] : []));
}

/** By `--nodes=min:max:group`, or by the tags that `--node-group-auto-discovery=asg:tag=…` names. */
function limits(flags: readonly string[], group: EmulatedNodeGroup): { min: number; max: number } | undefined {
  for (const value of valuesOf(flags, "nodes")) {
    const [, min, max, name] = /^(\d+):(\d+):(.+)$/.exec(value) ?? [];
    if (name === group.autoscalingGroup) return { min: Number(min), max: Number(max) };
  }
  for (const value of valuesOf(flags, "node-group-auto-discovery")) {
    const wanted = value.replace(/^asg:tag=/, "").split(",");
    if (wanted.every((tag) => hasTag(group, tag))) return { min: group.min, max: group.max };
  }
  return undefined;
}

/** @param tag `key`, with any value, or `key=value` */
function hasTag({ tags }: EmulatedNodeGroup, tag: string): boolean {
  const [key = "", value] = tag.split("=");
  return Object.hasOwn(tags, key) && (value === undefined || tags[key] === value);
}

/** https://github.com/kubernetes/autoscaler/blob/master/cluster-autoscaler/expander/priority/readme.md */
async function prioritiesIn(client: KubernetesClient, namespace: string) {
  const name = "cluster-autoscaler-priority-expander";
  const found = await client.get({ apiVersion: "v1", kind: "ConfigMap", name, namespace });
  const text = (found?.["data"] as { readonly priorities?: string } | undefined)?.priorities ?? "";
  const byPriority = (parse(text) ?? {}) as Readonly<Record<string, readonly string[]>>;
  return Object.entries(byPriority)
    .map(([priority, patterns]) => ({ priority: Number(priority), patterns: patterns.map((each) => new RegExp(each)) }))
    .sort((a, b) => b.priority - a.priority);
}
