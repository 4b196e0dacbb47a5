import type { Requirement, Toleration } from "../../../../contract/scheduler.js";
import type { KubernetesClient, KubernetesObject } from "../../../control-plane/index.js";

/** A pod that the scheduler found no node for, and what it needs of one. */
export interface PendingPod {
  readonly name: string;
  readonly nodeSelector: Readonly<Record<string, string>>;
  /** One of these must hold as a whole; empty when it does not matter. */
  readonly nodeTerms: readonly (readonly Requirement[])[];
  readonly tolerations: readonly Toleration[];
  /** Cores, bytes, or things. */
  readonly requests: Readonly<Record<string, number>>;
}

interface PodSpec {
  readonly nodeName?: string;
  readonly nodeSelector?: Readonly<Record<string, string>>;
  readonly tolerations?: readonly Toleration[];
  readonly containers: readonly Container[];
  readonly affinity?: {
    readonly nodeAffinity?: {
      readonly requiredDuringSchedulingIgnoredDuringExecution?: {
        readonly nodeSelectorTerms: readonly { readonly matchExpressions?: readonly Requirement[] }[];
      };
    };
  };
}

interface Container {
  readonly resources?: Readonly<Record<"limits" | "requests", Readonly<Record<string, string>> | undefined>>;
}

interface PodStatus {
  readonly conditions?: readonly { readonly type: string; readonly status: string; readonly reason?: string }[];
}

export async function pendingPods(client: KubernetesClient): Promise<PendingPod[]> {
  const pods = await client.list("v1", "Pod", { fieldSelector: "status.phase=Pending" });
  return pods.filter(isUnschedulable).map(pendingPod);
}

function isUnschedulable(pod: KubernetesObject): boolean {
  const { conditions = [] } = pod["status"] as PodStatus;
  return conditions.some(({ type, reason }) => type === "PodScheduled" && reason === "Unschedulable");
}

function pendingPod(pod: KubernetesObject): PendingPod {
  const spec = pod["spec"] as PodSpec;
  const required = spec.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution;
  return {
    name: pod.metadata.name,
    nodeSelector: spec.nodeSelector ?? {},
    nodeTerms: (required?.nodeSelectorTerms ?? []).map((term) => term.matchExpressions ?? []),
    tolerations: spec.tolerations ?? [],
    requests: totalRequests(spec.containers),
  };
}

function totalRequests(containers: readonly Container[]): Record<string, number> {
  const total: Record<string, number> = {};
  for (const { resources } of containers) {
    for (const [resource, amount] of Object.entries({ ...resources?.limits, ...resources?.requests })) {
      total[resource] = (total[resource] ?? 0) + quantity(amount);
    }
  }
  return total;
}

const factors: Readonly<Record<string, number>> = {
  m: 1e-3,
  "": 1,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
};

/** As the API server spells amounts of pods. */
function quantity(amount: string): number {
  const [, digits = "", suffix = ""] = /^(\d+(?:\.\d+)?)([a-zA-Z]*)$/.exec(amount) ?? [];
  const factor = factors[suffix];
  if (factor === undefined || digits === "") throw new Error(`"${amount}" is not an amount`);
  return Number(digits) * factor;
}
