import type { core } from "@pulumi/kubernetes/types/input.js";
import { type ImageOptions, labels, systemPoolName } from "@roadstead/core";
import { pullSecrets } from "../images.js";

/** User and group of every process; above 10,000, so that it is no user of a node's own. */
const podUser = 10_001;

/** What a pod of a component is made of, beside what all of them have in common. */
export interface PodParts {
  readonly serviceAccount: string;
  readonly images: ImageOptions;
  readonly initContainers?: readonly core.v1.Container[];
  readonly containers: readonly core.v1.Container[];
  readonly volumes?: readonly core.v1.Volume[];
  /** Labels of pods that should not stand on one node. */
  readonly spread?: Readonly<Record<string, string>>;
  /** @default that of a Deployment */
  readonly restartPolicy?: "Never" | "OnFailure";
  /** Seconds from the request to end to the end. @default 30 */
  readonly terminationGracePeriodSeconds?: number;
  /** For a pod that asks Kubernetes' API. @default false */
  readonly serviceAccountToken?: boolean;
}

/**
 * A pod that the restricted Pod Security Standard admits, that prefers the system pool, and that tolerates no GPU
 * node's taint: a server that waits for work would keep the dearest machines from going.
 */
export function hardenedPod(parts: PodParts): core.v1.PodSpec {
  const { initContainers = [], volumes = [], restartPolicy, terminationGracePeriodSeconds, spread } = parts;
  return {
    serviceAccountName: parts.serviceAccount,
    automountServiceAccountToken: parts.serviceAccountToken ?? false,
    enableServiceLinks: false,
    ...(restartPolicy === undefined ? {} : { restartPolicy }),
    ...(terminationGracePeriodSeconds === undefined ? {} : { terminationGracePeriodSeconds }),
    ...pullSecrets(parts.images),
    affinity: { nodeAffinity: preferSystemPool, ...(spread === undefined ? {} : { podAntiAffinity: apart(spread) }) },
    securityContext: {
      runAsNonRoot: true,
      runAsUser: podUser,
      runAsGroup: podUser,
      fsGroup: podUser,
      fsGroupChangePolicy: "OnRootMismatch",
      seccompProfile: { type: "RuntimeDefault" },
    },
    ...(initContainers.length === 0 ? {} : { initContainers: initContainers.map(hardened) }),
    containers: parts.containers.map(hardened),
    ...(volumes.length === 0 ? {} : { volumes: [...volumes] }),
  };
}

function hardened(container: core.v1.Container): core.v1.Container {
  return {
    imagePullPolicy: "IfNotPresent",
    ...container,
    securityContext: {
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ["ALL"] },
    },
  };
}

const preferSystemPool = {
  preferredDuringSchedulingIgnoredDuringExecution: [
    {
      weight: 100,
      preference: { matchExpressions: [{ key: labels.pool, operator: "In", values: [systemPoolName] }] },
    },
  ],
};

function apart(matchLabels: Readonly<Record<string, string>>) {
  const term = (topologyKey: string, weight: number) => ({
    weight,
    podAffinityTerm: { topologyKey, labelSelector: { matchLabels: { ...matchLabels } } },
  });
  return {
    preferredDuringSchedulingIgnoredDuringExecution: [
      term("kubernetes.io/hostname", 100),
      term("topology.kubernetes.io/zone", 50),
    ],
  };
}

/** What a container is sure to get, and the most that it may use. */
export interface ContainerSize {
  readonly cpu: readonly [request: string, limit: string];
  readonly memoryMib: readonly [request: number, limit: number];
  /** Logs, and what is written to volumes that are emptied with the pod. */
  readonly scratchMib: readonly [request: number, limit: number];
}

export function containerResources({ cpu, memoryMib, scratchMib }: ContainerSize): core.v1.ResourceRequirements {
  const at = (index: 0 | 1) => ({
    cpu: cpu[index],
    memory: `${memoryMib[index]}Mi`,
    "ephemeral-storage": `${scratchMib[index]}Mi`,
  });
  return { requests: at(0), limits: at(1) };
}

/** A folder that is emptied with the pod. */
export function scratchVolume(name: string, sizeMib: number): core.v1.Volume {
  return { name, emptyDir: { sizeLimit: `${sizeMib}Mi` } };
}

/** A variable whose value is in a Secret. */
export function secretEnv(name: string, secret: string, key: string): core.v1.EnvVar {
  return { name, valueFrom: { secretKeyRef: { name: secret, key } } };
}
