import type { V1Container, V1EnvVar, V1Pod } from "@kubernetes/client-node";
import { dataOf } from "./find-object.js";
import type { RenderedObject } from "./rendered-objects.js";

/** The variables of a container as the kubelet gives them, in plain. */
export function containerEnv(
  container: V1Container,
  pod: Pick<V1Pod, "metadata">,
  objects: readonly RenderedObject[],
): Readonly<Record<string, string>> {
  const env: Record<string, string> = {};
  for (const { secretRef, configMapRef, prefix = "" } of container.envFrom ?? []) {
    const kind = secretRef === undefined ? "ConfigMap" : "Secret";
    const data = dataOf(objects, kind, secretRef?.name ?? configMapRef?.name ?? "");
    for (const [key, value] of Object.entries(data ?? {})) env[prefix + key] = value;
  }
  for (const variable of container.env ?? []) {
    const value = valueOf(variable, pod, objects);
    if (value !== undefined) env[variable.name] = expand(value, env);
  }
  return env;
}

/** `$(NAME)` of a variable that is known; `$$` is a dollar. */
export function expand(text: string, env: Readonly<Record<string, string>>): string {
  return text.replaceAll(/\$\$|\$\((\w+)\)/g, (whole, name?: string) =>
    name === undefined ? "$" : (env[name] ?? whole),
  );
}

function valueOf(
  { name, value, valueFrom }: V1EnvVar,
  pod: Pick<V1Pod, "metadata">,
  objects: readonly RenderedObject[],
): string | undefined {
  if (valueFrom === undefined) return value ?? "";
  const { secretKeyRef, configMapKeyRef, fieldRef } = valueFrom;
  if (fieldRef !== undefined) return fieldOf(fieldRef.fieldPath, pod);
  const reference = secretKeyRef ?? configMapKeyRef;
  if (reference === undefined) throw new Error(`variable ${name} is of a kind that nothing here stands for`);
  const kind = secretKeyRef === undefined ? "ConfigMap" : "Secret";
  const found = dataOf(objects, kind, reference.name ?? "")?.[reference.key];
  if (found === undefined && reference.optional !== true) {
    throw new Error(`variable ${name} is key ${reference.key} of the ${kind} ${reference.name ?? ""}: not rendered`);
  }
  return found;
}

function fieldOf(path: string, { metadata }: Pick<V1Pod, "metadata">): string {
  const fields: Readonly<Record<string, string | undefined>> = {
    "metadata.name": metadata?.name,
    "metadata.namespace": metadata?.namespace,
    "status.podIP": "127.0.0.1",
    "status.hostIP": "127.0.0.1",
  };
  const found = fields[path];
  if (found === undefined) throw new Error(`nothing here stands for the field ${path}`);
  return found;
}
