import type { Capabilities } from "../capabilities.js";
import { findKubernetesVersion, kubernetesVersions } from "../kubernetes-versions.js";
import type { Problem } from "../problem.js";
import { shown, specProblem, suggestion } from "../spec/spec-problem.js";

const path = "kubernetesVersion";
const minors = kubernetesVersions.map(({ minor }) => minor);

/** The Kubernetes version of a spec on a target. */
export function clusterVersion(
  version: string,
  { kubernetesVersions: offered, target }: Capabilities,
): readonly Problem[] {
  const got = shown(version);
  if (!/^\d+\.\d+$/.test(version)) {
    const minor = findKubernetesVersion(version)?.minor;
    const hint = minor === undefined ? 'write it as "1.36"' : `write it as "${minor}"`;
    return [specProblem("spec/kubernetes-version", path, "must be major and minor", { got, hint })];
  }
  if (!minors.includes(version)) {
    const details = { got, allowed: minors, ...suggestion(version, minors) };
    return [specProblem("spec/kubernetes-version-unknown", path, "is not a version of the table", details)];
  }
  if (offered === undefined || offered.includes(version)) return [];
  const details = { got, allowed: offered };
  return [specProblem("spec/kubernetes-version-not-offered", path, `is not offered by ${target}`, details)];
}
