/**
 * Kubernetes' own kinds that have no namespace, by API group (core is `core`), with those of its standard
 * extensions; every other kind of these groups has one. Source: `kubectl api-resources --namespaced=false`
 * of Kubernetes 1.25 to 1.35 and the API reference of removed versions.
 */
const clusterScoped: Readonly<Record<string, readonly string[]>> = {
  core: ["ComponentStatus", "Namespace", "Node", "PersistentVolume"],
  "admissionregistration.k8s.io": [
    "MutatingAdmissionPolicy",
    "MutatingAdmissionPolicyBinding",
    "MutatingWebhookConfiguration",
    "ValidatingAdmissionPolicy",
    "ValidatingAdmissionPolicyBinding",
    "ValidatingWebhookConfiguration",
  ],
  "apiextensions.k8s.io": ["CustomResourceDefinition"],
  "apiregistration.k8s.io": ["APIService"],
  apps: [],
  auditregistration: ["AuditSink"],
  "auditregistration.k8s.io": ["AuditSink"],
  "authentication.k8s.io": ["SelfSubjectReview", "TokenReview"],
  "authorization.k8s.io": ["SelfSubjectAccessReview", "SelfSubjectRulesReview", "SubjectAccessReview"],
  autoscaling: [],
  batch: [],
  "certificates.k8s.io": ["CertificateSigningRequest", "ClusterTrustBundle"],
  "coordination.k8s.io": [],
  "discovery.k8s.io": [],
  "events.k8s.io": [],
  extensions: ["PodSecurityPolicy"],
  "flowcontrol.apiserver.k8s.io": ["FlowSchema", "PriorityLevelConfiguration"],
  "internal.apiserver.k8s.io": ["StorageVersion"],
  meta: [],
  "networking.k8s.io": ["ClusterCIDR", "IPAddress", "IngressClass", "ServiceCIDR"],
  "node.k8s.io": ["RuntimeClass"],
  policy: ["PodSecurityPolicy"],
  "rbac.authorization.k8s.io": ["ClusterRole", "ClusterRoleBinding"],
  "resource.k8s.io": ["DeviceClass", "DeviceTaintRule", "ResourceClass", "ResourceSlice"],
  "scheduling.k8s.io": ["PriorityClass"],
  "storage.k8s.io": ["CSIDriver", "CSINode", "StorageClass", "VolumeAttachment", "VolumeAttributesClass"],
  "storagemigration.k8s.io": ["StorageVersionMigration"],
};

/**
 * Whether objects of that type live in a namespace. Undefined for kinds that only a cluster can tell about
 * (custom resources) and for tokens that are no object (charts, lists, YAML files).
 */
export function isNamespacedKind(type: string): boolean | undefined {
  const parsed = /^kubernetes:([^/:]+)\/[^:]+:(\w+?)(?:Patch)?$/.exec(type);
  const [, group = "", kind = ""] = parsed ?? [];
  const kinds = clusterScoped[groupOfToken[group] ?? group];
  if (kinds === undefined || kind.endsWith("List")) return undefined;
  return !kinds.includes(kind);
}

/** Whether the token is that of an object with metadata, custom resources included. */
export const isKubernetesObject = (type: string): boolean =>
  /^kubernetes:[^/:]+\/[^:]+:\w+$/.test(type) && !/^kubernetes:(helm\.sh|yaml|kustomize)\//.test(type);

// A few tokens of the SDK carry another group's name than the API itself.
const groupOfToken: Readonly<Record<string, string>> = {
  apiregistration: "apiregistration.k8s.io",
  admissionregistration: "admissionregistration.k8s.io",
};
