import type { core } from "@pulumi/kubernetes/types/input.js";
import { type ImageOptions, labels, type PoolLayout } from "@roadstead/core";
import { gpuBinding } from "../gpu-binding.js";
import { pullSecrets } from "../images.js";

/** Namespace of the GPU software, the same on every cluster. */
export const gpuSystemNamespace = "gpu-system";

/** Labels by which a DaemonSet of one pool finds its pods; they cannot change later. */
export function selectorLabels(component: string, pool: PoolLayout): Record<string, string> {
  return { "app.kubernetes.io/name": component, [labels.pool]: pool.name };
}

/**
 * What the pods of one pool's DaemonSets have in common: where they run, and as what.
 *
 * @param ownerLabel node label that says that Roadstead owns this layer. Without it a node gets no pod, so that a
 *   node without GPUs never has a plugin that crashes on it
 */
export function poolPod(
  component: string,
  pool: PoolLayout,
  ownerLabel: string,
  images: ImageOptions,
): Omit<core.v1.PodSpec, "containers"> {
  const binding = gpuBinding([pool], pool.name);
  return {
    serviceAccountName: component,
    // Neither component talks to the Kubernetes API.
    automountServiceAccountToken: false,
    enableServiceLinks: false,
    priorityClassName: "system-node-critical",
    ...(binding.runtimeClassName === undefined ? {} : { runtimeClassName: binding.runtimeClassName }),
    ...pullSecrets(images),
    affinity: {
      nodeAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: {
          nodeSelectorTerms: [
            {
              matchExpressions: [
                { key: ownerLabel, operator: "In", values: ["roadstead"] },
                { key: labels.pool, operator: "In", values: [pool.name] },
              ],
            },
          ],
        },
      },
    },
    tolerations: binding.tolerations.map((toleration) => ({ ...toleration })),
    // Root, for the kubelet's sockets belong to it.
    securityContext: { runAsUser: 0, runAsNonRoot: false, seccompProfile: { type: "RuntimeDefault" } },
  };
}

/** Replaces pods a tenth of the nodes at a time; running GPU pods do not notice. */
export function updateStrategy() {
  return { type: "RollingUpdate", rollingUpdate: { maxUnavailable: "10%" } };
}

/**
 * Nodes come, go and break by themselves, and one bad node must not hold up a deployment; whether the plugin works
 * shows in the nodes' allocatable GPUs.
 */
export function skipAwait() {
  return { "pulumi.com/skipAwait": "true" };
}
