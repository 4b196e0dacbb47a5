import { gpuResourceName, type PoolLayout, type Problem, SpecError, labels, suggestion } from "@roadstead/core";

/** What a pod needs to run on a GPU pool; plain data, the same shape on every target. */
export interface GpuBinding {
  /** The extended resource to ask for: `nvidia.com/gpu` in every sharing mode. */
  readonly resourceName: string;
  /** Most GPUs (or shares) that one pod can use; 1 for shared GPUs, where a second share gives nothing more. */
  readonly maxPerPod: number;
  readonly nodeSelector: Readonly<Record<string, string>>;
  readonly tolerations: readonly GpuToleration[];
  /** RuntimeClass; undefined where containerd's default runtime is NVIDIA's. */
  readonly runtimeClassName?: string;
  /** Only MPS on GKE needs it, which Pod Security forbids. */
  readonly hostIPC?: boolean;
  /** Strictest Pod Security level that a pod with this binding can run under. */
  readonly podSecurity: "restricted" | "baseline" | "privileged";
}

/** A Kubernetes toleration; `Equal` needs a value. */
export interface GpuToleration {
  readonly key: string;
  readonly operator: "Exists" | "Equal";
  readonly value?: string;
  readonly effect?: "NoSchedule" | "PreferNoSchedule" | "NoExecute";
}

/**
 * The binding of one pool, from its layout.
 * @throws {SpecError} `pools.<name>` for an unknown pool or one without GPUs
 */
export function gpuBinding(pools: readonly PoolLayout[], name: string): GpuBinding {
  const pool = pools.find((candidate) => candidate.name === name);
  const accelerator = pool?.accelerator;
  if (pool === undefined || accelerator === undefined) throw new SpecError([noGpuPool(pools, name)]);
  return {
    resourceName: gpuResourceName,
    maxPerPod: accelerator.sharing.mode === "exclusive" ? accelerator.gpusPerNode : 1,
    nodeSelector: { [labels.pool]: pool.name, ...selectedByTaint(pool) },
    tolerations: pool.taints.map((taint) =>
      taint.key === gpuResourceName
        ? { key: taint.key, operator: "Exists", effect: taint.effect }
        : taint.value === undefined
          ? { key: taint.key, operator: "Exists", effect: taint.effect }
          : { key: taint.key, operator: "Equal", value: taint.value, effect: taint.effect },
    ),
    ...(pool.runtimeClassName === undefined ? {} : { runtimeClassName: pool.runtimeClassName }),
    podSecurity: "restricted",
  };
}

/**
 * Labels that repeat a taint. Nodes that are set apart by both are asked for by both: GKE's autoscaler takes a pod
 * for one of a ComputeClass, and keeps its order of node pools, only if the pod selects it.
 */
function selectedByTaint({ labels: nodeLabels, taints }: PoolLayout): Readonly<Record<string, string>> {
  return Object.fromEntries(
    taints.flatMap(({ key, value }) => (value !== undefined && nodeLabels[key] === value ? [[key, value]] : [])),
  );
}

function noGpuPool(pools: readonly PoolLayout[], name: string): Problem {
  const allowed = pools.filter((pool) => pool.accelerator !== undefined).map((pool) => pool.name);
  return {
    rule: "cluster/gpu-pool",
    path: `pools.${name}`,
    message: "is not a pool with GPUs",
    allowed,
    ...suggestion(name, allowed),
  };
}
