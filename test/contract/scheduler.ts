/**
 * What of Kubernetes' scheduler decides where a pod may run: node selector, required node affinity, taints and
 * tolerations, extended resources.
 * https://kubernetes.io/docs/concepts/scheduling-eviction/
 */

export interface NodeTaint {
  readonly key: string;
  readonly value?: string;
  readonly effect: string;
}

export interface SchedulerNode {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly taints: readonly NodeTaint[];
  /** Advertised `nvidia.com/gpu`. */
  readonly gpus: number;
}

export interface Toleration {
  readonly key?: string;
  readonly operator?: string;
  readonly value?: string;
  readonly effect?: string;
}

export interface Requirement {
  readonly key: string;
  readonly operator: string;
  readonly values?: readonly string[];
}

export interface SchedulerPod {
  readonly nodeSelector?: Readonly<Record<string, string>>;
  readonly tolerations?: readonly Toleration[];
  readonly affinity?: {
    readonly nodeAffinity?: {
      readonly requiredDuringSchedulingIgnoredDuringExecution?: {
        readonly nodeSelectorTerms: readonly { readonly matchExpressions?: readonly Requirement[] }[];
      };
    };
  };
  readonly containers: readonly { readonly resources?: { readonly limits?: Readonly<Record<string, string>> } }[];
}

/** True where the pod may run on the node. */
export function fits(pod: SchedulerPod, node: SchedulerNode): boolean {
  return selects(pod, node) && tolerated(node.taints, pod.tolerations) && asksFor(pod, "nvidia.com/gpu") <= node.gpus;
}

function selects({ nodeSelector = {}, affinity }: SchedulerPod, { labels }: SchedulerNode): boolean {
  const terms = affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms;
  return (
    Object.entries(nodeSelector).every(([key, value]) => labels[key] === value) &&
    // Terms are alternatives; the expressions of one must all hold.
    (terms === undefined ||
      terms.some(({ matchExpressions = [] }) => matchExpressions.every((expression) => holds(expression, labels))))
  );
}

/** Whether labels of a node are as an affinity wants them. */
export function holds({ key, operator, values = [] }: Requirement, labels: SchedulerNode["labels"]): boolean {
  const value = labels[key];
  switch (operator) {
    case "In":
      return value !== undefined && values.includes(value);
    case "NotIn":
      return value === undefined || !values.includes(value);
    case "Exists":
      return value !== undefined;
    case "DoesNotExist":
      return value === undefined;
    case "Gt":
      return Number(value) > Number(values[0]);
    case "Lt":
      return Number(value) < Number(values[0]);
    default:
      throw new Error(`unknown operator ${operator}`);
  }
}

/** Whether no taint keeps the pod away. */
export function tolerated(taints: readonly NodeTaint[], tolerations: readonly Toleration[] = []): boolean {
  return taints
    .filter(({ effect }) => effect !== "PreferNoSchedule")
    .every((taint) => tolerations.some((toleration) => matches(toleration, taint)));
}

function matches({ key = "", operator = "Equal", value = "", effect = "" }: Toleration, taint: NodeTaint): boolean {
  if (effect !== "" && effect !== taint.effect) return false;
  if (operator === "Exists") return key === "" || key === taint.key;
  return key === taint.key && value === (taint.value ?? "");
}

function asksFor({ containers }: SchedulerPod, resource: string): number {
  return containers.reduce((sum, { resources }) => sum + Number(resources?.limits?.[resource] ?? 0), 0);
}
