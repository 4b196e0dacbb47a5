/** A finding that stays, and why. */
export interface ScannerException {
  /** The ids by which the scanners tell this one thing. */
  readonly checks: readonly string[];
  /** Objects or cloud resources that break them. */
  readonly target: RegExp;
  /** Programs, or files of one namespace, in which they may. @default all */
  readonly file?: RegExp;
  readonly reason: string;
}

const gpuSoftware = /^DaemonSet gpu-system\/(device-plugin|dcgm-exporter)-/;

/**
 * Every finding of a scanner that is not fixed. A scanner that is right is heeded; here is what it cannot know. At
 * most 15, each needed: one that matches nothing any more fails the tests.
 */
export const exceptions: readonly ScannerException[] = [
  {
    checks: ["CKV_K8S_15", "container-image-pull-policy", "CKV_K8S_43"],
    target: /^(DaemonSet|Deployment|StatefulSet|Job|CronJob) /,
    reason:
      "a node must start its pods while the registry is down, and tags are fixed versions: no digest is written down that was not read from the registry; images.overrides takes digests",
  },
  {
    checks: ["CKV_K8S_35"],
    target: /^(Deployment|StatefulSet|Job|CronJob) (features|models)\//,
    reason: "MLflow, Feast, the gateway and rclone take their secrets from the environment, from Secrets of Kubernetes",
  },
  {
    checks: ["deployment-replicas", "deployment-strategy", "statefulset-has-servicename"],
    target: /^(Deployment|StatefulSet) (features|models)\//,
    reason:
      "size small is one server; two releases of MLflow must never run on one database; a store's one server is found by a Service whose address stays",
  },
  {
    checks: ["CKV_K8S_8", "CKV_K8S_9"],
    target: /^DaemonSet gpu-system\/device-plugin-/,
    reason: "the plugin has no port to probe; the kubelet drops its devices when its socket closes",
  },
  {
    checks: ["CKV_K8S_23", "CKV_K8S_40", "container-security-context-user-group-id"],
    target: gpuSoftware,
    reason: "the kubelet's sockets belong to root",
  },
  {
    checks: ["CKV_K8S_25", "CKV_K8S_39"],
    target: /^DaemonSet gpu-system\/(device-plugin-lab|dcgm-exporter-\w+)$/,
    reason: "reading MIG instances and profiling metrics takes SYS_ADMIN; plugins of other pools do not have it",
  },
  {
    checks: ["CKV_K8S_38"],
    target: /^Deployment (cluster-autoscaler\/cluster-autoscaler|features\/feast-(online|registry))$/,
    reason: "they ask the API server of pods and nodes, or whether a token is good, by roles with exactly those rights",
  },
  {
    checks: ["schema"],
    target: /^(ComputeClass|ServiceMonitor) /,
    reason: "custom resources of GKE and of the Prometheus operator are in no schema of Kubernetes",
  },
  {
    checks: ["CKV_AWS_39", "CKV_AWS_157", "CKV_AWS_293"],
    target: /^(aws_eks_cluster\.(ai|aws|dev)_cluster|aws_db_instance\.(models|features)_database)$/,
    file: /^(eks|hybrid|hybrid on eks|two-accounts|model-platform)$/,
    reason:
      "these examples ask for it: access.endpoint has no default, and open to the world is refused; a stack for development is small and can be destroyed",
  },
  {
    checks: ["CKV_AWS_339"],
    target: /^aws_eks_cluster\./,
    reason: "its list of Kubernetes versions ends before the versions that EKS supports",
  },
  {
    checks: ["CKV_GCP_65"],
    target: /^google_container_cluster\./,
    file: /^(?!rich )/,
    reason: "the group's name has the user's Workspace domain: access.securityGroup takes it",
  },
  {
    checks: ["CKV2_GCP_18"],
    target: /^google_compute_network\./,
    reason: "a VPC lets nothing in without a rule, and GKE makes the few that its nodes need",
  },
  {
    checks: ["CKV_AWS_18", "CKV_AWS_144", "CKV2_AWS_62"],
    target: /^aws_s3_bucket\./,
    reason: "logs of access and a copy elsewhere need a bucket of the user's, and nothing waits for events",
  },
  {
    checks: ["CKV_AWS_118", "CKV_AWS_161", "CKV_AWS_353", "CKV2_AWS_57"],
    target: /^aws_(db_instance|secretsmanager_secret)\./,
    reason:
      "Pulumi keeps the passwords and would undo a rotation; insights and monitoring cost, and transform takes them",
  },
  {
    checks: ["CKV_GCP_6", "CKV_GCP_62", "CKV_GCP_79", "CKV_GCP_108", "CKV_GCP_111", "CKV2_GCP_13"],
    target: /^google_(sql_database_instance|storage_bucket)\./,
    reason:
      "TLS only is ENCRYPTED_ONLY, the check wants client certificates too; statements have passwords in them, their durations and host names cost more than they tell; audit logs are the project's; every target has the same PostgreSQL",
  },
];
