/** Levels of the Pod Security Standards, strictest first. */
export type PodSecurityLevel = "restricted" | "baseline" | "privileged";

// Pinned, so that upgrading a cluster does not change what is admitted.
const podSecurityVersion = "v1.34";

/**
 * Namespace labels that enforce one level and warn about and audit another.
 *
 * @param report level to warn about and audit. @default the enforced one
 */
export function podSecurityLabels(
  enforce: PodSecurityLevel,
  report: PodSecurityLevel = enforce,
): Record<string, string> {
  const prefix = "pod-security.kubernetes.io";
  return {
    [`${prefix}/enforce`]: enforce,
    [`${prefix}/enforce-version`]: podSecurityVersion,
    [`${prefix}/warn`]: report,
    [`${prefix}/warn-version`]: podSecurityVersion,
    [`${prefix}/audit`]: report,
    [`${prefix}/audit-version`]: podSecurityVersion,
  };
}
