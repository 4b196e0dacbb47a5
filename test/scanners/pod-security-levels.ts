import { type NamespaceFile, namespaceOf, objectLabel } from "./inventory/namespace-files.js";
import { podSpecOf } from "./own-rules/rule.js";
import { type PodVerdict, podSecurityVersion } from "./pod-security.js";
import { privilegedNamespaces, type PrivilegedWorkload } from "./privileged-workloads.js";

/**
 * What a namespace admits that it need not: each enforces "restricted" and says so in all three modes, but for the
 * privileged ones, which enforce nothing and report what their line says. A namespace with pods must be there.
 */
export function namespaceProblems({ name, objects }: NamespaceFile): readonly string[] {
  const own = objects.find(({ apiVersion, kind }) => apiVersion === "v1" && kind === "Namespace");
  if (own === undefined) {
    const running = objects.filter((object) => podSpecOf(object) !== undefined);
    return running.map((object) => `${name}: ${objectLabel(object)} is in a namespace that nobody declares`);
  }
  const labels = (own.metadata["labels"] ?? {}) as Readonly<Record<string, string>>;
  const reported = privilegedNamespaces[namespaceOf(own)];
  const expected = {
    enforce: reported === undefined ? "restricted" : "privileged",
    warn: reported ?? "restricted",
    audit: reported ?? "restricted",
  };
  return Object.entries(expected).flatMap(([mode, level]) => {
    const label = `pod-security.kubernetes.io/${mode}`;
    const right = labels[label] === level && labels[`${label}-version`] === podSecurityVersion;
    return right ? [] : [`${name}: ${mode} is ${labels[label] ?? "unset"} ${labels[`${label}-version`] ?? "unset"}`];
  });
}

/** Pods outside of the list that are not restricted, and those of the list that break other rules than it says. */
export function podProblems(pods: readonly PodVerdict[], allowed: readonly PrivilegedWorkload[]): readonly string[] {
  return pods.flatMap(({ workload, file, broken }) => {
    const privileged = allowed.find((entry) => entry.workload.test(workload));
    if (privileged === undefined) {
      return broken.restricted.map((rule) => `${workload} in ${file} is not restricted: ${rule}`);
    }
    const isAsListed = [...broken.baseline].sort().join() === [...privileged.breaks].sort().join();
    return isAsListed ? [] : [`${workload} in ${file} breaks ${broken.baseline.join(", ")}`];
  });
}
