import type { JsonValue } from "@roadstead/core";
import type { KubernetesObject } from "../inventory/namespace-files.js";
import { withValue } from "./with-value.js";

/** One thing made wrong in the rendered objects, and the checks that must say so. */
export interface ObjectFault {
  readonly name: string;
  readonly change: (objects: readonly KubernetesObject[]) => readonly KubernetesObject[];
  readonly caughtBy: readonly string[];
}

const pod = "spec.template.spec";
const container = `${pod}.containers[0]`;

/** In `gpu-system`, on the plugin of a pool without MIG unless said otherwise. */
export const gpuSystemFaults: readonly ObjectFault[] = [
  fault("a privileged container", `${container}.securityContext.privileged`, true, ["CKV_K8S_16"]),
  fault("the host's processes", `${pod}.hostPID`, true, ["CKV_K8S_17"]),
  fault("the host's IPC", `${pod}.hostIPC`, true, ["CKV_K8S_18"]),
  fault("the host's network", `${pod}.hostNetwork`, true, ["CKV_K8S_19"]),
  fault("privileges to gain", `${container}.securityContext.allowPrivilegeEscalation`, true, ["CKV_K8S_20"]),
  fault("a root file system to write", `${container}.securityContext.readOnlyRootFilesystem`, false, [
    "CKV_K8S_22",
    "container-security-context-readonlyrootfilesystem",
  ]),
  fault(
    "SYS_ADMIN without MIG",
    `${container}.securityContext.capabilities.add`,
    ["SYS_ADMIN"],
    ["CKV_K8S_25", "CKV_K8S_39"],
  ),
  fault("the container runtime's socket", `${pod}.volumes[0].hostPath.path`, "/var/run/docker.sock", ["CKV_K8S_27"]),
  fault("no seccomp profile", `${pod}.securityContext.seccompProfile`, undefined, [
    "CKV_K8S_31",
    "container-seccomp-profile",
  ]),
  fault("a token nobody needs", `${pod}.automountServiceAccountToken`, true, ["CKV_K8S_38"]),
  fault("a floating tag", `${container}.image`, "nvcr.io/nvidia/k8s-device-plugin:latest", [
    "CKV_K8S_14",
    "container-image-tag",
  ]),
  fault("no limits", `${container}.resources.limits`, undefined, ["CKV_K8S_11", "CKV_K8S_13", "container-resources"]),
  fault("a field that no schema has", `${container}.securityContext.priviledged`, false, ["schema"]),
  fault("a label that nothing takes", "metadata.labels.team", "not a label!", ["label-values"]),
  fault("a variable twice", `${container}.env[1].name`, "CONFIG_FILE", ["environment-variable-key-duplication"]),
  onKind("a service that finds no pod", "Service", "spec.selector", { app: "another" }, ["service-targets-pod"]),
  onKind("a port of every node", "Service", "spec.type", "NodePort", ["service-type", "no-public-service"]),
  without(
    "no policy for the network",
    ["NetworkPolicy"],
    ["CKV2_K8S_6", "pod-networkpolicy", "network-closed-by-default"],
  ),
  onExporter("no liveness probe where there is a port", `${container}.livenessProbe`, undefined, ["CKV_K8S_8"]),
  onExporter(
    "readiness that says what liveness says",
    `${container}.readinessProbe`,
    { httpGet: { path: "/health", port: "metrics" }, periodSeconds: 15, failureThreshold: 4 },
    ["pod-probes-identical"],
  ),
];

/** What no other scanner can read, so that kubeconform has to say it. */
export const unreadableFaults: readonly ObjectFault[] = [
  fault("a number as text", "spec.minReadySeconds", "two", ["schema"]),
  fault("a name that YAML 1.1 reads as true", "metadata.namespace", true, ["schema"]),
];

/** In `cluster-autoscaler`, which has a Deployment, a budget and roles. */
export const autoscalerFaults: readonly ObjectFault[] = [
  onKind("root", "Deployment", `${pod}.securityContext`, { seccompProfile: { type: "RuntimeDefault" } }, [
    "CKV_K8S_23",
    "CKV_K8S_40",
  ]),
  onKind("the default namespace", "Deployment", "metadata.namespace", "default", ["CKV_K8S_21"]),
  onKind("pods on one node", "Deployment", `${pod}.affinity`, undefined, ["deployment-has-host-podantiaffinity"]),
  onKind("a selector of other pods", "Deployment", "spec.selector.matchLabels", { app: "another" }, [
    "deployment-pod-selector-labels-match-template-metadata-labels",
  ]),
  onKind("a secret in the environment", "Deployment", `${container}.env[0].valueFrom`, secretRef("key"), [
    "CKV_K8S_35",
  ]),
  without("no budget", ["PodDisruptionBudget"], ["deployment-has-poddisruptionbudget"]),
  onKind(
    "a role with every right",
    "Role",
    "rules",
    [{ apiGroups: ["*"], resources: ["*"], verbs: ["*"] }],
    ["CKV_K8S_49"],
  ),
];

function secretRef(key: string): JsonValue {
  return { secretKeyRef: { name: "credentials", key } };
}

function fault(name: string, path: string, value: JsonValue | undefined, caughtBy: readonly string[]): ObjectFault {
  return on(name, (object) => object.metadata.name === "device-plugin-serving", path, value, caughtBy);
}

function onExporter(name: string, path: string, value: JsonValue | undefined, caughtBy: readonly string[]) {
  return on(name, (object) => object.metadata.name === "dcgm-exporter-serving", path, value, caughtBy);
}

function onKind(name: string, kind: string, path: string, value: JsonValue | undefined, caughtBy: readonly string[]) {
  return on(name, (object) => object.kind === kind, path, value, caughtBy);
}

function on(
  name: string,
  matches: (object: KubernetesObject) => boolean,
  path: string,
  value: JsonValue | undefined,
  caughtBy: readonly string[],
): ObjectFault {
  return {
    name,
    caughtBy,
    change: (objects) => {
      if (!objects.some(matches)) throw new Error(`no object to give ${name}`);
      return objects.map((object) => (matches(object) ? withValue(object, path, value) : object));
    },
  };
}

function without(name: string, kinds: readonly string[], caughtBy: readonly string[]): ObjectFault {
  return { name, caughtBy, change: (objects) => objects.filter(({ kind }) => !kinds.includes(kind)) };
}
