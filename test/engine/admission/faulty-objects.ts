import type { KubernetesObject } from "../../bench/control-plane/index.js";

export interface Fault {
  readonly what: string;
  /** The object with the fault, from those of the cluster on a target. */
  readonly from: "rich on k3s" | "rich on gke";
  readonly make: (objects: readonly KubernetesObject[]) => KubernetesObject;
  /** Part of what the server says. */
  readonly reason: string;
}

/** Each is an object of the library's with one thing wrong, of those that only an API server sees. */
export const faults: readonly Fault[] = [
  {
    what: "a field that is not there",
    from: "rich on k3s",
    make: (objects) => withSpec(find(objects, "DaemonSet"), { paused: true }),
    reason: ".spec.paused: field not declared in schema",
  },
  {
    what: "a selector of other pods",
    from: "rich on k3s",
    make: (objects) => withSpec(find(objects, "DaemonSet"), { selector: { matchLabels: { app: "other" } } }),
    reason: "`selector` does not match template `labels`",
  },
  {
    what: "an interval that is none",
    from: "rich on k3s",
    make: (objects) => withEndpoint(find(objects, "ServiceMonitor"), { interval: "soon" }),
    reason: "spec.endpoints[0].interval",
  },
  {
    what: "a field that a ServiceMonitor does not have",
    from: "rich on k3s",
    make: (objects) => withEndpoint(find(objects, "ServiceMonitor"), { every: "15s" }),
    reason: ".spec.endpoints[0].every: field not declared in schema",
  },
  {
    what: "a ComputeClass that does as it likes",
    from: "rich on gke",
    make: (objects) => withSpec(find(objects, "ComputeClass"), { whenUnsatisfiable: "Whatever" }),
    reason: "spec.whenUnsatisfiable: Unsupported value",
  },
  {
    what: "half a GPU",
    from: "rich on k3s",
    make: () => podWithGpus("0.5", "0.5"),
    reason: "must be an integer",
  },
  {
    what: "more GPUs than were asked for",
    from: "rich on k3s",
    make: () => podWithGpus("2", "1"),
    reason: "must be equal to nvidia.com/gpu limit",
  },
];

function podWithGpus(limit: string, request: string): KubernetesObject {
  const resources = { limits: { "nvidia.com/gpu": limit }, requests: { "nvidia.com/gpu": request } };
  return {
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name: "one", namespace: "default" },
    spec: { containers: [{ name: "main", image: "example.com/main", resources }] },
  };
}

function find(objects: readonly KubernetesObject[], kind: string): KubernetesObject {
  const found = objects.find((object) => object.kind === kind);
  if (found === undefined) throw new Error(`no ${kind}`);
  return found;
}

const specOf = (object: KubernetesObject) => object["spec"] as Readonly<Record<string, unknown>>;

function withSpec(object: KubernetesObject, change: object): KubernetesObject {
  return { ...object, spec: { ...specOf(object), ...change } };
}

function withEndpoint(monitor: KubernetesObject, change: object): KubernetesObject {
  const [endpoint] = specOf(monitor)["endpoints"] as object[];
  return withSpec(monitor, { endpoints: [{ ...endpoint, ...change }] });
}
