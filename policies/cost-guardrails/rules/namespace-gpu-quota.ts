import type { ResourceView } from "@roadstead/policy";
import {
  containersOf,
  fail,
  gpuResource,
  known,
  namespaceOf,
  pass,
  podTypes,
  stackRule,
  systemNamespaces,
  texts,
  unknown,
} from "@roadstead/policy";

export const namespaceGpuQuota = stackRule({
  name: "namespace-gpu-quota",
  title: "Every namespace in which pods ask for GPUs has a quota of them",
  severity: "high",
  level: "mandatory",
  config: { exemptNamespaces: texts(systemNamespaces, "Namespaces that run the nodes") },
  reads: [
    'kubernetes: pods\' containers[].resources.limits["nvidia.com/gpu"]',
    'kubernetes:core/v1:ResourceQuota: spec.hard["requests.nvidia.com/gpu"]',
  ],
  why: "One loop that makes jobs takes all GPUs from everybody, and an autoscaler buys more.",
  fix: 'Add a ResourceQuota with hard["requests.nvidia.com/gpu"]; limits.nvidia.com/gpu is not a name that Kubernetes knows.',
  check(stack, { config }) {
    const quotas = stack.ofType("kubernetes:core/v1:ResourceQuota").flatMap((quota) => {
      const hard = quota.read("spec", "hard", `requests.${gpuResource}`);
      return hard.state === "absent" ? [] : [{ hard, namespace: namespaceOf(quota) }];
    });
    return stack.ofType(...podTypes).flatMap((view) => {
      const asks = asksForGpus(view);
      const namespace = namespaceOf(view);
      if (asks === false || config.exemptNamespaces.includes(known(namespace) ?? "")) return [];
      const lacking = "its namespace has no quota of GPUs";
      if (namespace.state !== "known") return [{ urn: view.urn, ...unknown(namespace, lacking) }];
      const near = quotas.filter((one) => one.namespace.state !== "known" || one.namespace.value === namespace.value);
      if (near.some(({ hard, namespace: place }) => hard.state === "known" && place.state === "known")) {
        return [{ urn: view.urn, ...pass }];
      }
      if (asks === undefined) return [{ urn: view.urn, ...unknown("the pod's GPUs", lacking) }];
      const [doubt] = near;
      if (doubt === undefined) return [{ urn: view.urn, ...fail(lacking, { path: namespace.path }) }];
      return [{ urn: view.urn, ...unknown(doubt.hard.state === "known" ? doubt.namespace : doubt.hard, lacking) }];
    });
  },
});

/** Undefined where nobody can tell. */
function asksForGpus(view: ResourceView): boolean | undefined {
  const containers = containersOf(view);
  if (containers.state !== "known") return undefined;
  const asked = containers.value.flatMap((container) =>
    ["limits", "requests"].map((key) => container.number("resources", key, gpuResource)),
  );
  if (asked.some((one) => (known(one) ?? 0) > 0)) return true;
  return asked.some(({ state }) => state === "unknown") ? undefined : false;
}
