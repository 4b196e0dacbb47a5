export type Scanner = "kubeconform" | "kube-score" | "pod-security" | "checkov" | "own rules";

/** What one check of one scanner said of one object or cloud resource. */
export interface CheckResult {
  readonly scanner: Scanner;
  /** The scanner's own id: `CKV_K8S_8`, `pod-probes`. */
  readonly check: string;
  /** `DaemonSet gpu-system/device-plugin-lab`, `aws_eks_cluster.ai_cluster`. */
  readonly target: string;
  /** The program, or the file of one namespace, in which it stands. */
  readonly file: string;
  readonly passed: boolean;
  readonly message: string;
}

/** One line that says what, where and why. */
export function findingText({ scanner, check, target, file, message }: CheckResult): string {
  return `${target} in ${file}: ${check} (${scanner}): ${message}`;
}
