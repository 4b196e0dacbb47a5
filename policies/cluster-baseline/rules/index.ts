import type { Rule } from "@roadstead/policy";
import { bucketPublicAccess } from "./bucket-public-access.js";
import { bucketVersioning } from "./bucket-versioning.js";
import { clusterAdminBinding } from "./cluster-admin-binding.js";
import { clusterDeletionProtection } from "./cluster-deletion-protection.js";
import { containerCapabilities } from "./container-capabilities.js";
import { containerLimits } from "./container-limits.js";
import { databaseBackups } from "./database-backups.js";
import { databaseDeletionProtection } from "./database-deletion-protection.js";
import { databaseEncryption } from "./database-encryption.js";
import { databasePublic } from "./database-public.js";
import { eksAccessEntries } from "./eks-access-entries.js";
import { eksControlPlaneLogs } from "./eks-control-plane-logs.js";
import { eksOpenEndpoint } from "./eks-open-endpoint.js";
import { eksPrivateEndpoint } from "./eks-private-endpoint.js";
import { eksSecretsEncryption } from "./eks-secrets-encryption.js";
import { gkeControlPlaneLogs } from "./gke-control-plane-logs.js";
import { gkeLegacyAccess } from "./gke-legacy-access.js";
import { gkeNodeIdentity } from "./gke-node-identity.js";
import { gkeOpenEndpoint } from "./gke-open-endpoint.js";
import { gkePrivateNodes } from "./gke-private-nodes.js";
import { gkeSecretsEncryption } from "./gke-secrets-encryption.js";
import { gkeShieldedNodes } from "./gke-shielded-nodes.js";
import { gkeWorkloadIdentity } from "./gke-workload-identity.js";
import { gpuSharingTenants } from "./gpu-sharing-tenants.js";
import { hostNamespaces } from "./host-namespaces.js";
import { hostPaths } from "./host-paths.js";
import { iamWildcards } from "./iam-wildcards.js";
import { imagePinned } from "./image-pinned.js";
import { instanceMetadataHops } from "./instance-metadata-hops.js";
import { instanceMetadataToken } from "./instance-metadata-token.js";
import { kmsRotation } from "./kms-rotation.js";
import { namespaceNetworkPolicy } from "./namespace-network-policy.js";
import { namespacePodSecurity } from "./namespace-pod-security.js";
import { opaqueResources } from "./opaque-resources.js";
import { privilegeEscalation } from "./privilege-escalation.js";
import { privilegedContainers } from "./privileged-containers.js";
import { rbacWildcards } from "./rbac-wildcards.js";
import { runAsNonRoot } from "./run-as-non-root.js";
import { securityGroupOpen } from "./security-group-open.js";
import { serviceAccountToken } from "./service-account-token.js";
import { volumeEncryption } from "./volume-encryption.js";

/** Every rule of the pack, sorted by name. */
export const rules: readonly Rule[] = [
  bucketPublicAccess,
  bucketVersioning,
  clusterAdminBinding,
  clusterDeletionProtection,
  containerCapabilities,
  containerLimits,
  databaseBackups,
  databaseDeletionProtection,
  databaseEncryption,
  databasePublic,
  eksAccessEntries,
  eksControlPlaneLogs,
  eksOpenEndpoint,
  eksPrivateEndpoint,
  eksSecretsEncryption,
  gkeControlPlaneLogs,
  gkeLegacyAccess,
  gkeNodeIdentity,
  gkeOpenEndpoint,
  gkePrivateNodes,
  gkeSecretsEncryption,
  gkeShieldedNodes,
  gkeWorkloadIdentity,
  gpuSharingTenants,
  hostNamespaces,
  hostPaths,
  iamWildcards,
  imagePinned,
  instanceMetadataHops,
  instanceMetadataToken,
  kmsRotation,
  namespaceNetworkPolicy,
  namespacePodSecurity,
  opaqueResources,
  privilegeEscalation,
  privilegedContainers,
  rbacWildcards,
  runAsNonRoot,
  securityGroupOpen,
  serviceAccountToken,
  volumeEncryption,
];
