import type { V1Container } from "@kubernetes/client-node";
import type { RenderedObject } from "./rendered-objects.js";

/** A Job of a test, as a user's own would be: one container, with what a component says goes into it. */
export function testJob(name: string, namespace: string, container: Omit<V1Container, "name">): RenderedObject {
  const { volumeMounts = [], ...rest } = container;
  return {
    apiVersion: "batch/v1",
    kind: "Job",
    metadata: { name, namespace },
    spec: {
      template: {
        spec: {
          containers: [{ name, ...rest, volumeMounts: [...volumeMounts, { name: "tmp", mountPath: "/tmp" }] }],
          volumes: [{ name: "tmp", emptyDir: {} }],
        },
      },
    },
  };
}
