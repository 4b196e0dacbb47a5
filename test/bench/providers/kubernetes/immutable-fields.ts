import type { Properties } from "../test-provider.js";

/** Fields that no update can change, so that a change of one replaces the object. Keys: apiVersion and kind. */
const fields: Readonly<Record<string, readonly string[]>> = {
  "apps/v1 DaemonSet": ["spec.selector"],
  "apps/v1 Deployment": ["spec.selector"],
  "apps/v1 StatefulSet": [
    "spec.podManagementPolicy",
    "spec.revisionHistoryLimit",
    "spec.selector",
    "spec.serviceName",
    "spec.volumeClaimTemplates",
  ],
  "batch/v1 Job": ["spec.completions", "spec.parallelism", "spec.selector", "spec.template"],
  "rbac.authorization.k8s.io/v1 ClusterRoleBinding": ["roleRef"],
  "rbac.authorization.k8s.io/v1 RoleBinding": ["roleRef"],
  "storage.k8s.io/v1 StorageClass": ["parameters", "provisioner"],
  "v1 PersistentVolume": [
    ...["awsElasticBlockStore", "azureDisk", "azureFile", "cephfs", "cinder", "csi", "fc", "flexVolume", "flocker"],
    ...["gcePersistentDisk", "glusterfs", "hostPath", "iscsi", "local", "nfs", "photonPersistentDisk"],
    ...["portworxVolume", "quobyte", "rbd", "scaleIO", "storageos", "vsphereVolume"],
  ].map((source) => `spec.${source}`),
  "v1 PersistentVolumeClaim": ["spec.accessModes", "spec.selector", "spec.storageClassName", "spec.volumeName"],
  "v1 Pod": [
    ...[
      ...["affinity", "automountServiceAccountToken", "dnsConfig", "dnsPolicy", "enableServiceLinks", "hostAliases"],
      ...["hostIPC", "hostNetwork", "hostPID", "hostname", "imagePullSecrets", "nodeName", "nodeSelector", "overhead"],
      ...["preemptionPolicy", "priority", "priorityClassName", "readinessGates", "restartPolicy", "runtimeClassName"],
      ...["schedulerName", "securityContext", "serviceAccount", "serviceAccountName", "shareProcessNamespace"],
      ...["subdomain", "terminationGracePeriodSeconds", "volumes"],
    ].map((field) => `spec.${field}`),
    ...[
      ...["args", "command", "env", "image", "imagePullPolicy", "lifecycle", "livenessProbe", "ports"],
      ...["readinessProbe", "resources", "securityContext", "stdin", "stdinOnce", "terminationMessagePath"],
      ...["terminationMessagePolicy", "tty", "volumeDevices", "volumeMounts", "workingDir"],
    ].flatMap((field) => [`spec.containers.*.${field}`, `spec.initContainers.*.${field}`]),
  ],
  "v1 ResourceQuota": ["spec.scopes"],
  "v1 Secret": ["type"],
  "v1 Service": ["spec.clusterIP"],
};

const identity = ["metadata.name", "metadata.namespace"];

export interface Mutability {
  readonly configMaps: boolean;
  readonly secrets: boolean;
}

/** Paths, with `*` for any index, of the fields of an object that cannot change in place. */
export function immutableFields(manifest: Properties, mutable: Mutability): readonly string[] {
  return [...identity, ...dataFields(manifest, mutable), ...(fields[kindKey(manifest)] ?? [])];
}

/** A patch names its object; everything else of it changes in place. */
export const immutablePatchFields: readonly string[] = identity;

function dataFields(manifest: Properties, mutable: Mutability): readonly string[] {
  const frozen = manifest["immutable"] === true;
  switch (kindKey(manifest)) {
    case "v1 ConfigMap":
      return frozen || !mutable.configMaps ? ["binaryData", "data"] : [];
    case "v1 Secret":
      return frozen || !mutable.secrets ? ["data", "stringData"] : [];
    default:
      return [];
  }
}

function kindKey(manifest: Properties): string {
  return `${String(manifest["apiVersion"])} ${String(manifest["kind"])}`;
}
