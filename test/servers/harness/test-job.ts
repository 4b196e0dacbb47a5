import type { V1Container, V1Volume } from "@kubernetes/client-node";
import { podTemplate } from "./find-object.js";
import type { RenderedObject } from "./rendered-objects.js";

/** A Job of a test, as a user's own would be: one container, with what a component says goes into it. */
export function testJob(
  name: string,
  namespace: string,
  container: Omit<V1Container, "name">,
  volumes: readonly V1Volume[] = [],
): RenderedObject {
  const tmp = { name: "test-scratch", mountPath: "/tmp" };
  const mounts = container.volumeMounts ?? [];
  const volumeMounts = mounts.some(({ mountPath }) => mountPath === tmp.mountPath) ? mounts : [...mounts, tmp];
  return {
    apiVersion: "batch/v1",
    kind: "Job",
    metadata: { name, namespace },
    spec: {
      template: {
        spec: {
          containers: [{ ...container, name, volumeMounts }],
          volumes: [...volumes, { name: tmp.name, emptyDir: {} }],
        },
      },
    },
  };
}

/** A Job with all that a container of a rendered pod has, but another command. */
export function jobBeside(
  object: RenderedObject,
  container: string,
  command: { readonly name: string; readonly words: readonly string[] },
): RenderedObject {
  const { spec } = podTemplate(object);
  const found = [...(spec?.initContainers ?? []), ...(spec?.containers ?? [])].find(({ name }) => name === container);
  if (found === undefined) throw new Error(`${object.metadata.name} has no container ${container}`);
  const { args: _, ...rest } = found;
  const namespace = object.metadata.namespace ?? "default";
  return testJob(command.name, namespace, { ...rest, command: [...command.words] }, spec?.volumes);
}
