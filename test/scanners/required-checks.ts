/**
 * Checks that must pass on something: a check that no longer runs, because a scanner dropped it or the rewritten plan
 * lost what it looks at, says nothing.
 */
export const requiredChecks: readonly string[] = [
  ...checkovIds("CKV_K8S", [8, 9, 10, 11, 12, 13, 14, 16, 17, 18, 19, 20, 21, 22, 23, 25, 26, 27, 28, 29, 30, 31, 35]),
  ...checkovIds("CKV_K8S", [37, 38, 39, 40, 41, 42, 49, 155, 156, 157, 158]),
  "CKV2_K8S_6",
  // EKS clusters, node groups and launch templates.
  ...checkovIds("CKV_AWS", [37, 38, 39, 58, 100, 46, 79, 88, 341]),
  // Keys, logs, networks.
  ...checkovIds("CKV_AWS", [7, 33, 227, 158, 338, 130]),
  ...checkovIds("CKV2_AWS", [11, 12, 64]),
  // Roles and policies.
  ...checkovIds("CKV_AWS", [60, 61, 62, 63, 274, 286, 287, 288, 289, 290, 355, 393]),
  ...checkovIds("CKV2_AWS", [40, 56]),
  // Buckets, database servers and their secrets, security groups.
  ...checkovIds("CKV_AWS", [19, 20, 21, 53, 54, 55, 56, 57, 70, 93, 145, 300, 149]),
  ...checkovIds("CKV_AWS", [16, 17, 129, 133, 157, 211, 226, 293, 23, 24, 25, 260, 382]),
  ...checkovIds("CKV2_AWS", [5, 6, 60, 61, 65, 69]),
  // Buckets and database servers of Google's.
  ...checkovIds("CKV_GCP", [28, 29, 78, 114, 11, 14, 51, 52, 53, 54, 55, 56, 57, 60, 109, 110]),
  // GKE clusters and node pools.
  ...checkovIds("CKV_GCP", [1, 7, 8, 12, 13, 18, 20, 21, 23, 25, 61, 64, 65, 66, 69, 70, 71, 123]),
  ...checkovIds("CKV_GCP", [9, 10, 68, 72]),
  "CKV2_GCP_19",
  // Keys, networks and grants on Google Cloud.
  ...checkovIds("CKV_GCP", [43, 112, 26, 74, 41, 42, 46, 49, 117]),
  // What Checkov has no check of.
  "encrypted-disks",
  // kubeconform.
  "schema",
  // kube-score.
  "container-resources",
  "container-ephemeral-storage-request-and-limit",
  "container-image-tag",
  "container-seccomp-profile",
  "container-security-context-privileged",
  "container-security-context-readonlyrootfilesystem",
  "container-security-context-user-group-id",
  "deployment-has-host-podantiaffinity",
  "deployment-has-poddisruptionbudget",
  "deployment-pod-selector-labels-match-template-metadata-labels",
  "environment-variable-key-duplication",
  "label-values",
  "networkpolicy-targets-pod",
  "pod-networkpolicy",
  "pod-probes",
  "pod-probes-identical",
  "poddisruptionbudget-has-policy",
  "service-targets-pod",
  "service-type",
  "stable-version",
];

function checkovIds(family: string, numbers: readonly number[]): readonly string[] {
  return numbers.map((number) => `${family}_${number}`);
}
