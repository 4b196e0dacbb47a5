import { retriedByNextUp } from "@roadstead/cluster";

/** Who made an object, what it is, and which of several it is. */
export interface ObjectIdentity {
  /** Software: "mlflow". */
  readonly software: string;
  /** Component that the object belongs to, which its namespace may be named after: "models". */
  readonly component: string;
  readonly namespace: string;
}

/** Labels of every object of a component. */
export function objectLabels({ software, component }: ObjectIdentity): Readonly<Record<string, string>> {
  return {
    "app.kubernetes.io/name": software,
    "app.kubernetes.io/instance": component,
    "app.kubernetes.io/part-of": "roadstead",
    "app.kubernetes.io/managed-by": "pulumi",
  };
}

/**
 * Labels by which services, policies and controllers find the pods of one role of a component. They cannot change
 * later: selectors are immutable.
 */
export function podSelector({ software, component }: ObjectIdentity, role: string): Readonly<Record<string, string>> {
  return {
    "app.kubernetes.io/name": software,
    "app.kubernetes.io/instance": component,
    "app.kubernetes.io/component": role,
  };
}

/** `metadata` of an object of a component. */
export function objectMetadata(identity: ObjectIdentity, name: string) {
  return { name, namespace: identity.namespace, labels: { ...objectLabels(identity) } };
}

/** Seconds that Pulumi waits for an object to be ready. @default 600, by Pulumi */
export function waitAtMost(seconds: number): { readonly annotations: Record<string, string> } {
  return { annotations: { "pulumi.com/timeoutSeconds": String(seconds) } };
}

/** How Pulumi treats a Job that it waits for so long at most: one that failed is made anew by the next `up`. */
export function jobWait(seconds: number): { readonly annotations: Record<string, string> } {
  return { annotations: { ...waitAtMost(seconds).annotations, ...retriedByNextUp } };
}
