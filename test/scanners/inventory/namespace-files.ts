import { type KubernetesObject, plannedObjects } from "../../../packages/cli/src/manifests/kubernetes-objects.js";
import { toYaml } from "../../../packages/cli/src/manifests/manifest-yaml.js";
import type { ScannedProgram } from "./example-plans.js";

export type { KubernetesObject };

/** The objects of one namespace of one cluster, which is what a network policy or a service can mean. */
export interface NamespaceFile {
  /** `hybrid.aws-kubernetes.gpu-system`: the first program and provider with exactly these objects. */
  readonly name: string;
  readonly objects: readonly KubernetesObject[];
  readonly yaml: string;
}

/** Objects outside of namespaces; a Namespace stands with what is in it. */
const outside = "cluster";

/**
 * Every object that the programs declare, by cluster and namespace; what several programs render alike stands once.
 * Patches of objects that others own are no manifests.
 */
export function namespaceFiles(programs: readonly ScannedProgram[]): readonly NamespaceFile[] {
  const files = new Map<string, NamespaceFile>();
  for (const { name, plan } of programs) {
    const groups = new Map<string, KubernetesObject[]>();
    for (const { resource, patch, object } of plannedObjects(plan)) {
      if (patch) continue;
      const cluster = resource.provider?.slice(resource.provider.lastIndexOf("::") + 2) ?? "default";
      const key = `${name.replaceAll(" ", "-")}.${cluster}.${namespaceOf(object)}`;
      groups.set(key, [...(groups.get(key) ?? []), object]);
    }
    for (const [key, objects] of groups) {
      const file = namespaceFile(key, objects);
      if (!files.has(file.yaml)) files.set(file.yaml, file);
    }
  }
  return [...files.values()];
}

export function namespaceFile(name: string, objects: readonly KubernetesObject[]): NamespaceFile {
  return { name, objects, yaml: objects.map((object) => `---\n${toYaml(object)}`).join("") };
}

/** The namespace that an object is in, or is. */
export function namespaceOf({ apiVersion, kind, metadata }: KubernetesObject): string {
  if (apiVersion === "v1" && kind === "Namespace") return metadata.name;
  return metadata.namespace ?? (clusterKinds.has(kind) ? outside : "default");
}

const clusterKinds: ReadonlySet<string> = new Set([
  "ClusterRole",
  "ClusterRoleBinding",
  "ComputeClass",
  "PriorityClass",
  "StorageClass",
]);

/** `DaemonSet gpu-system/device-plugin-lab`. */
export function objectLabel(object: KubernetesObject): string {
  const namespace = namespaceOf(object);
  return `${object.kind} ${namespace === outside ? "" : `${namespace}/`}${object.metadata.name}`;
}
