/** A pod spec with what security checks look at. */
export interface CheckedPod {
  readonly automountServiceAccountToken?: boolean;
  readonly serviceAccountName?: string;
  readonly hostPID?: boolean;
  readonly hostIPC?: boolean;
  readonly hostNetwork?: boolean;
  readonly securityContext?: SecurityContext & { readonly seccompProfile?: { readonly type: string } };
  readonly volumes?: readonly { readonly name: string; readonly hostPath?: { readonly path: string } }[];
  readonly containers: readonly CheckedContainer[];
}

interface SecurityContext {
  readonly runAsNonRoot?: boolean;
  readonly runAsUser?: number;
}

interface CheckedContainer {
  readonly image: string;
  readonly imagePullPolicy?: string;
  readonly livenessProbe?: unknown;
  readonly readinessProbe?: unknown;
  readonly env?: readonly { readonly name: string; readonly valueFrom?: { readonly secretKeyRef?: unknown } }[];
  readonly ports?: readonly { readonly hostPort?: number }[];
  readonly resources?: Readonly<Record<"requests" | "limits", Readonly<Record<string, string>> | undefined>>;
  readonly securityContext?: SecurityContext & {
    readonly privileged?: boolean;
    readonly allowPrivilegeEscalation?: boolean;
    readonly readOnlyRootFilesystem?: boolean;
    readonly capabilities?: { readonly drop?: readonly string[]; readonly add?: readonly string[] };
  };
}

export interface PodCheck {
  /** Checkov's ids. */
  readonly ids: readonly string[];
  readonly name: string;
  readonly holds: (pod: CheckedPod) => boolean;
}

const all = (test: (container: CheckedContainer) => boolean) => (pod: CheckedPod) => pod.containers.every(test);
const asks = (kind: "requests" | "limits", resource: string) =>
  all(({ resources }) => resources?.[kind]?.[resource] !== undefined);

/** Checkov's checks of pods that a pod spec decides. */
export const podChecks: readonly PodCheck[] = [
  { ids: ["CKV_K8S_8"], name: "has a liveness probe", holds: all((it) => it.livenessProbe !== undefined) },
  { ids: ["CKV_K8S_9"], name: "has a readiness probe", holds: all((it) => it.readinessProbe !== undefined) },
  { ids: ["CKV_K8S_10"], name: "asks for CPU", holds: asks("requests", "cpu") },
  { ids: ["CKV_K8S_11"], name: "limits CPU", holds: asks("limits", "cpu") },
  { ids: ["CKV_K8S_12"], name: "asks for memory", holds: asks("requests", "memory") },
  { ids: ["CKV_K8S_13"], name: "limits memory", holds: asks("limits", "memory") },
  { ids: ["CKV_K8S_14"], name: "has a fixed image tag", holds: all(({ image }) => /:(?!latest)[\w.-]+$/.test(image)) },
  { ids: ["CKV_K8S_15"], name: "pulls its image always", holds: all((it) => it.imagePullPolicy === "Always") },
  { ids: ["CKV_K8S_43"], name: "has an image digest", holds: all(({ image }) => image.includes("@sha256:")) },
  { ids: ["CKV_K8S_16"], name: "is not privileged", holds: all((it) => it.securityContext?.privileged !== true) },
  { ids: ["CKV_K8S_17"], name: "has processes of its own", holds: ({ hostPID }) => hostPID !== true },
  { ids: ["CKV_K8S_18"], name: "has IPC of its own", holds: ({ hostIPC }) => hostIPC !== true },
  { ids: ["CKV_K8S_19"], name: "has a network of its own", holds: ({ hostNetwork }) => hostNetwork !== true },
  {
    ids: ["CKV_K8S_20"],
    name: "gains no privileges",
    holds: all((it) => it.securityContext?.allowPrivilegeEscalation === false),
  },
  {
    ids: ["CKV_K8S_22"],
    name: "writes nothing to its root file system",
    holds: all((it) => it.securityContext?.readOnlyRootFilesystem === true),
  },
  {
    ids: ["CKV_K8S_23"],
    name: "is not root",
    holds: (pod) => pod.securityContext?.runAsNonRoot === true,
  },
  {
    ids: ["CKV_K8S_40"],
    name: "has a user id that no user of the host has",
    holds: (pod) => (pod.securityContext?.runAsUser ?? 0) >= 10_000,
  },
  {
    ids: ["CKV_K8S_25", "CKV_K8S_39"],
    name: "has no capability added",
    holds: all((it) => (it.securityContext?.capabilities?.add ?? []).length === 0),
  },
  {
    ids: ["CKV_K8S_28", "CKV_K8S_37"],
    name: "drops all capabilities",
    holds: all((it) => it.securityContext?.capabilities?.drop?.includes("ALL") === true),
  },
  {
    ids: ["CKV_K8S_26"],
    name: "has no port of the host",
    holds: all(({ ports = [] }) => ports.every(({ hostPort }) => hostPort === undefined)),
  },
  {
    ids: ["CKV_K8S_27"],
    name: "mounts no path of the host",
    holds: ({ volumes = [] }) => volumes.every(({ hostPath }) => hostPath === undefined),
  },
  {
    ids: ["CKV_K8S_29", "CKV_K8S_30"],
    name: "has security contexts of pod and container",
    holds: (pod) => pod.securityContext !== undefined && all((it) => it.securityContext !== undefined)(pod),
  },
  {
    ids: ["CKV_K8S_31"],
    name: "has the runtime's seccomp profile",
    holds: (pod) => pod.securityContext?.seccompProfile?.type === "RuntimeDefault",
  },
  {
    ids: ["CKV_K8S_35"],
    name: "has no secret in its environment",
    holds: all(({ env = [] }) => env.every(({ valueFrom }) => valueFrom?.secretKeyRef === undefined)),
  },
  {
    ids: ["CKV_K8S_38"],
    name: "has no token of the Kubernetes API",
    holds: ({ automountServiceAccountToken }) => automountServiceAccountToken === false,
  },
  {
    ids: ["CKV_K8S_41", "CKV_K8S_42"],
    name: "has a service account of its own",
    holds: ({ serviceAccountName = "default" }) => serviceAccountName !== "default",
  },
];
